"use client";

import { kindOf } from "@/lib/forms/kinds";
import { controlLook } from "./control-look";
import type { FieldProps } from "./field";
import { describe } from "./field-frame";
import { useEarlyText } from "./use-early-text";
import { initialText } from "./values";

const INPUTS = {
  line: { type: "text" },
  email: { type: "email", autoComplete: "email" },
  url: { type: "url" },
  // A number input hides what it can't read and changes when the wheel turns over it.
  number: { type: "text", inputMode: "decimal", autoComplete: "off" },
} as const;

/** The control of everything that is typed. */
export function TextControl({ id, field, form, hint, error }: FieldProps) {
  const { typed = "line" } = kindOf(field);
  const shared = {
    id,
    placeholder: field.placeholder,
    defaultValue: initialText(field),
    ...useEarlyText(form, field.name),
    ...describe(id, field, hint, error),
  };
  return typed === "lines" || typed === "json" ? (
    <textarea {...shared} rows={4} className={`${controlLook} field-sizing-content max-h-80 min-h-26 resize-y`} />
  ) : (
    <input
      {...shared}
      {...INPUTS[typed]}
      className={`${controlLook} ${typed === "number" ? "figures max-w-56" : ""}`}
    />
  );
}
