import { isCrossed } from "@/lib/forms/bounds";
import { kindOf, takesValue } from "@/lib/forms/kinds";
import { patternProblem } from "@/lib/forms/pattern";
import type { Condition, FieldSpec, RuleSpec, Scalar } from "@/lib/forms/spec";
import { parseValues } from "@/lib/forms/to-zod";
import { keyProblem, listProblem } from "./check-names";
import { compileFields, type FieldDefinitions } from "./field-definitions";

type Report = (message: string) => void;

/** What is wrong with the fields of a form, each with its cure. */
export function checkFields(definitions: FieldDefinitions, report: Report): void {
  const hidden = listProblem("name of a field", definitions);
  if (hidden) report(hidden);
  const fields = compileFields(definitions);
  for (const [index, field] of fields.entries()) checkField(field, fields.slice(0, index), report);
}

/** What is wrong with the rules of a form: they name fields and actions. */
export function checkRules(rules: readonly RuleSpec[], of: FieldDefinitions, actions: string[], report: Report): void {
  const fields = compileFields(of);
  rules.forEach((rule, index) => {
    const at = `rule ${index + 1}`;
    checkCondition(rule.when, fields, (message) => report(`${at}: ${message}`));
    if (rule.action !== undefined && !actions.includes(rule.action)) {
      report(`${at} is for "${rule.action}", which is no action of the form; use one of: ${actions.join(", ")}.`);
    }
    for (const name of rule.require ?? []) {
      const field = fields.find((one) => one.name === name);
      if (!field) report(`${at} requires "${name}", which is no field of the form.`);
      else if (!takesValue(field)) report(`${at} requires "${name}", which takes no value.`);
    }
    if (!rule.message) report(`${at} has no message; say what to do.`);
  });
}

function checkField(field: FieldSpec, before: FieldSpec[], report: Report): void {
  const at = `field "${field.name}"`;
  const misnamed = keyProblem("name", field.name);
  if (misnamed) report(`${at}: ${misnamed}`);
  if (takesValue(field) && !field.label?.trim()) report(`${at} has no label; say what it asks for.`);
  const wrong = field.pattern === undefined ? null : patternProblem(field.pattern);
  if (wrong)
    report(`${at}: its pattern can't be used: ${wrong}. Patterns are RE2: no look-around, no back-references.`);
  kindOf(field).check?.(field, at, report);
  if (isCrossed(field)) report(`${at}: its smallest is larger than its largest; nothing could fit.`);
  if (!wrong && !field.options && field.default !== undefined) {
    const { visibleWhen: _, ...alone } = field;
    const parsed = parseValues({ fields: [alone] }, undefined, { [field.name]: field.default });
    if (!parsed.ok) report(`${at}: its default does not fit: ${parsed.errors[0]?.message}`);
  }
  if (kindOf(field).holds === "groups") checkGroup(field.fields ?? [], at, report);
  if (field.visibleWhen) checkCondition(field.visibleWhen, before, (message) => report(`${at}: ${message}`));
}

function checkGroup(fields: FieldSpec[], at: string, report: Report): void {
  if (fields.length === 0) report(`${at} is a list without fields; add at least one.`);
  for (const field of fields) {
    const inside = (message: string) => report(`${at}, ${message}`);
    if (kindOf(field).holds === "groups")
      report(`${at}, field "${field.name}": a list can't be inside a list; use json.`);
    else if (field.visibleWhen) inside(`field "${field.name}": fields of a list are always visible; make it optional.`);
    else checkField(field, [], inside);
  }
}

function checkCondition(condition: Condition, before: FieldSpec[], report: Report): void {
  const field = before.find(({ name }) => name === condition.field);
  if (!field) return report(`it depends on "${condition.field}", which is no field before it.`);
  if (!takesValue(field)) return report(`it depends on "${field.name}", which takes no value.`);
  if ("notEmpty" in condition) return;
  const { holds } = kindOf(field);
  if (!COMPARABLE.includes(holds))
    return report(`it compares "${field.name}", a ${field.type}, with a value; use notEmpty.`);
  const options = field.options?.map(({ value }) => value);
  const canBe = (value: Scalar) => (options ? options.includes(String(value)) : typeof value === holds);
  const never = ("in" in condition ? condition.in : [condition.equals]).find((one) => !canBe(one));
  if (never !== undefined) report(`it waits for "${field.name}" to be "${never}", which it can't be.`);
}

const COMPARABLE = ["string", "number", "boolean", "choices"];
