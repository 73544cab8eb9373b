/** The product without pages, in a process of its own that can be told where to die. Its REST handlers are the real ones. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setHoldpoint } from "@/lib/app";
import { createHoldpoint } from "@/lib/composition";
import { parseEnv } from "@/lib/env";
import { dieAt, watchFailpoints } from "@/lib/failpoints";
import { answer } from "./rest-routes";
import type { Order, Point, Report } from "./wire";
import { watchWrites } from "./writes";

let armed: Point | null = JSON.parse(process.env.DIE_AT ?? "null") as Point | null;
let passed = new Map<string, number>();
let trace: Point[] = [];

function pass(name: string): void {
  const nth = (passed.get(name) ?? 0) + 1;
  passed.set(name, nth);
  trace.push({ name, nth });
  if (armed && armed.nth === (armed.name === "any" ? trace.length : nth) && ["any", name].includes(armed.name))
    dieAt(name);
}

const report = (message: Report) => process.send?.(message);

watchFailpoints(pass);
watchWrites(pass);
process.on("message", (order: Order) => {
  if (order.type === "arm") {
    armed = order.at;
    passed = new Map();
    trace = [];
    report({ type: "armed" });
  } else if (order.type === "trace") report({ type: "trace", points: trace });
});
// Whoever started this process is gone.
process.on("disconnect", () => process.exit());

async function start(): Promise<void> {
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
  server.listen(0, "127.0.0.1", () => report({ type: "ready", port: (server.address() as AddressInfo).port }));
}

void start();
