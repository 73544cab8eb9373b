import { z } from "zod";
import { FIELDS, type FieldType } from "@/lib/forms/kinds";
import type { ActionSpec, Condition, FieldOption, FieldSpec, FormSpec, RuleSpec } from "@/lib/forms/spec";
import { component } from "./component";
import { json } from "./schemas";

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const text = z.string().optional();
const count = z.number().optional();

const condition = component<Condition>(
  "Condition",
  "About the value of a field that stands before.",
)(
  z.union([
    z.strictObject({ field: z.string(), equals: scalar }),
    z.strictObject({ field: z.string(), in: z.array(scalar) }),
    z.strictObject({ field: z.string(), notEmpty: z.literal(true) }),
  ]),
);

const option = component<FieldOption>("FieldOption")(z.strictObject({ value: z.string(), label: z.string() }));

export const field: z.ZodType<FieldSpec> = component<FieldSpec>("Field")(
  z.strictObject({
    name: z.string().describe("Key of the value."),
    label: z.string(),
    type: z.enum(Object.keys(FIELDS) as FieldType[]),
    required: z.boolean().describe("Asked for whichever button is pressed."),
    default: json.optional(),
    help: text,
    placeholder: text,
    options: z.array(option).optional(),
    min: z.union([z.number(), z.string()]).optional(),
    max: z.union([z.number(), z.string()]).optional(),
    integer: z.boolean().optional(),
    minLength: count,
    maxLength: count,
    pattern: text.describe("RE2 syntax, for the whole of a text."),
    patternMessage: text,
    minItems: count,
    maxItems: count,
    maxBytes: count.describe("Of a file."),
    accept: z.array(z.string()).optional().describe("Files that are taken: `.pdf`, `image/png`, `image/*`."),
    get fields(): z.ZodOptional<z.ZodArray<z.ZodType<FieldSpec>>> {
      return z.array(field).optional();
    },
    content: text.describe("Of a `markdown` field, which is only read."),
    visibleWhen: condition.optional(),
  }),
);

const action = component<ActionSpec>(
  "Action",
  "A button.",
)(
  z.strictObject({
    name: z.string(),
    label: z.string(),
    requires: z.array(z.string()).describe("Fields this button needs although the form does not."),
    tone: z.enum(["primary", "danger"]).optional(),
  }),
);

const rule = component<RuleSpec>("Rule")(
  z.strictObject({ action: text, when: condition, require: z.array(z.string()).optional(), message: z.string() }),
);

export const form = component<FormSpec>("Form")(
  z.strictObject({
    fields: z.array(field),
    actions: z.array(action),
    commentField: text.describe("The field whose text becomes a comment of the run."),
    rules: z.array(rule).optional(),
  }),
);
