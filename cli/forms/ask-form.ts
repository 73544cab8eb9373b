import type { Client } from "@/cli/connection/client";
import { refusedValues } from "@/cli/failure";
import { askChoice } from "@/cli/terminal/ask";
import { readable } from "@/cli/terminal/reading";
import { safeText } from "@/cli/terminal/safe-text";
import { note, print, type Terminal } from "@/cli/terminal/terminal";
import { takesValue } from "@/lib/forms/kinds";
import type { ActionSpec, FieldSpec, FormFields, FormSpec, FormValues } from "@/lib/forms/spec";
import { parseValues } from "@/lib/forms/to-zod";
import { visibleFields } from "@/lib/forms/visibility";
import { askField } from "./ask-field";
import type { Values } from "./given-values";

interface Asking {
  client: Client;
  terminal: Terminal;
}

/** Field by field, those that the answers so far show; `skip` says which need no question. */
export async function askFields(
  { client, terminal }: Asking,
  fields: FieldSpec[],
  given: Values,
  skip: (field: FieldSpec) => boolean,
): Promise<Values> {
  const values = { ...given };
  for (const field of fields) {
    const filled = { ...defaultsOf(fields), ...values };
    if (!visibleFields(fields, filled).includes(field)) continue;
    if (!takesValue(field)) print(terminal, await readable(field.content ?? "", terminal));
    else if (!skip(field)) keep(values, field, await askField(client, field, filled[field.name]));
  }
  return values;
}

/** Fields, then the buttons; what the chosen button finds missing or wrong is asked for again. */
export async function askForm(asking: Asking, form: FormSpec, given: Values, pressed?: ActionSpec) {
  const values = await askFields(asking, form.fields, given, ({ name }) => Object.hasOwn(given, name));
  const action = pressed ?? (await askAction(form.actions));
  return { action: action.name, values: await untilValid(asking, form, action, values) };
}

/** Asks again for what doesn't fit, until the form takes it. */
export async function untilValid(
  asking: Asking,
  form: FormFields,
  action: ActionSpec | undefined,
  given: Values,
): Promise<FormValues> {
  const values = { ...given };
  for (;;) {
    const parsed = parseValues(form, action, values);
    // As they were given: an emptied field has to arrive as one, or its default would come back.
    if (parsed.ok) return values as FormValues;
    const wrong = form.fields.filter(({ name }) => parsed.errors.some(({ field }) => field.split(".")[0] === name));
    if (wrong.length === 0) throw refusedValues(parsed.errors);
    for (const { message } of parsed.errors) note(asking.terminal, safeText(message));
    for (const field of wrong) {
      const required = field.required || (action?.requires.includes(field.name) ?? false);
      keep(values, field, await askField(asking.client, { ...field, required }, values[field.name]));
    }
  }
}

/** Somebody who empties a field with a default means it. */
function keep(values: Values, field: FieldSpec, value: unknown): void {
  if (value !== undefined) values[field.name] = value;
  else if (field.default === undefined) delete values[field.name];
  else values[field.name] = "";
}

async function askAction(actions: ActionSpec[]): Promise<ActionSpec> {
  const choices = actions.map(({ name, label }) => ({ value: name, label, hint: label === name ? undefined : name }));
  const chosen = await askChoice("Your answer", choices);
  return actions.find(({ name }) => name === chosen) as ActionSpec;
}

const defaultsOf = (fields: FieldSpec[]): Values =>
  Object.fromEntries(fields.flatMap((field) => (field.default === undefined ? [] : [[field.name, field.default]])));
