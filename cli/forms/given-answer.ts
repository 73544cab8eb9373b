import type { Context } from "@/cli/context";
import { refusedValues, usage } from "@/cli/failure";
import type { Answer } from "@/cli/shown/decide";
import { readInput } from "@/cli/terminal/read-input";
import { actionKey, looseAnswer } from "@/lib/forms/loose-answer";
import type { FormSpec, FormValues } from "@/lib/forms/spec";
import { parseValues } from "@/lib/forms/to-zod";
import { givenValues, readObject, type Values } from "./given-values";

/** What the command line says about an answer. */
export interface GivenAnswer {
  text?: string;
  action?: string;
  set: string[];
  values?: string;
}

/** An answer that was given whole; what the form refuses is not sent. */
export async function readAnswer(context: Context, form: FormSpec, given: GivenAnswer): Promise<Answer> {
  const values = await readValues(context, form, given);
  if (given.text === undefined) return checkedAnswer(form, { [actionKey(form)]: given.action, ...values });
  if (given.action !== undefined || Object.keys(values).length > 0) {
    throw usage("Answer with one text, or with --action and --set; not with both.");
  }
  return checkedAnswer(form, given.text);
}

export async function readValues(context: Context, { fields }: FormSpec, given: GivenAnswer): Promise<Values> {
  const { values, set } = given;
  const text = values === "-" ? await readInput(context, "--values -") : values;
  const object = text === undefined ? {} : readObject("--values", text);
  return givenValues(context.client, fields, { set, object });
}

/** A loose answer as every door reads it: an object, a button's name or label, or text for the field a button needs. */
export function checkedAnswer(form: FormSpec, value: unknown): Answer {
  const loose = looseAnswer(form, value);
  if (!loose.ok) throw refusedValues(loose.errors);
  const action = form.actions.find(({ name }) => name === loose.action);
  const parsed = parseValues(form, action, loose.values);
  if (!parsed.ok) throw refusedValues(parsed.errors);
  return { action: loose.action, values: loose.values as FormValues };
}
