import { InvalidArgumentError } from "commander";
import { WAIT_SECONDS } from "@/cli/connection/settle";

/** For options that may come several times. */
export const collect = (value: string, before: string[]) => [...before, value];

export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}

export const JSON_HELP = "print JSON, as REST answers it, and ask nothing";

/** `--wait` alone is true. */
export const secondsOf = (wait: number | true | undefined) => (wait === true ? WAIT_SECONDS : wait);
