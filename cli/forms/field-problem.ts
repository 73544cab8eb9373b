import type { FieldSpec } from "@/lib/forms/spec";
import { parseValues } from "@/lib/forms/to-zod";

/** What the form has against one value of one field, seen alone; undefined when nothing. */
export function fieldProblem({ visibleWhen: _, ...field }: FieldSpec, value: unknown): string | undefined {
  const parsed = parseValues({ fields: [field] }, undefined, { [field.name]: value });
  return parsed.ok ? undefined : parsed.errors[0]?.message;
}
