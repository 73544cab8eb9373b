import type { EventView, Page, ReviewView, RunView, StepView } from "@/lib/views/views";
import type { Client } from "../measure/client";
import type { Invariants } from "../measure/figures";
import type { Told } from "./load";

const AT_ONCE = 8;

/**
 * That nothing was doubled or lost: of each run that somebody was told of, each review has the one answer that was
 * acknowledged, its events have no gap, and the service outside was called once for each visit. `calls` are the keys
 * that it saw; resolves to how many runs were looked at.
 */
export async function prove(client: Client, told: Told[], calls: string[], invariants: Invariants): Promise<void> {
  const rest = [...told];
  const expected: string[] = [];
  const look = async () => {
    for (let one = rest.pop(); one; one = rest.pop()) expected.push(...(await proveRun(client, one, invariants)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, look));
  const seen = new Set(calls);
  invariants.check(seen.size === calls.length, `The service was called ${calls.length - seen.size} times too often.`);
  const missing = expected.filter((key) => !seen.has(key));
  invariants.check(
    missing.length === 0,
    `${missing.length} visits never called the service, for example ${missing[0]}.`,
  );
  invariants.check(seen.size === expected.length, `${seen.size} keys were seen outside, ${expected.length} were due.`);
}

/** Answers the keys under which the run called outside. */
async function proveRun(client: Client, { runId, answers }: Told, invariants: Invariants): Promise<string[]> {
  const path = `/api/v1/runs/${runId}`;
  const run = await client.get<RunView>(path);
  invariants.check(run.status === "completed", `Run ${runId} is ${run.status}.`);
  const events = await client.get<Page<EventView>>(`${path}/events?limit=200`);
  const numbers = events.data.map(({ seq }) => seq);
  invariants.check(
    numbers.every((seq, index) => seq === index + 1) && events.nextCursor === null,
    `Events of run ${runId}: ${numbers.join(", ")}.`,
  );
  const decided = events.data.filter(({ type }) => type === "review.decided");
  invariants.check(
    decided.length === answers.size,
    `Run ${runId} has ${decided.length} decisions of ${answers.size} reviews.`,
  );
  for (const [reviewId, counts] of answers) {
    const { decision } = await client.get<ReviewView>(`/api/v1/reviews/${reviewId}`);
    const [only] = counts;
    invariants.check(
      counts.length === 1 && decision?.action === only?.action && decision?.by.name === only?.by,
      `Review ${reviewId} was decided by ${decision?.by.name}; told were ${JSON.stringify(counts)}.`,
    );
  }
  const steps = await client.get<Page<StepView>>(`${path}/steps?limit=200`);
  return steps.data.filter(({ kind }) => kind === "http").map(({ seq }) => `${runId}:${seq}`);
}
