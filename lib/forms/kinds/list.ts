import { z } from "zod";
import { looseJson } from "@/lib/forms/json-value";
import { expected, wrongType } from "@/lib/forms/messages";
import { isFieldName } from "@/lib/forms/names";
import { choicesIn } from "./choices";
import { isRecord } from "./described";
import type { FieldKind } from "./kind";
import { counted, readCounts } from "./multiselect";

const hasFields = (items: unknown) =>
  isRecord(items) && isRecord(items.properties) && Object.keys(items.properties).some(isFieldName);

/** Groups of fields. */
export const list: FieldKind = {
  holds: "groups",
  schema: (field, _, group) =>
    counted(field, z.array(group(field.fields ?? []), wrongType(field.label, expected.groups))),
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
    return Array.isArray(groups) ? groups.map(group) : groups;
  },
};
