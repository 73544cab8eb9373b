import type { ActionSpec, FieldSpec } from "@/lib/forms/spec";
import { countHidden, shownText } from "@/lib/markdown/hidden-characters";
import { forms } from "@/lib/messages/forms";

interface Form {
  fields: FieldSpec[];
  actions: ActionSpec[];
}

/**
 * A form as people read it: nothing hides in what it says, and where the text that a field begins with has hidden
 * characters its help says which. Names and values stay as they are.
 */
export const shownForm = <F extends Form>(form: F): F => ({
  ...form,
  fields: form.fields.map(shownField),
  actions: form.actions.map((action) => ({ ...action, label: shownText(action.label) })),
});

function shownField(field: FieldSpec): FieldSpec {
  const { label, help, placeholder, options, fields, default: given } = field;
  const holds = typeof given === "string" ? given : given === undefined ? "" : JSON.stringify(given);
  const warning = countHidden(holds, 1) > 0 ? forms.holdsHidden(shownText(holds)) : "";
  const helps = [help && shownText(help), warning].filter(Boolean).join(" ");
  return {
    ...field,
    label: shownText(label),
    ...(helps && { help: helps }),
    ...(placeholder !== undefined && { placeholder: shownText(placeholder) }),
    ...(options && { options: options.map((option) => ({ ...option, label: shownText(option.label) })) }),
    ...(fields && { fields: fields.map(shownField) }),
  };
}
