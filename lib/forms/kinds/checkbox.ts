import { z } from "zod";
import { expected, text, wrongType } from "@/lib/forms/messages";
import { isTrue } from "./described";
import type { FieldKind } from "./kind";

const YES = ["true", "yes", "y", "on", "1"];
const NO = ["false", "no", "n", "off", "0"];

export const checkbox: FieldKind = {
  holds: "boolean",
  schema({ label }, required) {
    const schema = z.boolean(wrongType(label, expected.yesOrNo));
    return required ? schema.refine((value) => value, text.mustBeTicked(label)) : schema;
  },
  jsonSchema: (_, required) => ({ type: "boolean", const: required ? true : undefined }),
  read({ type, required, keep }) {
    if (type !== "boolean") return null;
    // Elsewhere a required yes-or-no must be answered; here a required checkbox must be ticked.
    return keep("const", isTrue) || !required ? {} : { required: false, default: false };
  },
  loose(_, value) {
    if (typeof value !== "string" && typeof value !== "number") return value;
    const word = String(value).trim().toLowerCase();
    if (YES.includes(word)) return true;
    return NO.includes(word) ? false : value;
  },
};
