import { kindOf } from "@/lib/forms/kinds";
import type { ActionSpec, FieldError, FieldSpec, FormFields, FormValues } from "@/lib/forms/spec";
import { parseValues } from "@/lib/forms/to-zod";
import { visibleFields } from "@/lib/forms/visibility";
import { files } from "@/lib/messages/files";
import { isBlankText } from "@/lib/text/hidden";
import { pendingName, refusedName } from "./file-text";
import { groupsOf, type RawValues, toValues } from "./values";

/** Checks what the controls hold for one button, with the schema the server uses. */
export function checkValues(
  form: FormFields,
  action: ActionSpec | undefined,
  raw: RawValues,
): { values: FormValues; errors: FieldError[] } {
  const values = toValues(form.fields, raw);
  const unread = unreadable(visibleFields(form.fields, values), raw);
  const parsed = parseValues(form, action, values);
  const refused = parsed.ok ? [] : parsed.errors.filter(({ field }) => !unread.some((one) => one.field === field));
  return { values, errors: [...unread, ...refused] };
}

/** What the schema can't know, since it never sees what stands in the controls. */
function unreadable(fields: FieldSpec[], raw: RawValues, prefix = ""): FieldError[] {
  return fields.flatMap((field) => {
    const value = raw[field.name];
    if (typeof value !== "string" || isBlankText(value)) return [];
    const name = `${prefix}${field.name}`;
    const { holds, unreadable: problem } = kindOf(field);
    if (holds === "groups") {
      return groupsOf(value).flatMap((group, place) => unreadable(field.fields ?? [], group, `${name}.${place}.`));
    }
    const message = holds === "file" ? fileProblem(value) : problem?.(field.label, value);
    return message ? [{ field: name, message }] : [];
  });
}

function fileProblem(raw: string): string | null {
  const [refused, pending] = [refusedName(raw), pendingName(raw)];
  return refused !== null ? files.notTaken(refused) : pending !== null ? files.pending(pending) : null;
}
