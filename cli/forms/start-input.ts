import type { Context } from "@/cli/context";
import { refusedValues, usage } from "@/cli/failure";
import { readInput } from "@/cli/terminal/read-input";
import { isGiven } from "@/lib/forms/blank";
import { looseInput, neededFields } from "@/lib/forms/loose-answer";
import type { FieldSpec, FormFields, FormValues } from "@/lib/forms/spec";
import { parseValues } from "@/lib/forms/to-zod";
import { askFields, untilValid } from "./ask-form";
import { givenValues, readObject, type Values } from "./given-values";

/** What the command line says about the input of a run. */
export interface StartInput {
  text?: string;
  set: string[];
  input?: string;
}

/** The input of a run, as its form takes it. In a terminal everything is asked for, or what is missing of it. */
export async function readInputValues(context: Context, form: FormFields, given: StartInput): Promise<FormValues> {
  const { client, terminal } = context;
  const object = given.input === undefined ? {} : readObject("--input", await inputText(context, given.input));
  const values = { ...textValues(form, given.text), ...(await givenValues(client, form.fields, { ...given, object })) };
  if (!terminal.interactive) return checked(form, values);
  const isMissing = (field: FieldSpec) =>
    field.required && field.default === undefined && !isGiven(field, values[field.name]);
  const nothing = Object.keys(values).length === 0;
  const asking = { client, terminal };
  const filled = await askFields(asking, form.fields, values, (field) => !nothing && !isMissing(field));
  return untilValid(asking, form, undefined, filled);
}

const inputText = (context: Context, text: string) =>
  text === "-" ? readInput(context, "--input -") : Promise.resolve(text);

function textValues(form: FormFields, text: string | undefined): Values {
  if (text === undefined) return {};
  const loose = looseInput(form, text);
  if (loose.ok) return loose.values;
  const names = neededFields(form.fields).map(({ name }) => `--set ${name}=…`);
  const how = names.length > 0 ? names.join(" ") : "--set name=value";
  throw usage(`One text is not enough for this workflow. Give its fields by name: ${how}`);
}

function checked(form: FormFields, values: Values): FormValues {
  const parsed = parseValues(form, undefined, values);
  if (!parsed.ok) throw refusedValues(parsed.errors);
  return values as FormValues;
}
