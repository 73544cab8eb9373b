import { processEnv } from "./environment";
import { execute } from "./execute";
import { exit } from "./exit-codes";
import { interrupted } from "./failure";

/** Runs one command as this process, and sets its exit code. */
export async function main(args: string[]): Promise<void> {
  const stop = new AbortController();
  // Once: whoever presses it again is not held up any longer.
  process.once("SIGINT", () => stop.abort(interrupted("Stopped.")));
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // Whoever read along has had enough, as `head` has.
    process.exit(error.code === "EPIPE" ? exit.ok : exit.error);
  });
  const { stdin, stdout, stderr } = process;
  process.exitCode = await execute(args, { in: stdin, out: stdout, err: stderr, env: processEnv, signal: stop.signal });
}
