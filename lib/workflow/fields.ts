import type { FieldOption, FieldSpec, FieldType, Scalar } from "@/lib/forms/spec";

/** A field as its author writes it: everything but the name, which is its key in the form. */
export interface FieldDefinition<Value extends Scalar = Scalar, Required extends boolean = boolean> {
  spec: Omit<FieldSpec, "name">;
  /** Only for inference. */
  readonly value?: Value;
  readonly given?: Required;
}

export type FieldDefinitions = Record<string, FieldDefinition>;

type RequiredKeys<F extends FieldDefinitions> = {
  [K in keyof F]: F[K] extends FieldDefinition<Scalar, true> ? K : never;
}[keyof F];

/** Values of a form: keys of fields that are not required may be absent. */
export type ValuesOf<F extends FieldDefinitions> = {
  [K in RequiredKeys<F>]: F[K] extends FieldDefinition<infer V> ? V : never;
} & {
  [K in Exclude<keyof F, RequiredKeys<F>>]?: F[K] extends FieldDefinition<infer V> ? V : never;
};

/** Fields with their names, as a form spec lists them. */
export function compileFields(fields: FieldDefinitions): FieldSpec[] {
  return Object.entries(fields).map(([name, { spec }]) => ({ name, ...spec }));
}

interface Common<R extends boolean> {
  label: string;
  required?: R;
  help?: string;
}

interface TextOptions<R extends boolean> extends Common<R> {
  default?: string;
  placeholder?: string;
  minLength?: number;
  maxLength?: number;
}

interface ChoiceOptions<R extends boolean> extends Common<R> {
  options: readonly (string | FieldOption)[];
  default?: string;
}

function field<V extends Scalar, R extends boolean>(
  type: FieldType,
  { required, ...rest }: Common<R> & Partial<FieldSpec>,
): FieldDefinition<V, R> {
  return { spec: { ...rest, type, required: required ?? false } };
}

function choice<R extends boolean>(type: "select" | "radio", options: ChoiceOptions<R>): FieldDefinition<string, R> {
  const choices = options.options.map((option) =>
    typeof option === "string" ? { value: option, label: option } : option,
  );
  return field<string, R>(type, { ...options, options: choices });
}

export const text = <const R extends boolean = false>(options: TextOptions<R>) => field<string, R>("text", options);

/** Text of several lines. */
export const textarea = <const R extends boolean = false>(options: TextOptions<R>) =>
  field<string, R>("textarea", options);

export const number = <const R extends boolean = false>(
  options: Common<R> & { default?: number; min?: number; max?: number; integer?: boolean },
) => field<number, R>("number", options);

/** Required means: it must be ticked. */
export const checkbox = <const R extends boolean = false>(options: Common<R> & { default?: boolean }) =>
  field<boolean, R>("checkbox", options);

export const select = <const R extends boolean = false>(options: ChoiceOptions<R>) => choice("select", options);

export const radio = <const R extends boolean = false>(options: ChoiceOptions<R>) => choice("radio", options);

/** A day as `YYYY-MM-DD`; `min` and `max` likewise. */
export const date = <const R extends boolean = false>(
  options: Common<R> & { default?: string; min?: string; max?: string },
) => field<string, R>("date", options);
