"use client";

import { useWatch } from "react-hook-form";
import { kindOf } from "@/lib/forms/kinds";
import type { FieldProps } from "./field";
import { describe } from "./field-frame";
import { LocalTime } from "./local-time";
import { useFocusTarget } from "./use-focus-target";

/** The control of a date or a time. */
export function TimeControl({ id, field, form, hint, error }: FieldProps) {
  const raw = String(useWatch({ control: form.control, name: field.name }) ?? "");
  const { setTarget } = useFocusTarget(form, field.name);
  const isDate = kindOf(field).holds !== "moment";
  return (
    <LocalTime
      {...describe(id, field, hint, error)}
      {...(isDate ? { min: field.min, max: field.max } : { step: stepOf([raw, field.default, field.min, field.max]) })}
      id={id}
      kind={isDate ? "date" : "datetime"}
      value={raw}
      onValue={(value) =>
        form.setValue(field.name, value, { shouldDirty: true, shouldValidate: form.formState.isSubmitted })
      }
      target={setTarget}
    />
  );
}

/** The control offers seconds, or parts of them, where some time that matters has them. */
function stepOf(times: unknown[]): number | undefined {
  const texts = times.filter((one) => typeof one === "string");
  if (texts.some((one) => /\.\d*[1-9]/.test(one))) return 0.001;
  return texts.some((one) => /T\d\d:\d\d:(?!00)/.test(one)) ? 1 : undefined;
}
