import { z } from "zod";

/** Schemas that have a name in the OpenAPI document. */
export const components = z.registry<{ id: string; description?: string }>();

/** Gives a schema its name there. */
export function named<S extends z.ZodType>(id: string, schema: S, description?: string): S {
  components.add(schema, { id, ...(description && { description }) });
  return schema;
}

type Same<A, B> = [A, B, keyof A, keyof B] extends [B, A, keyof B, keyof A] ? unknown : never;

/**
 * A named schema of exactly the values of a `T` that is written elsewhere: the compiler refuses one that allows more,
 * less or other keys.
 */
export const component =
  <T>(id: string, description?: string) =>
  <S extends z.ZodType>(schema: S & Same<T, z.output<S>>): z.ZodType<T> =>
    named(id, schema as unknown as z.ZodType<T>, description);
