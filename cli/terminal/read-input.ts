import { addAbortSignal, type Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { interrupted, usage } from "@/cli/failure";
import type { Terminal } from "./terminal";

/** All of standard input; a keyboard is not read from, because nobody would know when it ends. */
export async function readInput(
  { terminal: { in: input }, signal }: { terminal: Terminal; signal: AbortSignal },
  what: string,
): Promise<string> {
  if (input.isTTY) throw usage(`${what} is read from standard input, and that is a keyboard here.`);
  return text(addAbortSignal(signal, input as Readable)).catch((error: unknown) => {
    throw signal.aborted ? interrupted("Nothing was sent.") : error;
  });
}
