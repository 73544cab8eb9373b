import { isFieldName, isInborn } from "@/lib/forms/names";

const NAME = /^[a-z][a-z0-9_-]{0,63}$/;

/** What is wrong with the name of a workflow, step, branch or schedule, with its cure; null when nothing. */
export function nameProblem(what: string, name: string): string | null {
  if (isInborn(name)) return inborn(what, name);
  if (NAME.test(name)) return null;
  return `the ${what} must be lower-case letters, digits, "-" or "_", beginning with a letter.`;
}

/** The same for names of fields and actions. */
export function keyProblem(what: string, name: string): string | null {
  if (isInborn(name)) return inborn(what, name);
  return isFieldName(name) ? null : `the ${what} must be letters, digits or underscores, beginning with a letter.`;
}

/**
 * What is wrong with an object that lists things by name: written into it, `__proto__` makes no entry but stands
 * behind all others, so what it was meant to be would be missing without a word.
 */
export function listProblem(what: string, byName: object): string | null {
  const behind: unknown = Object.getPrototypeOf(byName);
  if (behind === null || Object.hasOwn(behind as object, "hasOwnProperty")) return null;
  return inborn(what, "__proto__");
}

const inborn = (what: string, name: string) =>
  `the ${what} can't be "${name}", which every JavaScript object has from birth; choose another.`;
