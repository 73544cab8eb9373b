import type { Client } from "@/cli/connection/client";
import { askChoice, askChoices, askLines, askText, askYesNo } from "@/cli/terminal/ask";
import { coerceValues } from "@/lib/forms/coerce";
import { RATING_MAX } from "@/lib/forms/field-schema";
import type { FieldOption, FieldSpec } from "@/lib/forms/spec";
import { plainDigits } from "@/lib/json/exact-number";
import { askList } from "./ask-list";
import { fieldProblem } from "./field-problem";
import { describeFile, uploadFor } from "./upload";

const NONE = "";

/** Asks for the value of one field, as often as it takes; what is left blank is undefined. */
export async function askField(client: Client, field: FieldSpec, before: unknown): Promise<unknown> {
  const message = labelOf(field);
  switch (field.type) {
    case "checkbox":
      return askYesNo(message, before === true);
    case "select":
    case "radio": {
      const none = field.required ? [] : [{ value: NONE, label: "(none)" }];
      const choices = [...none, ...(field.options ?? [])];
      const chosen = await askChoice(message, choices, typeof before === "string" ? before : undefined);
      return chosen === NONE ? undefined : chosen;
    }
    case "multiselect":
      return askSeveral(field, message, before);
    case "list":
      return askList(field, (part, given) => askField(client, part, given));
    case "file":
      return askFile(client, field, message);
    case "markdown":
      return undefined;
    default:
      return askTyped(field, message, before);
  }
}

async function askTyped(field: FieldSpec, message: string, before: unknown): Promise<unknown> {
  const ask = field.type === "textarea" ? askLines : askText;
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
function shownText({ type }: FieldSpec, value: unknown): string {
  if (typeof value === "number") return plainDigits(value);
  return typeof value === "string" && type !== "json" ? value : JSON.stringify(value);
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

async function askFile(client: Client, field: FieldSpec, message: string): Promise<unknown> {
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

const kinds: Partial<Record<FieldSpec["type"], string>> = {
  date: "YYYY-MM-DD",
  datetime: "for example 2027-01-31T14:30:00+01:00; UTC where it has no offset",
  file: "path of a file",
  json: "JSON",
  textarea: "Enter twice ends the text",
};

function labelOf(field: FieldSpec): string {
  const kind = field.type === "rating" ? `1 to ${field.max ?? RATING_MAX}` : kinds[field.type];
  const notes = [field.required ? "" : "optional", kind ?? ""].filter(Boolean).join("; ");
  return [field.label, notes && `(${notes})`, field.help && `· ${field.help}`].filter(Boolean).join(" ");
}
