"use client";

import { useId } from "react";
import { type UseFormReturn, useWatch } from "react-hook-form";
import { Markdown } from "@/components/markdown/markdown";
import { RATING_MAX } from "@/lib/forms/field-schema";
import type { ActionSpec, FieldSpec } from "@/lib/forms/spec";
import { visibleFields } from "@/lib/forms/visibility";
import { CheckboxField } from "./checkbox-field";
import { ChoicesField } from "./choices-field";
import { controlLook } from "./control-look";
import { Below, describe, Help, hintFor, Label } from "./field-frame";
import { FileField } from "./file-field";
import { LengthCounter } from "./length-counter";
import { ListField } from "./list-field";
import { RadioField } from "./radio-field";
import { SelectControl } from "./select-control";
import { TimeControl } from "./time-field";
import type { FormOfFields } from "./use-action-form";
import { useEarlyText } from "./use-early-text";
import { initialText, type RawValues, toValues } from "./values";

export interface FieldProps {
  id: string;
  field: FieldSpec;
  actions: ActionSpec[];
  form: UseFormReturn<RawValues>;
  hint: string;
  error: string | undefined;
}

interface OneField {
  field: FieldSpec;
  actions: ActionSpec[];
  form: FormOfFields;
}

/** One field of a form, whatever its type; nothing while it is hidden. */
export function Field(props: OneField) {
  return props.field.visibleWhen && props.form.fields ? <HidingField {...props} /> : <ShownField {...props} />;
}

function HidingField(props: OneField) {
  const { fields = [], control, getValues } = props.form;
  useWatch({ control });
  const visible = visibleFields(fields, toValues(fields, getValues()));
  return visible.some(({ name }) => name === props.field.name) ? <ShownField {...props} /> : null;
}

function ShownField({ field, actions, form }: OneField) {
  const id = useId();
  const error = form.formState.errors[field.name]?.message;
  const props: FieldProps = { id, field, actions, form, error, hint: hintFor(field, actions) };
  if (field.type === "checkbox") return <CheckboxField {...props} />;
  if (field.type === "radio") return <RadioField {...props} />;
  if (field.type === "rating") return <RadioField {...props} field={asMarks(field)} inline />;
  if (field.type === "multiselect") return <ChoicesField {...props} />;
  if (field.type === "file") return <FileField {...props} />;
  if (field.type === "markdown") return <ReadOnly field={field} />;
  if (field.type === "list") {
    const inGroup = (one: FieldSpec, group: typeof form) => (
      <Field key={one.name} field={one} actions={[]} form={group} />
    );
    return <ListField {...props} render={inGroup} />;
  }
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-semibold">
        <Label field={field} actions={actions} />
      </label>
      <Help id={id} field={field} />
      <Control {...props} />
      <Below id={id} hint={props.hint} error={error} counter={<LengthCounter field={field} form={form} />} />
    </div>
  );
}

function Control(props: FieldProps) {
  const { type } = props.field;
  if (type === "select") return <SelectControl {...props} />;
  return type === "date" || type === "datetime" ? <TimeControl {...props} /> : <TextControl {...props} />;
}

function ReadOnly({ field: { label, content } }: { field: FieldSpec }) {
  return (
    <div className="flex flex-col gap-1.5">
      {label ? <p className="font-semibold">{label}</p> : null}
      <Markdown>{content ?? ""}</Markdown>
    </div>
  );
}

const MOST_MARKS = 20;

/** A choice from 1 to the highest. */
function asMarks(field: FieldSpec): FieldSpec {
  const most = typeof field.max === "number" ? Math.trunc(field.max) : RATING_MAX;
  // A stored form may ask for any number of marks; nobody could choose among more.
  const length = Math.min(Math.max(most, 1), MOST_MARKS);
  const values = Array.from({ length }, (_, at) => `${at + 1}`);
  return { ...field, default: initialText(field), options: values.map((value) => ({ value, label: value })) };
}

const inputs = {
  text: { type: "text" },
  email: { type: "email", autoComplete: "email" },
  url: { type: "url" },
  // A number input hides what it can't read and changes when the wheel turns over it.
  number: { type: "text", inputMode: "decimal", autoComplete: "off" },
} as const;

const isInput = (type: string): type is keyof typeof inputs => Object.hasOwn(inputs, type);

function TextControl({ id, field, form, hint, error }: FieldProps) {
  const shared = {
    id,
    placeholder: field.placeholder,
    defaultValue: initialText(field),
    ...useEarlyText(form, field.name),
    ...describe(id, field, hint, error),
  };
  if (field.type === "textarea" || field.type === "json") {
    return (
      <textarea {...shared} rows={4} className={`${controlLook} field-sizing-content max-h-80 min-h-26 resize-y`} />
    );
  }
  const type = isInput(field.type) ? field.type : "text";
  return (
    <input {...shared} {...inputs[type]} className={`${controlLook} ${type === "number" ? "figures max-w-56" : ""}`} />
  );
}
