import { Command } from "commander";
import { addAnswer } from "./commands/answer";
import { addChat } from "./commands/chat";
import { addControl } from "./commands/control";
import { addExport } from "./commands/export";
import { addList } from "./commands/list";
import { addLogin } from "./commands/login";
import { addShow } from "./commands/show";
import { addStart } from "./commands/start";
import { addWatch } from "./commands/watch";
import { addWorkflows } from "./commands/workflows";
import type { Runner } from "./context";
import type { Streams } from "./terminal/terminal";

const help = `
Every command takes --json. Exit codes: 0 done, 1 error, 2 usage, 3 not signed in or not allowed, 4 not found,
5 somebody was first, 6 values that don't fit, 7 the run failed, 8 server not available, 124 time is up, 130 Ctrl-C.
HOLDPOINT_URL and HOLDPOINT_TOKEN win over what \`login\` keeps. More in docs/cli.md.`;

export function createProgram(runner: Runner, { out, err }: Pick<Streams, "out" | "err">): Command {
  const program = new Command("holdpoint")
    .description("Start runs, see what waits for people, and answer it, from a terminal.")
    .exitOverride()
    .configureOutput({ writeOut: (text) => void out.write(text), writeErr: (text) => void err.write(text) })
    .showHelpAfterError("(holdpoint --help lists what there is)")
    .addHelpText("after", help);
  for (const add of [
    addLogin,
    addWorkflows,
    addStart,
    addChat,
    addList,
    addShow,
    addAnswer,
    addWatch,
    addControl,
    addExport,
  ]) {
    add(program, runner);
  }
  return program;
}
