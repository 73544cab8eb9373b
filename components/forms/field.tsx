"use client";

import { useId } from "react";
import type { UseFormReturn } from "react-hook-form";
import type { ActionSpec, FieldSpec } from "@/lib/forms/spec";
import { CheckboxField } from "./checkbox-field";
import { controlLook } from "./control-look";
import { Below, describe, Help, hintFor, Label } from "./field-frame";
import { LengthCounter } from "./length-counter";
import { RadioField } from "./radio-field";
import { SelectControl } from "./select-control";
import { useEarlyText } from "./use-early-text";
import { initialText, type RawValues } from "./values";

export interface FieldProps {
  id: string;
  field: FieldSpec;
  actions: ActionSpec[];
  form: UseFormReturn<RawValues>;
  hint: string;
  error: string | undefined;
}

/** One field of a form, whatever its type. */
export function Field({
  field,
  actions,
  form,
}: {
  field: FieldSpec;
  actions: ActionSpec[];
  form: UseFormReturn<RawValues>;
}) {
  const id = useId();
  const error = form.formState.errors[field.name]?.message;
  const props: FieldProps = { id, field, actions, form, error, hint: hintFor(field, actions) };
  if (field.type === "checkbox") return <CheckboxField {...props} />;
  if (field.type === "radio") return <RadioField {...props} />;
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-semibold">
        <Label field={field} actions={actions} />
      </label>
      <Help id={id} field={field} />
      {field.type === "select" ? <SelectControl {...props} /> : <TextControl {...props} />}
      <Below id={id} hint={props.hint} error={error} counter={<LengthCounter field={field} form={form} />} />
    </div>
  );
}

const inputs = {
  text: { type: "text" },
  // A number input hides what it can't read and changes when the wheel turns over it.
  number: { type: "text", inputMode: "decimal", autoComplete: "off" },
  date: { type: "date" },
} as const;

function TextControl({ id, field, form, hint, error }: FieldProps) {
  const shared = {
    id,
    placeholder: field.placeholder,
    defaultValue: initialText(field),
    ...useEarlyText(form, field.name),
    ...describe(id, field, hint, error),
  };
  if (field.type === "textarea" || field.type === "json" || field.type === "list") {
    return (
      <textarea {...shared} rows={4} className={`${controlLook} field-sizing-content max-h-80 min-h-26 resize-y`} />
    );
  }
  const type = field.type === "number" || field.type === "date" ? field.type : "text";
  const limits = type === "date" ? { min: field.min, max: field.max } : {};
  return (
    <input
      {...shared}
      {...inputs[type]}
      {...limits}
      className={`${controlLook} ${type === "text" ? "" : "figures max-w-48"}`}
    />
  );
}
