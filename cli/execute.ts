import { CommanderError } from "commander";
import { createRunner } from "./context";
import { type ExitCode, exit } from "./exit-codes";
import { Failure } from "./failure";
import { createProgram } from "./program";
import { safeText } from "./terminal/safe-text";
import type { Streams } from "./terminal/terminal";

/** Where a command runs. */
export interface Host extends Streams {
  env: NodeJS.ProcessEnv;
  /** Ctrl-C. Its reason is a `Failure`. */
  signal: AbortSignal;
}

/** Runs one command to its end; never rejects. */
export async function execute(args: string[], host: Host): Promise<ExitCode> {
  let code: ExitCode = exit.ok;
  const runner = createRunner(host, (ended) => {
    code = ended;
  });
  try {
    await createProgram(runner, host).parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    // Commander has printed its own sentence, or the help.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.ok : exit.usage;
    const isKnown = error instanceof Failure;
    const sentence = isKnown ? error.message : `Something went wrong: ${(error as Error).message}`;
    host.err.write(`${safeText(sentence)}\n`);
    return isKnown ? error.exitCode : exit.error;
  }
}
