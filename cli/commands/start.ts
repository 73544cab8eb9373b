import type { Command } from "commander";
import { findWorkflow, readWorkflows } from "@/cli/connection/workflows";
import type { Context, Runner } from "@/cli/context";
import { usage } from "@/cli/failure";
import { readInputValues, type StartInput } from "@/cli/forms/start-input";
import { outcomeCode, printOutcome, waitForRun } from "@/cli/shown/wait-for-run";
import { askChoice } from "@/cli/terminal/ask";
import { print, printJson } from "@/cli/terminal/terminal";
import { runs } from "@/lib/features/runs/contract";
import { collect, JSON_HELP, secondsOf, wholeNumber } from "./options";

interface Options extends StartInput {
  model?: string;
  dedupeKey?: string;
  wait?: number | true;
  json?: boolean;
}

export function addStart(program: Command, { run }: Runner): void {
  program
    .command("start")
    .description("start a run; required input that is not given is asked for")
    .argument("[workflow]", "its name")
    .argument("[text]", "for the one required field")
    .option("--set <name=value>", "a field of the input; may come several times; a path for a file", collect, [])
    .option("--input <json>", "fields as a JSON object; - reads it from standard input")
    .option("--model <model>", "use this model in place of each assistant's")
    .option("--dedupe-key <key>", "start only if nothing was started under this key")
    .option("--wait [seconds]", "wait until it needs somebody or has ended (300)", wholeNumber)
    .option("--json", JSON_HELP)
    .action((name: string | undefined, text: string | undefined, options: Options) =>
      run(options, (context) => start(context, name, { ...options, text })),
    );
}

async function start(context: Context, name: string | undefined, { model, dedupeKey, wait, ...input }: Options) {
  const { client, terminal, json } = context;
  const workflow = await findWorkflow(client, name ?? (await chooseWorkflow(context)));
  const values = await readInputValues(context, workflow.input, input);
  const body = { workflow: workflow.name, input: values, model, dedupeKey };
  const started = await client.post(runs.start, {}, body);
  if (!json) print(terminal, `Run ${started.id} of ${workflow.name}.`);
  const seconds = secondsOf(wait);
  if (seconds === undefined) {
    if (json) printJson(terminal, started);
    else if (terminal.interactive) print(terminal, terminal.styles.dim(`holdpoint show ${started.id}`));
    return;
  }
  const run = await waitForRun(context, started.id, seconds);
  if (json) printJson(terminal, run);
  else await printOutcome(context, run);
  return outcomeCode(run);
}

async function chooseWorkflow({ client, terminal }: Context): Promise<string> {
  if (!terminal.interactive) throw usage("Say which workflow to start; `holdpoint workflows` lists them.");
  const all = await readWorkflows(client);
  return askChoice(
    "What to start",
    all.map(({ name, title }) => ({ value: name, label: title, hint: name })),
  );
}
