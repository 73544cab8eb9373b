"use client";

import { type UseFormReturn, useWatch } from "react-hook-form";
import type { FieldSpec } from "@/lib/forms/spec";
import { forms } from "@/lib/messages/forms";
import type { RawValues } from "./values";

/** Seen once it matters: from four fifths of the limit on. */
export function LengthCounter({ field, form }: { field: FieldSpec; form: UseFormReturn<RawValues> }) {
  const value = useWatch({ control: form.control, name: field.name });
  const { maxLength } = field;
  if (maxLength === undefined || typeof value !== "string" || value.length < maxLength * 0.8) return null;
  const over = value.length - maxLength;
  return (
    <p aria-live="polite" className={over > 0 ? "figures font-semibold text-failed" : "figures"}>
      {over > 0 ? forms.tooLongBy(over) : forms.length(value.length, maxLength)}
    </p>
  );
}
