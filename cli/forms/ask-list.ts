import { askYesNo } from "@/cli/terminal/ask";
import type { FieldSpec } from "@/lib/forms/spec";
import { fieldProblem } from "./field-problem";

/** Groups of fields, one after the other, until it is enough. */
export async function askList(
  field: FieldSpec,
  askPart: (part: FieldSpec, before: unknown) => Promise<unknown>,
): Promise<unknown> {
  const groups: Record<string, unknown>[] = [];
  while (groups.length < (field.maxItems ?? Number.POSITIVE_INFINITY)) {
    const problem = fieldProblem(field, groups);
    const begin = problem === undefined ? `Add to ${field.label}? (${groups.length} so far)` : problem;
    if (problem === undefined && !(await askYesNo(begin, false))) break;
    const group: Record<string, unknown> = {};
    for (const part of field.fields ?? []) {
      const label = `${field.label} ${groups.length + 1}: ${part.label}`;
      const value = await askPart({ ...part, label }, part.default);
      if (value !== undefined) group[part.name] = value;
    }
    groups.push(group);
  }
  return groups.length === 0 ? undefined : groups;
}
