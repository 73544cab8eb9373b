import { Pool } from "pg";
import { expect, test } from "vitest";
import { idempotency } from "@/lib/store/idempotency";
import { createTestDatabase } from "../../support/postgres";

test("a first request that stood still until a repeat took over gets the answer that the repeat got", async () => {
  const database = await createTestDatabase();
  const pool = new Pool({ connectionString: database.url });
  // The database is dropped while connections still close.
  pool.on("error", () => undefined);
  try {
    const { once } = idempotency(pool, () => crypto.randomUUID());
    const request = { principal: "dana", path: "/runs", key: "1", bodyHash: "same" };
    const answer = (body: string) => ({ status: 200, contentType: "text/plain", body });
    let wake = () => {};
    const asleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const ids: string[] = [];
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const first = once(request, async (id) => {
      ids.push(id);
      begin();
      await asleep;
      return answer("first");
    });
    await begun;
    // As if the process had been frozen: nobody renewed its lock.
    await pool.query("update idempotency_keys set locked_until = now() - interval '1 second'");
    const repeat = await once(request, async (id) => {
      ids.push(id);
      return answer("repeat");
    });
    wake();
    const later = await once(request, async () => answer("later"));
    expect([await first, repeat, later].map(({ body }) => body)).toEqual(["repeat", "repeat", "repeat"]);
    expect(new Set(ids).size).toBe(1);
    expect(ids).toHaveLength(2);
  } finally {
    await pool.end();
    await database.drop();
  }
});
