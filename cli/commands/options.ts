import { InvalidArgumentError } from "commander";

/** For options that may come several times. */
export const collect = (value: string, before: string[]) => [...before, value];

export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}

export const JSON_HELP = "print JSON, as REST answers it, and ask nothing";

/** How long to wait where nobody says. */
export const WAIT_SECONDS = 300;

/** `--wait` alone is true. */
export const secondsOf = (wait: number | true | undefined) => (wait === true ? WAIT_SECONDS : wait);
