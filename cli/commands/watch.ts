import type { Command } from "commander";
import type { Client } from "@/cli/connection/client";
import { followEvents } from "@/cli/connection/event-stream";
import { hasEnded } from "@/cli/connection/settle";
import type { Context, Runner } from "@/cli/context";
import { exit } from "@/cli/exit-codes";
import { Failure, interrupted } from "@/cli/failure";
import { eventLine } from "@/cli/shown/event-line";
import { ending } from "@/cli/shown/run-text";
import { outcomeCode } from "@/cli/shown/wait-for-run";
import { note, print, printJsonLine } from "@/cli/terminal/terminal";
import { runs } from "@/lib/features/runs/contract";
import { wholeNumber } from "./options";

interface Options {
  after: number;
  timeout?: number;
  json?: boolean;
}

export function addWatch(program: Command, { run }: Runner): void {
  program
    .command("watch")
    .description("follow a run, event by event, until it has ended")
    .argument("<run>", "its id")
    .option("--after <seq>", "only events after this number", wholeNumber, 0)
    .option("--timeout <seconds>", "give up after this long", wholeNumber)
    .option("--json", "print each event as one line of JSON")
    .action((id: string, options: Options) => run(options, (context) => watch(context, id, options)));
}

async function watch({ client, terminal, json, signal }: Context, id: string, { after, timeout }: Options) {
  const limit = timeout === undefined ? null : AbortSignal.timeout(timeout * 1000);
  const stop = limit ? AbortSignal.any([signal, limit]) : signal;
  const onLost = () => note(terminal, "The connection is gone; trying again.");
  try {
    for await (const event of followEvents(client, id, { after, signal: stop, onLost })) {
      if (json) printJsonLine(terminal, event);
      else print(terminal, eventLine(event, terminal.styles));
    }
  } catch (error) {
    if (signal.aborted) throw interrupted("Stopped watching; the run goes on.");
    if (limit?.aborted)
      throw new Failure(exit.timeout, `${timeout} s are over; the run goes on. ${await state(client, id)}`);
    throw error;
  }
  const run = await client.get(runs.get, { id });
  if (!json && hasEnded(run)) print(terminal, await ending(run, terminal));
  return outcomeCode(run);
}

const state = async (client: Client, id: string) => `It is ${(await client.get(runs.get, { id })).status}.`;
