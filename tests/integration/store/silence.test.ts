import { expect, test } from "vitest";
import { openDatabase } from "@/lib/store/database";
import { isUnavailable } from "@/lib/unavailable";
import { ChaosProxy } from "../../chaos/postgres/chaos-proxy";
import { createTestDatabase } from "../../support/postgres";

test("a connection that falls silent is given up, and the next statement has another one", async () => {
  const { url, drop } = await createTestDatabase();
  const proxy = await ChaosProxy.start(Number(new URL(url).port));
  const { pool, prisma, close } = openDatabase(proxy.through(url), 1, 500);
  try {
    for (const ask of [() => pool.query("select 1"), () => prisma.run.count()]) {
      await ask();
      proxy.abandonAll();
      const refused = await Promise.resolve(ask()).catch((error: unknown) => error);
      expect([String(refused), isUnavailable(refused)]).toEqual([expect.stringContaining("timeout"), true]);
      await ask();
    }
  } finally {
    proxy.bury();
    await close();
    await proxy.close();
    await drop();
  }
});
