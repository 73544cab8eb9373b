import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { PlainText } from "@/components/markdown/plain-text";
import { FILE_BYTES_DEFAULT, inWords, kindsInWords } from "@/lib/forms/file-value";
import type { ActionSpec, FieldSpec, FieldType } from "@/lib/forms/spec";
import { plainDigits } from "@/lib/json/exact-number";
import { files } from "@/lib/messages/files";
import { forms } from "@/lib/messages/forms";

/** Ids of what belongs to a control, and the attributes that say so. */
export function describe(id: string, field: FieldSpec, hint: string, error: string | undefined) {
  const parts = [error && `${id}-error`, field.help && `${id}-help`, hint && `${id}-hint`].filter(Boolean);
  return {
    "aria-describedby": parts.length > 0 ? parts.join(" ") : undefined,
    "aria-invalid": error ? true : undefined,
    "aria-required": field.required ? true : undefined,
  } as const;
}

/** What a field asks beyond its label: its limits, and which buttons need it. */
export function hintFor(field: FieldSpec, actions: ActionSpec[]): string {
  const needing = actions.filter(({ requires }) => requires.includes(field.name)).map(({ label }) => label);
  const needed = !field.required && needing.length > 0 ? forms.neededFor(needing) : "";
  return [needed, LIMITS[field.type]?.(field)].filter(Boolean).join(" ");
}

const rangeOf = ({ min, max }: FieldSpec) => forms.range(shown(min), shown(max));
const LIMITS: Partial<Record<FieldType, (field: FieldSpec) => string>> = {
  number: rangeOf,
  date: rangeOf,
  file: ({ maxBytes = FILE_BYTES_DEFAULT, accept = [] }) => files.limits(inWords(maxBytes), kindsInWords(accept)),
};

/** As it has to be written, so without commas. */
const shown = (limit: number | string | undefined) => (typeof limit === "number" ? plainDigits(limit) : limit);

/** Whether a button or the form itself ever needs it; everything else says "optional". */
const isOptional = (field: FieldSpec, actions: ActionSpec[]) =>
  !field.required && !actions.some(({ requires }) => requires.includes(field.name));

export function Label({ field, actions }: { field: FieldSpec; actions: ActionSpec[] }) {
  return (
    <>
      {field.label}
      {isOptional(field, actions) ? <span className="ml-1.5 font-normal text-quiet">{forms.optional}</span> : null}
    </>
  );
}

/** Help above the control, hints and errors below it. */
export function Help({ id, field }: { id: string; field: FieldSpec }) {
  if (!field.help) return null;
  return (
    <p id={`${id}-help`} className="text-quiet">
      {field.help}
    </p>
  );
}

export function Below({ id, hint, error, counter }: { id: string; hint: string; error?: string; counter?: ReactNode }) {
  return (
    <>
      {error ? (
        <p id={`${id}-error`} className="flex gap-1.5 text-failed">
          <CircleAlert aria-hidden size={14} className="mt-[3px] shrink-0" />
          <span>
            <PlainText>{error}</PlainText>
          </span>
        </p>
      ) : null}
      {hint || counter ? (
        <div className="flex justify-between gap-4 text-xs text-quiet">
          <p id={`${id}-hint`}>{hint}</p>
          {counter}
        </div>
      ) : null}
    </>
  );
}
