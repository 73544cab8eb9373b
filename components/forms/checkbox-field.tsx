"use client";

import type { FieldProps } from "./field";
import { Below, describe, Help } from "./field-frame";

export function CheckboxField({ id, field, form, hint, error }: FieldProps) {
  return (
    <div className="flex flex-col gap-1">
      <label className="flex min-h-8 items-start gap-2.5 py-1.5 pointer-coarse:min-h-11">
        <input
          {...form.register(field.name)}
          {...describe(id, field, hint, error)}
          type="checkbox"
          defaultChecked={field.default === true}
          className="mt-0.5 size-4 shrink-0 accent-accent"
        />
        <span>{field.label}</span>
      </label>
      <div className="flex flex-col gap-1 pl-6.5">
        <Help id={id} field={field} />
        <Below id={id} hint={hint} error={error} />
      </div>
    </div>
  );
}
