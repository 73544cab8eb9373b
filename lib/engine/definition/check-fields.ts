import { isCrossed, isLimitOf } from "@/lib/forms/bounds";
import { FILE_BYTES_MAX, isAcceptable } from "@/lib/forms/file-value";
import { patternProblem } from "@/lib/forms/pattern";
import type { Condition, FieldSpec, RuleSpec } from "@/lib/forms/spec";
import { parseValues } from "@/lib/forms/to-zod";
import { isBlankText } from "@/lib/text/hidden";
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
      else if (field.type === "markdown") report(`${at} requires "${name}", which takes no value.`);
    }
    if (!rule.message) report(`${at} has no message; say what to do.`);
  });
}

function checkField(field: FieldSpec, before: FieldSpec[], report: Report): void {
  const at = `field "${field.name}"`;
  const misnamed = keyProblem("name", field.name);
  if (misnamed) report(`${at}: ${misnamed}`);
  if (field.type !== "markdown" && !field.label?.trim()) report(`${at} has no label; say what it asks for.`);
  checkOptions(field, at, report);
  const wrong = field.pattern === undefined ? null : patternProblem(field.pattern);
  if (wrong)
    report(`${at}: its pattern can't be used: ${wrong}. Patterns are RE2: no look-around, no back-references.`);
  if (field.type === "rating" && field.max !== undefined && !(Number.isInteger(field.max) && Number(field.max) > 1)) {
    report(`${at}: a rating goes from 1 to its max, a whole number of 2 or more.`);
  }
  if (field.type === "file") checkFile(field, at, report);
  if (isCrossed(field)) report(`${at}: its smallest is larger than its largest; nothing could fit.`);
  if (
    field.type === "datetime" &&
    [field.min, field.max].some((limit) => limit !== undefined && !isLimitOf("datetime", limit))
  ) {
    report(`${at}: write min and max as a date and time with its offset, like 2027-01-31T14:30:00Z.`);
  } else if (!wrong && !field.options && field.default !== undefined) {
    const { visibleWhen: _, ...alone } = field;
    const parsed = parseValues({ fields: [alone] }, undefined, { [field.name]: field.default });
    if (!parsed.ok) report(`${at}: its default does not fit: ${parsed.errors[0]?.message}`);
  }
  if (field.type === "list") checkGroup(field.fields ?? [], at, report);
  if (field.visibleWhen) checkCondition(field.visibleWhen, before, (message) => report(`${at}: ${message}`));
}

function checkOptions({ type, options, default: chosen }: FieldSpec, at: string, report: Report): void {
  if (type !== "select" && type !== "radio" && type !== "multiselect") return;
  if (!options?.length) return report(`${at} has no options to choose from.`);
  const values = options.map(({ value }) => value);
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined) report(`${at} has the option "${twice}" twice; give each its own value.`);
  if (values.some((value) => isBlankText(value))) report(`${at} has an option without a value.`);
  const wrong = (Array.isArray(chosen) ? chosen : [chosen]).find(
    (one) => one !== undefined && !values.includes(`${one}`),
  );
  if (wrong !== undefined) report(`${at}: its default "${wrong}" is not one of its options.`);
}

function checkFile({ maxBytes, accept = [], default: given }: FieldSpec, at: string, report: Report): void {
  if (maxBytes !== undefined && !(Number.isInteger(maxBytes) && maxBytes >= 1 && maxBytes <= FILE_BYTES_MAX)) {
    report(`${at}: maxBytes must be a whole number from 1 to ${FILE_BYTES_MAX}.`);
  }
  for (const one of accept.filter((entry) => !isAcceptable(entry))) {
    report(
      `${at} accepts "${one}"; write the end of a name like .pdf, or a type in lower case like image/png or image/*.`,
    );
  }
  if (given !== undefined)
    report(`${at} has a default, but no file is there before somebody uploads it; leave it out.`);
}

function checkGroup(fields: FieldSpec[], at: string, report: Report): void {
  if (fields.length === 0) report(`${at} is a list without fields; add at least one.`);
  for (const field of fields) {
    const inside = (message: string) => report(`${at}, ${message}`);
    if (field.type === "list") report(`${at}, field "${field.name}": a list can't be inside a list; use json.`);
    else if (field.visibleWhen) inside(`field "${field.name}": fields of a list are always visible; make it optional.`);
    else checkField(field, [], inside);
  }
}

function checkCondition(condition: Condition, before: FieldSpec[], report: Report): void {
  const field = before.find(({ name }) => name === condition.field);
  if (!field) return report(`it depends on "${condition.field}", which is no field before it.`);
  if (field.type === "markdown") return report(`it depends on "${field.name}", which takes no value.`);
  if ("notEmpty" in condition) return;
  if (field.type === "json" || field.type === "list" || field.type === "file" || field.type === "datetime") {
    return report(`it compares "${field.name}", a ${field.type}, with a value; use notEmpty.`);
  }
  const options = field.options?.map(({ value }) => value);
  const never = ("in" in condition ? condition.in : [condition.equals]).find((one) => !canBe(field, options, one));
  if (never !== undefined) report(`it waits for "${field.name}" to be "${never}", which it can't be.`);
}

function canBe({ type }: FieldSpec, options: string[] | undefined, value: unknown): boolean {
  if (options) return options.includes(String(value));
  const kind = type === "checkbox" ? "boolean" : type === "number" || type === "rating" ? "number" : "string";
  return typeof value === kind;
}
