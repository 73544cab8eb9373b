import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setHoldpoint } from "@/lib/app";
import { createHoldpoint } from "@/lib/composition";
import { parseEnv } from "@/lib/env";
import { answer } from "./rest-routes";

/** The product without pages, its REST handlers the real ones; resolves to its port once it can be asked. */
export async function serve(): Promise<number> {
  const env = parseEnv(process.env);
  if (!env.databaseUrl) throw new Error("DATABASE_URL is missing.");
  const holdpoint = await createHoldpoint({
    env,
    databaseUrl: env.databaseUrl,
    secret: "a secret that only this test knows",
    log: (line) => process.stderr.write(`${line}\n`),
  });
  setHoldpoint(holdpoint);
  await holdpoint.start();
  const server = createServer((request, response) => void answer(request, response));
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}
