"use client";

import { ChevronDown } from "lucide-react";
import { forms } from "@/lib/messages/forms";
import { controlLook } from "./control-look";
import type { FieldProps } from "./field";
import { describe } from "./field-frame";

/** The browser's own list: best on phones and with screen readers. */
export function SelectControl({ id, field, form, hint, error }: FieldProps) {
  return (
    <div className="relative">
      <select
        id={id}
        defaultValue={field.default === undefined ? undefined : String(field.default)}
        {...form.register(field.name)}
        {...describe(id, field, hint, error)}
        className={`${controlLook} appearance-none pr-9`}
      >
        <option value="">{field.required ? forms.choose : forms.none}</option>
        {field.options?.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        size={16}
        className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-quiet"
      />
    </div>
  );
}
