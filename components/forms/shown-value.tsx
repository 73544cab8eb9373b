import { PlainText } from "@/components/markdown/plain-text";
import { isFileValue } from "@/lib/forms/file-value";
import { kindOf } from "@/lib/forms/kinds";
import type { FieldSpec, FormValue } from "@/lib/forms/spec";
import { FileLink } from "./file-link";
import { shownValue } from "./values";

/** A value as people read it, with its files to save. */
export function ShownValue({ field, value }: { field: FieldSpec | undefined; value: FormValue }) {
  const holds = field && kindOf(field).holds;
  if (holds === "file" && isFileValue(value)) return <FileLink file={value} />;
  if (holds !== "groups" || !Array.isArray(value)) return <PlainText>{shownValue(field, value)}</PlainText>;
  return (
    <ol className="flex flex-col gap-2">
      {value.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups have no name, and a given answer never changes
        <li key={index}>
          <Group fields={field?.fields ?? []} group={group} />
        </li>
      ))}
    </ol>
  );
}

function Group({ fields, group }: { fields: FieldSpec[]; group: FormValue }) {
  if (typeof group !== "object" || group === null || Array.isArray(group)) return null;
  return fields.map((field) => {
    const value = group[field.name];
    return value === undefined ? null : (
      <div key={field.name}>
        {field.label}: <ShownValue field={field} value={value} />
      </div>
    );
  });
}
