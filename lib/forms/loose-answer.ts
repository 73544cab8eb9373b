import { isBlankText } from "@/lib/text/hidden";
import { coerceValues } from "./coerce";
import { takesValue } from "./kinds";
import { isRecord } from "./kinds/described";
import { loose } from "./messages";
import type { ActionSpec, FieldError, FieldSpec, FormFields, FormSpec } from "./spec";

/** What a loose answer means. The form itself judges the values afterwards. */
export type LooseAnswer =
  | { ok: true; action: string; values: Record<string, unknown> }
  | { ok: false; errors: FieldError[] };

type LooseInput = { ok: true; values: Record<string, unknown> } | { ok: false; errors: FieldError[] };

/**
 * How an answer becomes a decision at every door that has no form of its own:
 *
 * - An object gives field values and, where the form has several buttons, `action`.
 * - A plain value that equals a button's name or label, in upper or lower case, presses it.
 * - Any other plain value fills the one field that has to be filled and presses its button.
 * - What fits none of these is refused with the choices. Blank text counts as not given.
 */
export function looseAnswer(form: FormSpec, value: unknown): LooseAnswer {
  if (isRecord(value)) return fromObject(form, value);
  if (isNothing(value)) return refused(form);
  const called = Array.isArray(value) ? [] : actionsCalled(form.actions, String(value));
  const [pressed] = called;
  if (pressed) return called.length === 1 ? { ok: true, action: pressed.name, values: {} } : refused(form);
  const target = plainTarget(form);
  if (!target) return refused(form);
  return pressedWith(target.action, [target.field], { [target.field.name]: value });
}

/** The same for a form without buttons: what a run starts with. */
export function looseInput(form: FormFields, value: unknown): LooseInput {
  if (isRecord(value)) return readWith(form.fields, value);
  const fields = askingFields(form.fields);
  const [field] = fields;
  if (!field || fields.length > 1 || isNothing(value)) {
    return { ok: false, errors: [{ field: "input", message: loose.fillIn(fields.map(({ label }) => label)) }] };
  }
  return readWith([field], { [field.name]: value });
}

/**
 * The button that any plain value presses, and the field it fills. A form with one button needs exactly one field;
 * among several buttons exactly one may ask for exactly one field of its own: a value never chooses between two.
 */
export function plainTarget(form: FormSpec): { action: ActionSpec; field: FieldSpec } | null {
  const asking = form.actions.length === 1 ? form.actions : form.actions.filter(({ requires }) => requires.length > 0);
  const [action] = asking;
  if (!action || asking.length > 1) return null;
  const fields = neededFields(form.fields, action);
  const [field] = fields;
  return field && fields.length === 1 ? { action, field } : null;
}

/** The key of an object that names the button. */
export function actionKey(form: FormFields): "action" | "_action" {
  return form.fields.some(({ name }) => name === "action") ? "_action" : "action";
}

/** What can be pressed, for people: `update (Update with comments), accept (Accept)`. */
export const actionChoices = (actions: ActionSpec[]) =>
  actions.map(({ name, label }) => (name === label ? name : `${name} (${label})`)).join(", ");

function fromObject(form: FormSpec, given: Record<string, unknown>): LooseAnswer {
  const key = actionKey(form);
  const { [key]: named, ...values } = given;
  const meant = isNothing(named) ? form.actions : actionsCalled(form.actions, typeof named === "string" ? named : "");
  const [action] = meant;
  if (!action || meant.length > 1) return refused(form);
  return pressedWith(action, form.fields, values);
}

function pressedWith({ name }: ActionSpec, fields: FieldSpec[], values: Record<string, unknown>): LooseAnswer {
  const read = readWith(fields, values);
  return read.ok ? { ok: true, action: name, values: read.values } : read;
}

function readWith(fields: FieldSpec[], given: Record<string, unknown>): LooseInput {
  const { values, errors } = coerceValues(fields, given);
  return errors.length > 0 ? { ok: false, errors } : { ok: true, values };
}

/** By name before label, and as written before any case; several where the word could mean each of them. */
function actionsCalled(actions: ActionSpec[], word: string): ActionSpec[] {
  const wanted = word.trim().toLowerCase();
  const ways: ((action: ActionSpec) => boolean)[] = [
    ({ name }) => name === word.trim(),
    ({ name }) => name.toLowerCase() === wanted,
    ({ label }) => label.trim().toLowerCase() === wanted,
  ];
  for (const fits of ways) {
    const meant = actions.filter(fits);
    if (meant.length > 0) return meant;
  }
  return [];
}

/** Fields that have no value of their own but need one; hidden ones are not asked for. */
export function neededFields(fields: FieldSpec[], action?: ActionSpec): FieldSpec[] {
  return fields.filter(
    (field) =>
      takesValue(field) &&
      field.default === undefined &&
      !field.visibleWhen &&
      (field.required || (action?.requires.includes(field.name) ?? false)),
  );
}

/** What a plain value may be for: fields that need one, or else those that would fall back on their default. */
export function askingFields(fields: FieldSpec[]): FieldSpec[] {
  const needed = neededFields(fields);
  if (needed.length > 0) return needed;
  return neededFields(fields.map(({ default: _default, ...field }) => field));
}

function refused(form: FormSpec): LooseAnswer {
  const [only, ...others] = form.actions;
  if (only && others.length === 0) {
    const message = loose.fillIn(neededFields(form.fields, only).map(({ label }) => label));
    return { ok: false, errors: [{ field: "", message }] };
  }
  const target = plainTarget(form);
  const plain = target && { field: target.field.label, button: target.action.label };
  return { ok: false, errors: [{ field: actionKey(form), message: loose.choose(actionChoices(form.actions), plain) }] };
}

const isNothing = (value: unknown) =>
  value === undefined || value === null || (typeof value === "string" && isBlankText(value));
