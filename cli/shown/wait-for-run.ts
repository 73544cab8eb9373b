import { settle } from "@/cli/connection/settle";
import type { Context } from "@/cli/context";
import { type ExitCode, exit } from "@/cli/exit-codes";
import { interrupted } from "@/cli/failure";
import { whileBusy } from "@/cli/terminal/busy";
import { safeLine } from "@/cli/terminal/safe-text";
import { print } from "@/cli/terminal/terminal";
import { asksOf } from "@/lib/views/run";
import type { RunView } from "@/lib/views/views";
import { reviewText } from "./review-text";
import { ending } from "./run-text";

/** Waits until a run needs somebody, ends or can't go on. Whoever leaves with Ctrl-C is told that it goes on. */
export async function waitForRun({ client, terminal, signal }: Context, runId: string, seconds: number) {
  try {
    return await whileBusy(terminal, "At work; Ctrl-C leaves it alone", settle(client, runId, seconds));
  } catch (error) {
    if (!signal.aborted) throw error;
    throw interrupted(`Stopped waiting; the run goes on. holdpoint watch ${runId}`);
  }
}

/** What a run came to, or what it asks now. */
export async function printOutcome(context: Context, run: RunView): Promise<void> {
  const { terminal } = context;
  const [review, ...others] = asksOf(run);
  if (!review) return print(terminal, await ending(run, terminal));
  print(terminal, await reviewText(context, review));
  for (const { id, title } of others) print(terminal, `Also waits: ${safeLine(title)}\n  holdpoint answer ${id}`);
}

/** A run that has failed or was canceled is no success of whoever waited for it. */
export const outcomeCode = ({ status }: Pick<RunView, "status">): ExitCode =>
  status === "failed" || status === "canceled" ? exit.runFailed : exit.ok;
