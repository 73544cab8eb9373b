import { type ExitCode, exit } from "./exit-codes";

/** Ends the command: a sentence for people, and the code for programs. */
export class Failure extends Error {
  override readonly name = "Failure";

  constructor(
    readonly exitCode: ExitCode,
    message: string,
    /** `code` of a problem document, where the server said one. */
    readonly code: string | null = null,
  ) {
    super(message);
  }
}

export const usage = (message: string) => new Failure(exit.usage, message);

/** Ctrl-C; says what is safe. */
export const interrupted = (message: string) => new Failure(exit.interrupted, message);

/** Nothing was sent: what the form has against values, a sentence each. */
export const refusedValues = (errors: { field: string; message: string }[]) =>
  new Failure(exit.invalid, errors.map(({ message }) => message).join("\n"), "invalid");
