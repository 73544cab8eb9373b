import { hasEnded, WAIT_SECONDS } from "@/cli/connection/settle";
import { findWorkflow } from "@/cli/connection/workflows";
import type { Context } from "@/cli/context";
import { type ExitCode, exit } from "@/cli/exit-codes";
import { Failure, interrupted } from "@/cli/failure";
import { checkedAnswer } from "@/cli/forms/given-answer";
import { readInputValues } from "@/cli/forms/start-input";
import { decide } from "@/cli/shown/decide";
import { outcomeCode, printOutcome, waitForRun } from "@/cli/shown/wait-for-run";
import { safeText } from "@/cli/terminal/safe-text";
import { note, print, printJsonLine } from "@/cli/terminal/terminal";
import type { Turns } from "@/cli/terminal/turns";
import { runs } from "@/lib/features/runs/contract";
import { asksOf } from "@/lib/views/run";
import type { ReviewView, RunView } from "@/lib/views/views";

/** A run as a conversation: its draft or question, an answer in plain words, and so on until it ends. */
export async function chatInRun(
  context: Context,
  turns: Turns,
  workflow: string,
  first: string | undefined,
): Promise<ExitCode> {
  const { terminal, json } = context;
  const { id } = await begin(context, turns, workflow, first);
  if (!json) print(terminal, terminal.styles.dim(`Run ${id}`));
  for (;;) {
    const run = await waitForRun(context, id, WAIT_SECONDS);
    if (json) printJsonLine(terminal, run);
    else await printOutcome(context, run);
    const [review] = asksOf(run);
    if (hasEnded(run) || !review) return outcomeCode(run);
    if (await answer(context, turns, review)) continue;
    note(terminal, `The run waits: holdpoint answer ${review.id}`);
    return exit.ok;
  }
}

async function begin(context: Context, turns: Turns, name: string, first: string | undefined): Promise<RunView> {
  const workflow = await findWorkflow(context.client, name);
  const isOne = workflow.input.fields.filter(({ required }) => required).length === 1;
  const text = first ?? (isOne ? await turns.next(workflow.title) : undefined);
  if (text === null) throw interrupted("Nothing was sent.");
  const input = await readInputValues(context, workflow.input, { text, set: [] });
  return context.client.post(runs.start, {}, { workflow: name, input });
}

/** Asks until something fits; in a script what does not fit is the end. False when nothing more is said. */
async function answer(context: Context, turns: Turns, review: ReviewView): Promise<boolean> {
  const { client, terminal } = context;
  for (;;) {
    const said = await turns.next("You");
    if (said === null) return false;
    try {
      await decide(client, review, checkedAnswer(review.form, said));
      return true;
    } catch (error) {
      if (!terminal.interactive || !(error instanceof Failure)) throw error;
      note(terminal, safeText(error.message));
      // Somebody was first: what the run asks now is another question.
      if (error.exitCode === exit.conflict) return true;
    }
  }
}
