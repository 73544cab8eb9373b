import { z } from "zod";
import { expected, text, wrongType } from "@/lib/forms/messages";
import { checkOptions, choiceJsonSchema, toChoice, valuesOf } from "./choices";
import type { FieldKind } from "./kind";

export const select: FieldKind = {
  holds: "string",
  schema(field) {
    const values = valuesOf(field);
    return z
      .string(wrongType(field.label, expected.choice))
      .refine((value) => values.includes(value), text.notAChoice(field.label, values));
  },
  jsonSchema: ({ options }) => choiceJsonSchema(options, "oneOf"),
  read(described) {
    const options = described.options();
    return options && { options };
  },
  loose: ({ options }, value) => toChoice(options, value),
  check: checkOptions,
};
