import type { FieldSpec } from "@/lib/forms/spec";

/** A field as its author writes it: everything but the name, which is its key in the form. */
export interface FieldDefinition<
  Value = unknown,
  Required extends boolean | "takes no value" = boolean | "takes no value",
> {
  spec: Omit<FieldSpec, "name">;
  /** Only for inference. */
  readonly value?: Value;
  readonly given?: Required;
}

export type FieldDefinitions = Record<string, FieldDefinition>;

type KeysOf<F extends FieldDefinitions, Required extends boolean | "takes no value"> = {
  [K in keyof F]: F[K] extends FieldDefinition<unknown, Required> ? K : never;
}[keyof F];

/** Values of a form: keys of fields that are not required, or may be hidden, may be absent. */
export type ValuesOf<F extends FieldDefinitions> = {
  [K in KeysOf<F, true>]: F[K] extends FieldDefinition<infer V> ? V : never;
} & {
  [K in Exclude<keyof F, KeysOf<F, true> | KeysOf<F, "takes no value">>]?: F[K] extends FieldDefinition<infer V>
    ? V
    : never;
};

/** Fields with their names, as a form spec lists them. */
export function compileFields(fields: FieldDefinitions): FieldSpec[] {
  return Object.entries(fields).map(([name, { spec }]) => ({ name, ...spec }));
}

/** What of fields pins paused runs: names, types, and what lists hold. */
export const fieldTypes = (fields: FieldDefinitions): object[] =>
  Object.entries(fields).map(([name, { spec }]) => ({ name, ...fieldShape(spec) }));

function fieldShape({ type, fields }: Pick<FieldSpec, "type" | "fields">): object {
  return { type, ...(fields ? { fields: fields.map((one) => ({ name: one.name, ...fieldShape(one) })) } : {}) };
}
