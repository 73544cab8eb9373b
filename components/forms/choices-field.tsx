"use client";

import { useWatch } from "react-hook-form";
import type { FieldProps } from "./field";
import { Below, describe, Help, Label } from "./field-frame";
import { useFocusTarget } from "./use-focus-target";
import { chosenOf } from "./values";

/** Several choices, each a box to tick. The form holds them as JSON text. */
export function ChoicesField({ id, field, actions, form, hint, error }: FieldProps) {
  const raw = useWatch({ control: form.control, name: field.name });
  const { setTarget } = useFocusTarget(form, field.name);
  const chosen = chosenOf(raw);
  const { "aria-required": _, "aria-invalid": __, ...described } = describe(id, field, hint, error);
  const options = field.options ?? [];

  function toggle(value: string, ticked: boolean) {
    const next = options.map((one) => one.value).filter((one) => (one === value ? ticked : chosen.includes(one)));
    const text = next.length > 0 ? JSON.stringify(next) : "";
    form.setValue(field.name, text, { shouldDirty: true, shouldValidate: form.formState.isSubmitted });
  }

  return (
    <fieldset {...described} className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-semibold">
        <Label field={field} actions={actions} />
      </legend>
      <Help id={id} field={field} />
      <div className="flex flex-col">
        {options.map(({ value, label }, index) => (
          <label key={value} className="flex min-h-8 items-center gap-2.5 py-1 pointer-coarse:min-h-11">
            <input
              ref={index === 0 ? setTarget : undefined}
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={(event) => toggle(value, event.target.checked)}
              className="size-4 shrink-0 accent-accent"
            />
            {label}
          </label>
        ))}
      </div>
      <Below id={id} hint={hint} error={error} />
    </fieldset>
  );
}
