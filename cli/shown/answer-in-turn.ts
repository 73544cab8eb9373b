import { WAIT_SECONDS } from "@/cli/connection/settle";
import type { Context } from "@/cli/context";
import { type ExitCode, exit } from "@/cli/exit-codes";
import { Failure } from "@/cli/failure";
import { askForm } from "@/cli/forms/ask-form";
import { type GivenAnswer, readValues } from "@/cli/forms/given-answer";
import { askYesNo } from "@/cli/terminal/ask";
import { print } from "@/cli/terminal/terminal";
import { asksOf } from "@/lib/views/run";
import type { ReviewView, RunView } from "@/lib/views/views";
import { type Answer, decide, labelOf } from "./decide";
import { reviewText } from "./review-text";
import { ending } from "./run-text";
import { outcomeCode, waitForRun } from "./wait-for-run";

/** Shows a review, asks for its form, and goes on with what the run asks next, as long as somebody wants to. */
export async function answerInTurn(context: Context, first: ReviewView, given: GivenAnswer): Promise<ExitCode> {
  const { client, terminal } = context;
  let values = await readValues(context, first.form, given);
  for (let review = first; ; values = {}) {
    print(terminal, await reviewText(context, review, true));
    if (review.status !== "open") throw new Failure(exit.conflict, `This review is ${review.status}.`, "review_closed");
    const answer = await askForm({ client, terminal }, review.form, values);
    await send(context, review, answer);
    print(terminal, `Answered: ${labelOf(review, answer.action)}.`);
    const run = await waitForRun(context, review.rootRunId, WAIT_SECONDS);
    const [next] = asksOf(run);
    if (!next) {
      print(terminal, await ending(run, terminal));
      return outcomeCode(run);
    }
    if (!(await askYesNo(`${readyText(next)} Answer it now?`, true))) {
      print(terminal, `It waits: holdpoint answer ${next.id}`);
      return exit.ok;
    }
    review = next;
  }
}

/** What somebody has typed is not given up because the server is away for a moment. */
async function send({ client }: Pick<Context, "client">, review: ReviewView, answer: Answer): Promise<RunView> {
  for (;;) {
    try {
      return await decide(client, review, answer);
    } catch (error) {
      const mayPass =
        error instanceof Failure && [exit.unavailable, exit.timeout].some((code) => code === error.exitCode);
      if (!mayPass || !(await askYesNo(`${error.message} Send it again?`, true))) throw error;
    }
  }
}

const readyText = ({ draft, title }: ReviewView) => (draft ? `Draft ${draft.revision} is ready.` : `Next: ${title}.`);
