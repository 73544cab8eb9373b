"use client";

import { useEffect, useRef } from "react";
import { type FieldErrors, type Resolver, type UseFormReturn, useForm } from "react-hook-form";
import { kindOf } from "@/lib/forms/kinds";
import { controls } from "@/lib/forms/messages";
import type { ActionSpec, FieldError, FieldSpec, FormFields, FormValues } from "@/lib/forms/spec";
import { checkValues } from "./check-values";
import { keepUnsent, readUnsent } from "./unsent";
import { initialValues, isTouched, type RawValues } from "./values";

/** With the fields it is for, so that one field can see what others say. */
export type FormOfFields = UseFormReturn<RawValues> & { fields?: FieldSpec[] };

export interface ActionForm {
  form: FormOfFields;
  /** Presses a button: checks for that button, then calls `send` or goes to the first field in error. */
  press(action: ActionSpec | undefined, send: (values: FormValues) => void): void;
  /** Puts the server's objections at their fields; false when none belongs to a field. */
  showErrors(errors: FieldError[]): boolean;
}

/** A form with several buttons, each with its own required fields; what is typed is kept under `storageKey`. */
export function useActionForm(spec: FormFields, storageKey: string): ActionForm {
  const pressed = useRef<ActionSpec | undefined>(undefined);
  const resolver: Resolver<RawValues> = (raw) => {
    const { errors } = checkValues(spec, pressed.current, raw);
    return errors.length === 0 ? { values: raw, errors: {} } : { values: {}, errors: byField(errors) };
  };
  const form: FormOfFields = useForm<RawValues>({
    defaultValues: initialValues(spec.fields),
    resolver,
    reValidateMode: "onChange",
  });
  form.fields = spec.fields;
  useKeptValues(spec, form, storageKey);

  return {
    form,
    press(action, send) {
      pressed.current = action;
      void form.handleSubmit((raw) => send(checkValues(spec, action, raw).values))();
    },
    showErrors(errors) {
      const known = errors.map(atField).filter(({ field }) => spec.fields.some(({ name }) => name === field));
      for (const [index, { field, message }] of known.entries()) {
        form.setError(field, { type: "server", message }, { shouldFocus: index === 0 });
      }
      return known.length > 0;
    },
  };
}

function useKeptValues(spec: FormFields, form: UseFormReturn<RawValues>, storageKey: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the spec of one form never changes under its key
  useEffect(() => {
    const kept = readUnsent(storageKey);
    for (const field of spec.fields) {
      const value = kept?.values[field.name];
      if (value === undefined) continue;
      const now = form.getValues(field.name) ?? "";
      if (!isTouched([field], { [field.name]: now })) form.setValue(field.name, value);
      else if (kindOf(field).typed === "lines") form.setValue(field.name, withBoth(String(value), String(now)));
    }
    return form.subscribe({
      formState: { values: true },
      callback: ({ values }) => {
        if (!isTouched(spec.fields, values) && !readUnsent(storageKey)) return;
        keepUnsent(storageKey, { values, attempt: readUnsent(storageKey)?.attempt ?? null });
      },
    });
  }, [storageKey, form]);
}

const byField = (errors: FieldError[]): FieldErrors<RawValues> =>
  Object.fromEntries(
    errors
      .map(atField)
      .toReversed()
      .map(({ field, message }) => [field, { type: "form", message }]),
  );

/** What is wrong inside a list stands at the list, with the place of the group. */
function atField({ field, message }: FieldError): FieldError {
  const [name = "", place] = field.split(".");
  return place === undefined
    ? { field, message }
    : { field: name, message: controls.inGroup(Number(place) + 1, message) };
}

/** Somebody typed before the page had brought back what they typed earlier: neither is dropped. */
const withBoth = (kept: string, now: string) =>
  now.includes(kept) ? now : kept.includes(now) ? kept : `${kept}\n${now}`;
