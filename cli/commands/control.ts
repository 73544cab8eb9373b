import type { Command } from "commander";
import type { Client } from "@/cli/connection/client";
import type { Runner } from "@/cli/context";
import { readJsonOption, readObject } from "@/cli/forms/given-values";
import { ending } from "@/cli/shown/run-text";
import { statusWord } from "@/cli/shown/words";
import { print, printJson } from "@/cli/terminal/terminal";
import { runs } from "@/lib/features/runs/contract";
import type { RunView } from "@/lib/views/views";
import { JSON_HELP, wholeNumber } from "./options";

interface Options {
  json?: boolean;
}

/** What changes a run without answering it, in REST's words; each prints the run. */
export function addControl(program: Command, runner: Runner): void {
  const send = (options: Options, post: (client: Client) => Promise<RunView>) =>
    runner.run(options, async ({ client, terminal, json }) => {
      const run = await post(client);
      if (json) return printJson(terminal, run);
      print(terminal, `Run ${run.id} is ${statusWord(run.status, terminal.styles)}.`);
      if (run.status === "waiting") print(terminal, await ending(run, terminal));
    });
  const command = (name: string, description: string) =>
    program.command(name).description(description).argument("<run>", "its id").option("--json", JSON_HELP);

  command("cancel", "end a run; its open reviews close")
    .option("--reason <text>", "why")
    .action((id: string, { reason, ...options }: Options & { reason?: string }) =>
      send(options, (client) => client.post(runs.cancel, { id }, { reason })),
    );
  command("retry", "visit the failed step of a failed run again").action((id: string, options: Options) =>
    send(options, (client) => client.post(runs.retry, { id }, {})),
  );
  command("rewind", "make an earlier visit again, with what it began with")
    .argument("<seq>", "the visit's number", wholeNumber)
    .action((id: string, seq: number, options: Options) =>
      send(options, (client) => client.post(runs.rewind, { id }, { seq })),
    );
  command("fork", "start a new run from an earlier visit")
    .argument("<seq>", "the visit's number", wholeNumber)
    .option("--data <json>", "outputs by step name, in place of the run's own")
    .action((id: string, seq: number, { data, ...options }: Options & { data?: string }) =>
      send(options, (client) =>
        client.post(runs.fork, { id }, { seq, data: data === undefined ? undefined : readObject("--data", data) }),
      ),
    );
  command("signal", "tell a run something by name")
    .argument("<name>", "the signal's name")
    .option("--data <json>", "what it carries")
    .option("--id <id>", "the same id counts once")
    .action((id: string, name: string, { data = "null", ...rest }: Options & { data?: string; id?: string }) =>
      send(rest, (client) => client.post(runs.signal, { id }, { name, id: rest.id, data: readJson(data) })),
    );
  command("migrate", "move a paused or failed run to the newest version of its workflow").action(
    (id: string, options: Options) => send(options, (client) => client.post(runs.migrate, { id }, {})),
  );
}

const readJson = (text: string) =>
  readJsonOption("--data", text, `--data takes JSON; text stands in quotes: '"like this"'.`);
