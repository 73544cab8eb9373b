import type { JsonSchema } from "@/lib/forms/json-schema";
import type { FieldOption, FieldSpec } from "@/lib/forms/spec";
import { isBlankText } from "@/lib/text/hidden";
import { isStorable } from "@/lib/text/is-storable";
import { isRecord, isText, type Keep, readFrom } from "./described";

const [MOST_OPTIONS, LONGEST_VALUE] = [200, 1_000];
export const LONGEST_LABEL = 500;

export const valuesOf = ({ options }: Pick<FieldSpec, "options">) => (options ?? []).map(({ value }) => value);

/** By value, else by value or label without regard to case, where that means one choice. */
export function toChoice(options: FieldOption[] = [], given: unknown): unknown {
  const value = typeof given === "number" || typeof given === "boolean" ? String(given) : given;
  if (typeof value !== "string" || options.some((option) => option.value === value)) return value;
  const wanted = value.trim().toLowerCase();
  const meant = options.filter((option) => [option.value, option.label].some((one) => one.toLowerCase() === wanted));
  return meant.length === 1 && meant[0] ? meant[0].value : value;
}

export function choiceJsonSchema(options: FieldOption[] = [], titled: "oneOf" | "anyOf"): JsonSchema {
  if (options.every(({ value, label }) => value === label)) return { type: "string", enum: valuesOf({ options }) };
  return { type: "string", [titled]: options.map(({ value, label }) => ({ const: value, title: label })) };
}

/** The choices that a schema lists; null where there are none. */
export function readChoices(keep: Keep): FieldOption[] | null {
  const bare = keep("enum", isTexts)?.map((value) => ({ const: value, title: undefined }));
  const choices = new Map<string, FieldOption>();
  for (const { const: value, title } of bare ?? keep("oneOf", isTitled) ?? keep("anyOf", isTitled) ?? []) {
    if (isBlankText(value) || value.length > LONGEST_VALUE || !isStorable(value) || choices.has(value)) continue;
    const label = isText(title) && !isBlankText(title) ? title : value;
    choices.set(value, { value, label: label.slice(0, LONGEST_LABEL) });
  }
  return choices.size > 0 ? toldApart([...choices.values()]) : null;
}

/** The choices that a list's items are. */
export const choicesIn = (items: unknown) => (isRecord(items) ? readChoices(readFrom(items)) : null);

/** Options that would read the same carry their values, too. */
function toldApart(options: FieldOption[]): FieldOption[] {
  const times = new Map<string, number>();
  for (const { label } of options) times.set(label, (times.get(label) ?? 0) + 1);
  return options.map(({ value, label }) => ({ value, label: times.get(label) === 1 ? label : `${label} (${value})` }));
}

/** Lists that are no longer than a form could show. */
const isSome = (value: unknown): value is unknown[] =>
  Array.isArray(value) && value.length > 0 && value.length <= MOST_OPTIONS;
export const isTexts = (value: unknown): value is string[] => isSome(value) && value.every(isText);
const isTitled = (value: unknown): value is { const: string; title?: string }[] =>
  isSome(value) && value.every((one) => isRecord(one) && isText(one.const));

export function checkOptions(field: FieldSpec, at: string, report: (message: string) => void): void {
  if (!field.options?.length) return report(`${at} has no options to choose from.`);
  const values = valuesOf(field);
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined) report(`${at} has the option "${twice}" twice; give each its own value.`);
  if (values.some((value) => isBlankText(value))) report(`${at} has an option without a value.`);
  const wrong = [field.default].flat().find((one) => one !== undefined && !values.includes(`${one}`));
  if (wrong !== undefined) report(`${at}: its default "${wrong}" is not one of its options.`);
}
