import { isFreeText, takesValue } from "@/lib/forms/kinds";
import { checkFields, checkRules } from "./check-fields";
import { keyProblem, listProblem } from "./check-names";
import type { FormParts } from "./compile-form";

/** What is wrong with a form, of a step or of a question in code. */
export function checkForm({ fields, actions, comment, rules }: FormParts, report: (message: string) => void): void {
  checkFields(fields, report);
  checkRules(rules ?? [], fields, Object.keys(actions), report);
  if (Object.keys(actions).length === 0) report("a form needs at least one action, its button.");
  const specOf = (name: string) => (Object.hasOwn(fields, name) ? fields[name]?.spec : undefined);
  if (comment !== undefined) {
    const field = specOf(comment);
    if (!field) report(`its comment field "${comment}" is no field of the form; add it to fields.`);
    else if (!isFreeText(field))
      report(`its comment field "${comment}" is a ${field.type}; a comment is text, so make it a textarea.`);
  }
  for (const [name, action] of Object.entries(actions)) {
    const at = `action "${name}"`;
    const misnamed = keyProblem("name", name);
    if (misnamed) report(`${at}: ${misnamed}`);
    if (!action.label?.trim()) report(`${at} has no label; say in a word or two what the button does.`);
    for (const needed of action.requires ?? []) {
      const field = specOf(needed);
      if (!field) report(`${at} requires "${needed}", which is no field of the form.`);
      else if (!takesValue(field)) report(`${at} requires "${needed}", which takes no value; it is only read.`);
    }
  }
  const hidden = listProblem("name of an action", actions);
  if (hidden) report(hidden);
  const primary = Object.values(actions).filter(({ tone }) => tone === "primary");
  if (primary.length > 1) report("only one action can be the primary one.");
}
