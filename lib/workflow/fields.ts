import {
  compileFields,
  type FieldDefinition,
  type FieldDefinitions,
  type ValuesOf,
} from "@/lib/engine/definition/field-definitions";
import type { Json } from "@/lib/engine/types";
import type { FileValue } from "@/lib/forms/file-value";
import type { Condition, FieldOption, FieldSpec, FieldType } from "@/lib/forms/spec";

interface Common<R extends boolean> {
  label: string;
  required?: R;
  help?: string;
}

interface TextOptions {
  default?: string;
  placeholder?: string;
  minLength?: number;
  maxLength?: number;
  /** RE2 syntax, for the whole text; the message says what is wanted instead. */
  pattern?: string;
  patternMessage?: string;
}

interface ChoiceOptions {
  options: readonly (string | FieldOption)[];
}

interface TimeOptions {
  default?: string;
  min?: string;
  max?: string;
}

interface ItemsOptions {
  minItems?: number;
  maxItems?: number;
}

function field<V, R extends boolean>(
  type: FieldType,
  { required, ...rest }: Common<R> & Partial<FieldSpec>,
): FieldDefinition<V, R> {
  return { spec: { ...rest, type, required: required ?? false } };
}

/** The function that makes fields of a type, where they are kept as they are written. */
const of =
  <V, Options>(type: FieldType) =>
  <const R extends boolean = false>(options: Common<R> & Options) =>
    field<V, R>(type, options);

const choices = (options: readonly (string | FieldOption)[]): FieldOption[] =>
  options.map((option) => (typeof option === "string" ? { value: option, label: option } : option));

export const text = of<string, TextOptions>("text");

/** Text of several lines. */
export const textarea = of<string, TextOptions>("textarea");

export const email = of<string, TextOptions>("email");

/** A web address that begins with http:// or https://. */
export const url = of<string, TextOptions>("url");

export const number = of<number, { default?: number; min?: number; max?: number; integer?: boolean }>("number");

/** A whole number from 1 to `max`, by default 5. */
export const rating = of<number, { default?: number; max?: number }>("rating");

/** Required means: it must be ticked. */
export const checkbox = of<boolean, { default?: boolean }>("checkbox");

export const select = <const R extends boolean = false>(options: Common<R> & ChoiceOptions & { default?: string }) =>
  field<string, R>("select", { ...options, options: choices(options.options) });

export const radio = <const R extends boolean = false>(options: Common<R> & ChoiceOptions & { default?: string }) =>
  field<string, R>("radio", { ...options, options: choices(options.options) });

/** Any number of choices; none counts as not given. */
export const multiselect = <const R extends boolean = false>(
  options: Common<R> & ItemsOptions & ChoiceOptions & { default?: string[] },
) => field<string[], R>("multiselect", { ...options, options: choices(options.options) });

/** A day as `YYYY-MM-DD`; `min` and `max` likewise. */
export const date = of<string, TimeOptions>("date");

/** A moment as ISO 8601 with its offset, `min` and `max` likewise; the value is in UTC. */
export const datetime = of<string, TimeOptions>("datetime");

/** Any JSON, at most 100 kB. */
export const json = of<Json, { default?: Json; placeholder?: string }>("json");

/**
 * One file, of at most `maxBytes` (10 MB unless said, at most 25 MB). `accept` lists ends of names (`.pdf`) and types
 * (`image/png`, `image/*`), as the sender says them: nobody looks into the file. For several, use a `list`.
 */
export const file = of<FileValue, { maxBytes?: number; accept?: string[] }>("file");

/** A group of fields, repeated; no group counts as not given. */
export const list = <const F extends FieldDefinitions, const R extends boolean = false>({
  fields,
  ...options
}: Common<R> & ItemsOptions & { fields: F; default?: { [name: string]: Json }[] }) =>
  field<ValuesOf<F>[], R>("list", { ...options, fields: compileFields(fields) });

/** Text to read among the fields. It takes no value. */
export function markdown(options: { label?: string; content: string }): FieldDefinition<never, "takes no value"> {
  return { spec: { label: "", ...options, type: "markdown", required: false } };
}

/** Shows a field only where a field before it says so. While it is hidden it is not required and has no value. */
export function visibleWhen<V, R extends boolean | "takes no value">(
  condition: Condition,
  { spec }: FieldDefinition<V, R>,
): FieldDefinition<V, R extends true ? false : R> {
  return { spec: { ...spec, visibleWhen: condition } };
}
