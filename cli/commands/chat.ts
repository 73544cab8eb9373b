import type { Command } from "commander";
import { chatInRun } from "@/cli/chat/chat-in-run";
import { chatInThread } from "@/cli/chat/chat-in-thread";
import type { Runner } from "@/cli/context";
import { usage } from "@/cli/failure";
import { openTurns } from "@/cli/terminal/turns";
import { JSON_HELP } from "./options";

interface Options {
  workflow?: string;
  thread?: string;
  json?: boolean;
}

export function addChat(program: Command, { run }: Runner): void {
  program
    .command("chat")
    .description("talk turn by turn: with the chat of the server, or with one workflow")
    .argument("[text]", "the first thing to say")
    .option("--workflow <name>", "start a run of this workflow, and answer what it asks until it ends")
    .option("--thread <id>", "go on with this conversation, or begin one of this name")
    .option("--json", `${JSON_HELP}; one line a turn`)
    .action((text: string | undefined, { workflow, thread, ...options }: Options) =>
      run(options, async (context) => {
        if (workflow !== undefined && thread !== undefined) throw usage("--thread is for the chat; --workflow is not.");
        const turns = openTurns(context.terminal, context.signal);
        try {
          if (workflow !== undefined) return await chatInRun(context, turns, workflow, text);
          return await chatInThread(context, turns, thread, text);
        } finally {
          turns.close();
        }
      }),
    );
}
