import { z } from "zod";
import { parsedJson } from "@/lib/forms/json-value";
import { expected, text, wrongType } from "@/lib/forms/messages";
import type { FieldSpec } from "@/lib/forms/spec";
import { checkOptions, choiceJsonSchema, choicesIn, toChoice, valuesOf } from "./choices";
import { isNumber, isRecord, isTrue, type Keep } from "./described";
import type { FieldKind } from "./kind";

export const multiselect: FieldKind = {
  holds: "choices",
  schema(field) {
    const { label } = field;
    const values = valuesOf(field);
    const schema = z
      .array(z.string({ error: () => text.wrongType(label, expected.choices) }), wrongType(label, expected.choices))
      .refine((chosen) => chosen.every((value) => values.includes(value)), text.notChoices(label, values))
      .refine((chosen) => new Set(chosen).size === chosen.length, text.twice(label));
    return counted(field, schema);
  },
  jsonSchema: ({ options, minItems, maxItems }) => ({
    type: "array",
    items: choiceJsonSchema(options, "anyOf"),
    uniqueItems: true,
    minItems,
    maxItems,
  }),
  read({ type, schema, keep }) {
    const options = type === "array" ? choicesIn(schema.items) : null;
    if (!options) return null;
    keep("items", isRecord);
    keep("uniqueItems", isTrue);
    return { options, ...readCounts(keep) };
  },
  /** A list, a JSON list as text, one choice, or several with commas or line ends between them. */
  loose({ options }, value) {
    if (Array.isArray(value)) return value.map((one) => toChoice(options, one));
    if (typeof value !== "string") return value;
    const one = toChoice(options, value);
    if (options?.some((option) => option.value === one)) return [one];
    const listed = parsedJson(value);
    const parts = Array.isArray(listed) ? listed : value.split(/[,\n]/).map((part) => part.trim());
    return parts.filter((part) => part !== "").map((part) => toChoice(options, part));
  },
  fromText: parsedJson,
  check: checkOptions,
};

/** Several of something, with the limits that a field sets their number. */
export function counted<T, I>({ label, minItems, maxItems }: FieldSpec, base: z.ZodType<T[], I>): z.ZodType<T[], I> {
  let schema = base;
  if (minItems !== undefined) schema = schema.refine(({ length }) => length >= minItems, text.tooFew(label, minItems));
  if (maxItems !== undefined) schema = schema.refine(({ length }) => length <= maxItems, text.tooMany(label, maxItems));
  return schema;
}

export const readCounts = (keep: Keep) => ({
  minItems: keep("minItems", isNumber),
  maxItems: keep("maxItems", isNumber),
});
