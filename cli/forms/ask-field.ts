import type { Client } from "@/cli/connection/client";
import { askChoice, askChoices, askLines, askText, askYesNo } from "@/cli/terminal/ask";
import { coerceValues } from "@/lib/forms/coerce";
import { kindOf, marksOf, type TypedType } from "@/lib/forms/kinds";
import type { FieldOption, FieldSpec, FieldType } from "@/lib/forms/spec";
import { plainDigits } from "@/lib/json/exact-number";
import { askList } from "./ask-list";
import { fieldProblem } from "./field-problem";
import { describeFile, uploadFor } from "./upload";

const NONE = "";

type Ask = (field: FieldSpec, message: string, before: unknown, client: Client) => unknown;

/** Asks for the value of one field, as often as it takes; what is left blank is undefined. */
export async function askField(client: Client, field: FieldSpec, before: unknown): Promise<unknown> {
  const ask = ASK[field.type as keyof typeof ASK] ?? askTyped;
  return ask(field, labelOf(field), before, client);
}

/** Of each type that is not typed as text in a browser. */
const ASK: Record<Exclude<FieldType, TypedType>, Ask> = {
  checkbox: (_, message, before) => askYesNo(message, before === true),
  select: askOne,
  radio: askOne,
  rating: askTyped,
  multiselect: askSeveral,
  date: askTyped,
  datetime: askTyped,
  list: (field, _message, _before, client) => askList(field, (part, given) => askField(client, part, given)),
  file: askFile,
  markdown: () => undefined,
};

async function askOne(field: FieldSpec, message: string, before: unknown): Promise<unknown> {
  const none = field.required ? [] : [{ value: NONE, label: "(none)" }];
  const choices = [...none, ...(field.options ?? [])];
  const chosen = await askChoice(message, choices, typeof before === "string" ? before : undefined);
  return chosen === NONE ? undefined : chosen;
}

async function askTyped(field: FieldSpec, message: string, before: unknown): Promise<unknown> {
  const ask = kindOf(field).typed === "lines" ? askLines : askText;
  const initial = before === undefined ? undefined : shownText(field, before);
  const text = await ask({
    message,
    placeholder: field.placeholder,
    initial,
    validate: (value) => {
      if (value === initial) return fieldProblem(field, before);
      const { values, errors } = coerceValues([field], { [field.name]: value });
      return errors[0]?.message ?? fieldProblem(field, values[field.name] ?? "");
    },
  });
  return text === initial ? before : coerceValues([field], { [field.name]: text }).values[field.name];
}

/** A value as it can be typed again. */
function shownText(field: FieldSpec, value: unknown): string {
  if (typeof value === "number") return plainDigits(value);
  return typeof value === "string" && kindOf(field).holds !== "json" ? value : JSON.stringify(value);
}

async function askSeveral(field: FieldSpec, message: string, before: unknown): Promise<unknown> {
  const options: FieldOption[] = field.options ?? [];
  for (let asked = message; ; ) {
    const chosen = await askChoices(asked, options, Array.isArray(before) ? before.map(String) : []);
    const problem = fieldProblem(field, chosen);
    if (problem === undefined) return chosen.length === 0 ? undefined : chosen;
    asked = `${message} — ${problem}`;
  }
}

async function askFile(field: FieldSpec, message: string, _: unknown, client: Client): Promise<unknown> {
  for (let asked = message; ; ) {
    const path = await askText({
      message: asked,
      validate: (value) => (value.trim() ? undefined : fieldProblem(field, "")),
    });
    if (path.trim() === "") return undefined;
    const problem = await describeFile(field, path.trim()).then(
      (found) => found.message,
      (error: Error) => error.message,
    );
    if (problem === undefined) return uploadFor(client, field, path.trim());
    asked = `${message} — ${problem}`;
  }
}

const NOTES: Partial<Record<FieldType, (field: FieldSpec) => string>> = {
  rating: (field) => `1 to ${marksOf(field)}`,
  date: () => "YYYY-MM-DD",
  datetime: () => "for example 2027-01-31T14:30:00+01:00; UTC where it has no offset",
  file: () => "path of a file",
  json: () => "JSON",
  textarea: () => "Enter twice ends the text",
};

function labelOf(field: FieldSpec): string {
  const notes = [field.required ? "" : "optional", NOTES[field.type]?.(field)].filter(Boolean).join("; ");
  return [field.label, notes && `(${notes})`, field.help && `· ${field.help}`].filter(Boolean).join(" ");
}
