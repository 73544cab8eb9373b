import { exit } from "@/cli/exit-codes";
import { Failure } from "@/cli/failure";
import { askText } from "./ask";
import { readLines } from "./read-input";
import type { Terminal } from "./terminal";

/** What somebody says, turn by turn: asked for in a terminal, else a line of standard input each. */
export interface Turns {
  /** Null at the end of the input, in a terminal with Ctrl-C. Blank lines say nothing. */
  next(message: string): Promise<string | null>;
  close(): void;
}

export function openTurns(terminal: Terminal, signal: AbortSignal): Turns {
  if (terminal.interactive) {
    const validate = (value: string) => (value.trim() ? undefined : "Say something, or leave with Ctrl-C.");
    const next = (message: string) => askText({ message, validate }).catch(nullIfInterrupted);
    return { next, close: () => undefined };
  }
  const lines = readLines(terminal, signal);
  return {
    async next() {
      for (;;) {
        const { done, value } = await lines.next();
        signal.throwIfAborted();
        if (done) return null;
        if (value.trim() !== "") return value;
      }
    },
    close: () => void lines.return(undefined),
  };
}

function nullIfInterrupted(error: unknown): null {
  if (error instanceof Failure && error.exitCode === exit.interrupted) return null;
  throw error;
}
