import { ChevronRight } from "lucide-react";
import { ShownValue } from "@/components/forms/shown-value";
import { isFileValue } from "@/lib/forms/file-value";
import type { FieldSpec } from "@/lib/forms/spec";
import { start } from "@/lib/messages/start";
import type { Json } from "@/lib/views/views";

/** What the work was started with, under the labels of the form that asked for it. */
export function AskedFor({ input, fields, open }: { input: Json; fields: FieldSpec[]; open?: boolean }) {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return null;
  const given = fields.flatMap((field) => {
    const value = input[field.name];
    const short = typeof value !== "object" || isFileValue(value);
    return value !== undefined && short ? [{ field, value }] : [];
  });
  if (given.length === 0) return null;
  return (
    <details open={open} className="group">
      <summary className="-mx-1 flex items-center gap-1.5 rounded px-1 font-semibold">
        <ChevronRight aria-hidden size={14} className="text-quiet group-open:rotate-90" />
        {start.input}
      </summary>
      <dl className="mt-2 flex flex-col gap-2 pl-5">
        {given.map(({ field, value }) => (
          <div key={field.name}>
            <dt className="text-xs text-quiet">{field.label}</dt>
            <dd className="whitespace-pre-wrap wrap-anywhere">
              <ShownValue field={field} value={value} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
