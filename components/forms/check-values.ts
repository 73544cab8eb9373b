import { readJsonText } from "@/lib/forms/json-value";
import { localTimeProblem } from "@/lib/forms/local-time";
import { text } from "@/lib/forms/messages";
import type { ActionSpec, FieldError, FieldSpec, FormFields, FormValues } from "@/lib/forms/spec";
import { parseValues } from "@/lib/forms/to-zod";
import { visibleFields } from "@/lib/forms/visibility";
import { files } from "@/lib/messages/files";
import { isBlankText } from "@/lib/text/hidden";
import { pendingName, refusedName } from "./file-text";
import { groupsOf, type RawValues, toValues } from "./values";

/** What a control for dates and times holds while parts of it are missing; no form takes it for a time. */
export const UNFINISHED = "not complete";

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
    if (field.type === "list") {
      return groupsOf(value).flatMap((group, place) => unreadable(field.fields ?? [], group, `${name}.${place}.`));
    }
    const message = problemOf(field, value);
    return message === null ? [] : [{ field: name, message }];
  });
}

function problemOf({ type, label }: FieldSpec, raw: string): string | null {
  switch (type) {
    case "json": {
      const read = readJsonText(label, raw);
      return "problem" in read ? read.problem : null;
    }
    case "date":
    case "datetime":
      return raw === UNFINISHED ? text.unfinishedTime(label) : localTimeProblem(label, raw);
    case "file": {
      const [refused, pending] = [refusedName(raw), pendingName(raw)];
      return refused !== null ? files.notTaken(refused) : pending !== null ? files.pending(pending) : null;
    }
    default:
      return null;
  }
}
