import { actionChoices, actionKey } from "@/lib/forms/loose-answer";
import type { FieldSpec } from "@/lib/forms/spec";
import type { ReviewView } from "@/lib/views/views";

/** A review in this dialect: flat fields of three members each, so choices stand in the labels. */
export function pausedForm({ title, form }: ReviewView) {
  const fields = form.fields
    .filter(({ type }) => type !== "markdown")
    .map((field) => ({ name: field.name, label: labelOf(field), type: field.type as string }));
  const action = { name: actionKey(form), label: `Choose one of: ${actionChoices(form.actions)}`, type: "text" };
  return { title, fields: form.actions.length > 1 ? [...fields, action] : fields };
}

function labelOf({ label, options }: FieldSpec): string {
  return options ? `${label} (${options.map(({ value }) => value).join(", ")})` : label;
}
