import { addAbortSignal, type Readable } from "node:stream";
import { interrupted, usage } from "@/cli/failure";
import type { Terminal } from "./terminal";

/** All of standard input; a keyboard is not read from, because nobody would know when it ends. */
export async function readInput(
  { terminal: { in: input }, signal }: { terminal: Terminal; signal: AbortSignal },
  what: string,
): Promise<string> {
  if (input.isTTY) throw usage(`${what} is read from standard input, and that is a keyboard here.`);
  let text = "";
  for await (const piece of textOf(input as Readable, signal)) text += piece;
  return text;
}

/** The lines of standard input, as they come. */
export async function* readLines({ in: input }: Terminal, signal: AbortSignal): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of textOf(input as Readable, signal)) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield line.replace(/\r$/, "");
  }
  if (rest !== "") yield rest;
}

/** Bytes that are no UTF-8 are refused: nobody could see which characters they have been replaced by. */
async function* textOf(input: Readable, signal: AbortSignal): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const bytes of addAbortSignal(signal, input)) yield decoder.decode(bytes as Buffer, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (signal.aborted) throw interrupted("Nothing was sent.");
    if ((error as NodeJS.ErrnoException).code === "ERR_ENCODING_INVALID_ENCODED_DATA") throw notUtf8();
    throw error;
  }
}

const notUtf8 = () =>
  usage("Standard input is not UTF-8 text and was not sent. Convert it first, for example with iconv.");
