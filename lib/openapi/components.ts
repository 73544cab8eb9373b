import { z } from "zod";

/** Schemas that have a name in the document. */
export const components = z.registry<{ id: string; description?: string }>();

type Same<A, B> = [A, B, keyof A, keyof B] extends [B, A, keyof B, keyof A] ? unknown : never;

/**
 * A named schema of exactly the values of `T`: the compiler refuses one that allows more, less or other keys, so
 * what is documented can't part from what is answered.
 */
export const component =
  <T>(id: string, description?: string) =>
  <S extends z.ZodType>(schema: S & Same<T, z.output<S>>): S => {
    components.add(schema, { id, ...(description && { description }) });
    return schema;
  };
