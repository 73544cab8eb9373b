import type { FieldSpec } from "@/lib/forms/spec";
import type { ReviewView } from "@/lib/views/views";

/** Buttons that lead on, in this order; of a form without any of them the first. */
const ONWARDS = ["accept", "approve", "publish", "write", "merge", "release", "send", "sign", "booked"];

/** An answer that a patient person would give to any form. */
export function answerTo({ form }: ReviewView): { action: string; values: Record<string, unknown> } {
  const names = form.actions.map(({ name }) => name);
  const action = ONWARDS.find((name) => names.includes(name)) ?? names[0] ?? "";
  const requires = form.actions.find(({ name }) => name === action)?.requires ?? [];
  const asked = form.fields.filter((field) => field.required || requires.includes(field.name));
  return { action, values: Object.fromEntries(asked.map((field) => [field.name, valueFor(field)])) };
}

function valueFor(field: FieldSpec): unknown {
  if (field.default !== undefined) return field.default;
  const choice = field.options?.[0]?.value;
  if (choice !== undefined) return field.type === "multiselect" ? [choice] : choice;
  return field.type === "number" ? (field.min ?? 1) : "Fine.";
}
