import { z } from "zod";
import { looseJson } from "@/lib/forms/json-value";
import { expected, text, wrongType } from "@/lib/forms/messages";
import { isFieldName } from "@/lib/forms/names";
import { choicesIn } from "./choices";
import { isRecord } from "./described";
import type { FieldKind } from "./kind";
import { counted, readCounts } from "./multiselect";

const hasFields = (items: unknown) =>
  isRecord(items) && isRecord(items.properties) && Object.keys(items.properties).some(isFieldName);

/** More than anybody fills in, and than a process can look at while others wait. */
const MOST_GROUPS = 1_000;

/** Groups of fields. */
export const list: FieldKind = {
  holds: "groups",
  schema(field, _, group) {
    const few = z
      .array(z.unknown(), wrongType(field.label, expected.groups))
      .refine(({ length }) => length <= MOST_GROUPS, text.tooMany(field.label, MOST_GROUPS));
    return few.pipe(counted(field, z.array(group(field.fields ?? []))));
  },
  jsonSchema: ({ fields = [], minItems, maxItems }, _, group) => ({
    type: "array",
    items: group(fields),
    minItems,
    maxItems,
  }),
  read({ type, schema: { items }, mayNest, keep, group }) {
    if (type !== "array" || choicesIn(items) || !hasFields(items) || !mayNest) return null;
    keep("items", isRecord);
    const counts = readCounts(keep);
    const fields = group(items);
    return fields && { ...counts, fields };
  },
  loose(field, value, refuse, group) {
    const groups = looseJson(field, value, refuse);
    return Array.isArray(groups) && groups.length <= MOST_GROUPS ? groups.map(group) : groups;
  },
};
