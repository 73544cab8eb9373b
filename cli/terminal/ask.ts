import { interrupted } from "@/cli/failure";
import { safeLine, safeText } from "./safe-text";

interface Question {
  message: string;
  placeholder?: string;
  initial?: string;
  validate?(value: string): string | undefined;
}

interface Choice {
  value: string;
  label: string;
  hint?: string;
}

const NOTHING_SENT = "Nothing was sent.";

type Prompts = typeof import("@clack/prompts");

/** Ctrl-C leaves; nothing has been sent by then. Loaded only where somebody is asked. */
async function ask<T>(prompt: (clack: Prompts) => Promise<T | symbol>): Promise<T> {
  const clack = await import("@clack/prompts");
  const answer = await prompt(clack);
  if (clack.isCancel(answer)) throw interrupted(NOTHING_SENT);
  return answer as T;
}

/** What a prompt begins with is printed as it is: nothing in it may steer the terminal, and what hides is named. */
const textOptions = ({ message, placeholder, initial, validate }: Question) => ({
  message:
    safeLine(message) + (initial && safeText(initial) !== initial ? ` (it begins with: ${safeLine(initial)})` : ""),
  placeholder: placeholder === undefined ? undefined : safeLine(placeholder),
  initialValue: initial?.replaceAll(/[^\P{Cc}\t\n]/gu, ""),
  validate: (value: string | undefined) => validate?.(value ?? ""),
});

export const askText = async (question: Question): Promise<string> =>
  (await ask<string | undefined>((clack) => clack.text(textOptions(question)))) ?? "";

/** Several lines; Enter twice ends them. */
export const askLines = async (question: Question): Promise<string> =>
  (await ask<string | undefined>((clack) => clack.multiline(textOptions(question)))) ?? "";

export const askSecret = (question: Question) => ask<string>((clack) => clack.password(textOptions(question)));

export const askYesNo = (message: string, initial: boolean) =>
  ask<boolean>((clack) => clack.confirm({ message: safeLine(message), initialValue: initial }));

export const askChoice = (message: string, choices: Choice[], initial?: string) =>
  ask<string>((clack) =>
    clack.select({ message: safeLine(message), options: choices.map(shown), initialValue: initial, maxItems: 12 }),
  );

export const askChoices = (message: string, choices: Choice[], initial: string[]) =>
  ask<string[]>((clack) =>
    clack.multiselect({
      message: safeLine(message),
      options: choices.map(shown),
      initialValues: initial,
      required: false,
      maxItems: 12,
    }),
  );

const shown = ({ value, label, hint }: Choice) => ({
  value,
  label: safeLine(label),
  ...(hint ? { hint: safeLine(hint) } : {}),
});
