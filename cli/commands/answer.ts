import type { Command } from "commander";
import type { Context, Runner } from "@/cli/context";
import { usage } from "@/cli/failure";
import { type GivenAnswer, readAnswer } from "@/cli/forms/given-answer";
import { answerInTurn } from "@/cli/shown/answer-in-turn";
import { chooseReview, reviewToAnswer } from "@/cli/shown/choose-review";
import { decide, labelOf } from "@/cli/shown/decide";
import { outcomeCode, printOutcome, waitForRun } from "@/cli/shown/wait-for-run";
import { print, printJson } from "@/cli/terminal/terminal";
import { collect, JSON_HELP, secondsOf, wholeNumber } from "./options";

interface Options extends GivenAnswer {
  wait?: number | true;
  json?: boolean;
}

export function addAnswer(program: Command, { run }: Runner): void {
  program
    .command("answer")
    .description("answer a review: field by field in a terminal, or with what is given")
    .argument("[id]", "of the review; in a terminal also of its run")
    .argument("[answer]", "a button's name or label, or text for the field that one needs")
    .option("--action <name>", "the button to press")
    .option("--set <name=value>", "a field; may come several times; a path for a file", collect, [])
    .option("--values <json>", "fields as a JSON object; - reads it from standard input")
    .option("--wait [seconds]", "then wait until the run needs somebody or has ended (300)", wholeNumber)
    .option("--json", JSON_HELP)
    .action((id: string | undefined, text: string | undefined, options: Options) =>
      run(options, (context) => answer(context, id, { ...options, text })),
    );
}

async function answer(context: Context, id: string | undefined, { wait, ...given }: Options) {
  const { client, terminal, json } = context;
  const isGiven = given.text !== undefined || given.action !== undefined;
  if (!isGiven && terminal.interactive) {
    const review = id === undefined ? await chooseReview(context) : await reviewToAnswer(client, id, true);
    return review ? answerInTurn(context, review, given) : undefined;
  }
  if (id === undefined) throw usage("Say which review you answer; `holdpoint list` shows what waits.");
  if (!isGiven) throw usage("Say what to answer: text, or --action with --set name=value.");
  const review = await reviewToAnswer(client, id, false);
  const decision = await readAnswer(context, review.form, given);
  const run = await decide(client, review, decision);
  if (!json) print(terminal, `Answered: ${labelOf(review, decision.action)}.`);
  const seconds = secondsOf(wait);
  if (seconds === undefined) return json ? printJson(terminal, run) : undefined;
  const now = await waitForRun(context, review.rootRunId, seconds);
  if (json) printJson(terminal, now);
  else await printOutcome(context, now);
  return outcomeCode(now);
}
