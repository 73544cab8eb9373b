"use client";

import type { FieldProps } from "./field";
import { Below, describe, Help, Label } from "./field-frame";

/** `inline`: side by side, where each option is one short word. */
export function RadioField({ id, field, actions, form, hint, error, inline }: FieldProps & { inline?: boolean }) {
  const control = form.register(field.name);
  const { "aria-required": required, ...described } = describe(id, field, hint, error);
  return (
    <div
      role="radiogroup"
      aria-labelledby={`${id}-label`}
      aria-required={required}
      {...described}
      className="flex flex-col gap-1.5"
    >
      <span id={`${id}-label`} className="font-semibold">
        <Label field={field} actions={actions} />
      </span>
      <Help id={id} field={field} />
      <div className={inline ? "flex flex-wrap gap-x-5" : "flex flex-col"}>
        {field.options?.map(({ value, label }) => (
          <label key={value} className="flex min-h-8 items-center gap-2.5 py-1 pointer-coarse:min-h-11">
            <input
              {...control}
              type="radio"
              value={value}
              defaultChecked={field.default === value}
              className="size-4 shrink-0 accent-accent"
            />
            {label}
          </label>
        ))}
      </div>
      <Below id={id} hint={hint} error={error} />
    </div>
  );
}
