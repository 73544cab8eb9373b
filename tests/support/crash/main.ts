/** The product without pages, in a process of its own that can be told where to die. Its REST handlers are the real ones. */
import { dieAt, watchFailpoints } from "@/lib/failpoints";
import { serve } from "./serve";
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

void serve().then((port) => report({ type: "ready", port }));
