import type { Client } from "@/cli/connection/client";
import { refusedValues, usage } from "@/cli/failure";
import { coerceValues } from "@/lib/forms/coerce";
import { readJsonText } from "@/lib/forms/json-value";
import { kindOf } from "@/lib/forms/kinds";
import type { FieldSpec } from "@/lib/forms/spec";
import { uploadFor } from "./upload";

export type Values = Record<string, unknown>;

/** `--set name=value` as often as it came. A name that comes twice is a mistake, unless it has several choices. */
export function readPairs(pairs: string[], fields: FieldSpec[]): Record<string, string> {
  // Anything may stand before the equals sign, also what other objects have from birth.
  const values: Record<string, string> = Object.create(null);
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    if (at < 1) throw usage(`--set takes name=value, and "${pair}" is not.`);
    const name = pair.slice(0, at);
    const value = pair.slice(at + 1);
    const before = values[name];
    const field = fields.find((one) => one.name === name);
    if (before !== undefined && !(field && kindOf(field).holds === "choices")) {
      throw usage(`--set gives "${name}" twice.`);
    }
    values[name] = before === undefined ? value : `${before},${value}`;
  }
  return values;
}

/** A JSON value, from an argument; `notJson` says what the option takes. */
export function readJsonOption(option: string, text: string, notJson: string): unknown {
  const read = readJsonText(option, text, "");
  if ("value" in read) return read.value;
  throw read.problem === "" ? usage(notJson) : refusedValues([{ field: option, message: read.problem }]);
}

/** A JSON object, from an argument. */
export function readObject(option: string, text: string): Values {
  const value = readJsonOption(option, text, `${option} takes a JSON object, and this is not JSON.`);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw usage(`${option} takes a JSON object.`);
  }
  return value as Values;
}

/**
 * What was given on the command line, as the form's fields take it; files are uploaded from the paths they have. What
 * does not fit stays as it came, for the form to say so; text that is no JSON where JSON is wanted is a `Failure`.
 */
export async function givenValues(
  client: Client,
  fields: FieldSpec[],
  { set, object }: { set: string[]; object: Values },
): Promise<Values> {
  const read = coerceValues(fields, readPairs(set, fields));
  if (read.errors.length > 0) throw refusedValues(read.errors);
  const values = { ...object, ...read.values };
  for (const field of fields) {
    const value = values[field.name];
    if (kindOf(field).holds === "file" && typeof value === "string") {
      values[field.name] = await uploadFor(client, field, value.replace(/^@/, ""));
    }
  }
  return values;
}
