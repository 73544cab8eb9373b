"use client";

import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { controls } from "@/lib/forms/messages";
import type { FieldSpec, FieldType } from "@/lib/forms/spec";
import type { FieldProps } from "./field";
import { Below, describe, Help, Label } from "./field-frame";
import { groupsOf, initialValues, type RawValues } from "./values";

interface Group {
  id: number;
  values: RawValues;
}

/** Groups of fields to add, remove and reorder. The form holds them as JSON text. */
export function ListField({
  render,
  ...props
}: FieldProps & { render(field: FieldSpec, form: ReturnType<typeof useForm<RawValues>>): ReactNode }) {
  const { id, field, actions, form, hint, error } = props;
  const raw = useWatch({ control: form.control, name: field.name });
  const lastId = useRef(0);
  const withIds = (text: unknown): Group[] => groupsOf(text).map((values) => ({ id: ++lastId.current, values }));
  const [shown, setShown] = useState(() => ({ raw, groups: withIds(raw) }));
  // Somebody else has changed the text: what was typed earlier has been brought back.
  if (shown.raw !== raw) setShown({ raw, groups: withIds(raw) });

  function change(groups: Group[]) {
    const text = groups.length > 0 ? JSON.stringify(groups.map(({ values }) => values)) : "";
    setShown({ raw: text, groups });
    form.setValue(field.name, text, { shouldDirty: true, shouldValidate: form.formState.isSubmitted });
  }
  function move(from: number, to: number) {
    const groups = [...shown.groups];
    groups.splice(to, 0, ...groups.splice(from, 1));
    change(groups);
  }

  const { groups } = shown;
  const fields = field.fields ?? [];
  const { "aria-required": _, "aria-invalid": __, ...described } = describe(id, field, hint, error);
  return (
    <fieldset {...described} className="flex flex-col gap-2">
      <legend className="mb-1.5 font-semibold">
        <Label field={field} actions={actions} />
      </legend>
      <Help id={id} field={field} />
      {groups.map((group, index) => (
        <div key={group.id} className="flex flex-col gap-3 rounded-lg border border-line p-3">
          <GroupFields
            fields={fields}
            values={group.values}
            render={render}
            onChange={(values) => change(groups.map((one) => (one.id === group.id ? { ...one, values } : one)))}
          />
          <div className="-mx-2 -mb-2 flex items-center gap-1 border-t border-line pt-1 pl-2">
            <span aria-hidden className="figures mr-auto text-xs text-quiet">
              {controls.place(index + 1, groups.length)}
            </span>
            <Button
              look="quiet"
              aria-label={controls.up(index + 1)}
              disabled={index === 0}
              onClick={() => move(index, index - 1)}
            >
              <ArrowUp aria-hidden size={16} />
            </Button>
            <Button
              look="quiet"
              aria-label={controls.down(index + 1)}
              disabled={index === groups.length - 1}
              onClick={() => move(index, index + 1)}
            >
              <ArrowDown aria-hidden size={16} />
            </Button>
            <Button
              look="quiet"
              aria-label={controls.remove(index + 1)}
              onClick={() => change(groups.filter(({ id: one }) => one !== group.id))}
            >
              <Trash2 aria-hidden size={16} />
            </Button>
          </div>
        </div>
      ))}
      <Button
        className="self-start"
        disabled={groups.length >= (field.maxItems ?? Number.POSITIVE_INFINITY)}
        onClick={() => change([...groups, { id: ++lastId.current, values: initialValues(fields) }])}
      >
        <Plus aria-hidden size={16} /> {controls.add}
      </Button>
      <Below id={id} hint={hint} error={error} />
    </fieldset>
  );
}

function GroupFields({
  fields,
  values,
  render,
  onChange,
}: {
  fields: FieldSpec[];
  values: RawValues;
  render: Parameters<typeof ListField>[0]["render"];
  onChange(values: RawValues): void;
}) {
  const form = useForm<RawValues>({ defaultValues: values });
  const changed = useRef(onChange);
  useEffect(() => {
    changed.current = onChange;
  });
  useEffect(
    () => form.subscribe({ formState: { values: true }, callback: (state) => changed.current({ ...state.values }) }),
    [form],
  );
  return fields.map((field) => render({ ...field, type: IN_GROUP[field.type] ?? field.type }, form));
}

/** Radio buttons of two groups would be one choice for the browser. */
const IN_GROUP: Partial<Record<FieldType, FieldType>> = { radio: "select", rating: "number" };
