"use client";

import { type ComponentType, useId } from "react";
import { type UseFormReturn, useWatch } from "react-hook-form";
import { Markdown } from "@/components/markdown/markdown";
import type { TypedType } from "@/lib/forms/kinds";
import type { ActionSpec, FieldSpec, FieldType } from "@/lib/forms/spec";
import { visibleFields } from "@/lib/forms/visibility";
import { CheckboxField } from "./checkbox-field";
import { ChoicesField } from "./choices-field";
import { Below, Help, hintFor, Label } from "./field-frame";
import { FileField } from "./file-field";
import { LengthCounter } from "./length-counter";
import { ListField } from "./list-field";
import { RadioField } from "./radio-field";
import { RatingField } from "./rating-field";
import { SelectControl } from "./select-control";
import { TextControl } from "./text-control";
import { TimeControl } from "./time-field";
import type { FormOfFields } from "./use-action-form";
import { type RawValues, toValues } from "./values";

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
  const Control = CONTROLS[field.type as keyof typeof CONTROLS] ?? Typed;
  return <Control id={id} field={field} actions={actions} form={form} error={error} hint={hintFor(field, actions)} />;
}

/** A control with its label above and its hint below. */
const labeled = (Control: ComponentType<FieldProps>) =>
  function Labeled(props: FieldProps) {
    const { id, field, actions, form, hint, error } = props;
    return (
      <div className="flex flex-col gap-1.5">
        <label htmlFor={id} className="font-semibold">
          <Label field={field} actions={actions} />
        </label>
        <Help id={id} field={field} />
        <Control {...props} />
        <Below id={id} hint={hint} error={error} counter={<LengthCounter field={field} form={form} />} />
      </div>
    );
  };

const Typed = labeled(TextControl);

/** Of each type that is not typed as text. */
const CONTROLS: Record<Exclude<FieldType, TypedType>, ComponentType<FieldProps>> = {
  checkbox: CheckboxField,
  select: labeled(SelectControl),
  radio: RadioField,
  rating: RatingField,
  multiselect: ChoicesField,
  date: labeled(TimeControl),
  datetime: labeled(TimeControl),
  file: FileField,
  list: (props) => <ListField {...props} render={inGroup} />,
  markdown: ReadOnly,
};

const inGroup = (field: FieldSpec, form: FormOfFields) => (
  <Field key={field.name} field={field} actions={[]} form={form} />
);

function ReadOnly({ field: { label, content } }: FieldProps) {
  return (
    <div className="flex flex-col gap-1.5">
      {label ? <p className="font-semibold">{label}</p> : null}
      <Markdown>{content ?? ""}</Markdown>
    </div>
  );
}
