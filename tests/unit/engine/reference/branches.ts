import { type Branch, isNews, type Model } from "./model";
import { closeVisit, fail, finish, letGo, startBranches, stepAt, walk } from "./walk";

const isLost = ({ status }: Branch) => status === "failed" || status === "canceled";
const hasEnded = ({ status }: Branch) => status !== "pending" && status !== "running";
const COMBINE = "combine";

/** What a branch puts out, in this world. */
export const outputOf = (key: string) => `from ${key}`;

/** Takes note of the branches that have ended: the step is over, or goes on with those that had to wait. */
export function joined(m: Model): void {
  const step = stepAt(m);
  if (!("concurrency" in step)) throw new Error("Only joins have branches.");
  const { branches } = m;
  for (const branch of branches.filter(isNews)) {
    branch.delivered = true;
    m.log.push("branch.ended");
  }
  if (step.kind === "race" && !step.combine) {
    const winner = branches.find(({ status }) => status === "completed");
    if (winner) return complete(m, { winner: winner.key, output: outputOf(winner.key) });
    if (!branches.every(hasEnded)) return startBranches(m, step.concurrency);
    return lost(m, step.onError);
  }
  if (step.kind === "race") return combine(m, step);
  if (branches.some(isLost)) return lost(m, step.onError);
  if (!branches.every(hasEnded)) return startBranches(m, step.concurrency);
  const outputs = branches.map(({ key }) => [key, outputOf(key)] as const);
  if (step.kind === "each") return complete(m, Object.values(Object.fromEntries(outputs)));
  complete(m, step.kind === "parallel" ? Object.fromEntries(outputs) : (outputs[0]?.[1] ?? null));
}

/** All have their say, then one more makes one of what is there. */
function combine(m: Model, { concurrency, onError }: { concurrency: number; onError: boolean }): void {
  const { branches } = m;
  if (!branches.every(hasEnded)) return startBranches(m, concurrency);
  const combining = branches.find(({ key }) => key === COMBINE);
  if (combining?.status === "completed") return complete(m, outputOf(COMBINE));
  if (combining || branches.every(isLost)) return lost(m, onError);
  branches.push({ key: COMBINE, status: "running", delivered: false });
  m.log.push("branches.started");
}

function complete(m: Model, output: Model["output"]): void {
  letGo(m);
  finish(m, output);
  walk(m, (m.at ?? 0) + 1);
}

function lost(m: Model, onError: boolean): void {
  if (!onError) return fail(m, "branch_failed");
  m.log.push("step.failed");
  letGo(m);
  closeVisit(m, "failed");
  walk(m, m.flow.steps.length - 1);
}
