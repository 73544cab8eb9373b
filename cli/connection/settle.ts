import { exit } from "@/cli/exit-codes";
import { Failure } from "@/cli/failure";
import { runs } from "@/lib/features/runs/contract";
import { asksOf } from "@/lib/views/run";
import type { RunView } from "@/lib/views/views";
import type { Client } from "./client";

/** How long to wait where nobody says. */
export const WAIT_SECONDS = 300;

const HOLD_SECONDS = 30;
/** An answer that comes this much before its time came because there is something to say. */
const EARLY_MS = 1_000;

export const hasEnded = ({ status }: Pick<RunView, "status">) => status !== "running" && status !== "waiting";

/** The run once it waits for a person, ends or can't go on. A `Failure` (124) when the time is up before. */
export async function settle(client: Client, runId: string, seconds: number): Promise<RunView> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const began = performance.now();
    const left = Math.max(0, deadline - began);
    const wait = Math.min(HOLD_SECONDS, Math.ceil(left / 1000));
    const run = await client.get(runs.get, { id: runId }, { wait });
    if (hasEnded(run) || asksOf(run).length > 0 || run.blocked) return run;
    const isEarly = performance.now() - began < wait * 1000 - EARLY_MS;
    if (run.status === "waiting" && isEarly) return run;
    if (performance.now() >= deadline) {
      throw new Failure(exit.timeout, `Run ${runId} is still ${run.status} after ${seconds} s; it goes on by itself.`);
    }
  }
}
