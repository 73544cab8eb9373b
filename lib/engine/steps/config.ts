import { z } from "zod";
import { isBlankText } from "@/lib/text/hidden";

/**
 * What any step may say of itself as data. Messages are whole sentences; without one of its own a value of the wrong
 * type is told what it must be.
 */
export const config = <S extends z.ZodRawShape>(shape: S) =>
  z.looseObject(
    {
      title: z
        .string()
        .refine((text) => !isBlankText(text), "its title is empty; leave it out or say what happens here.")
        .optional(),
      ...shape,
    },
    { error: ({ path, expected }) => `its ${path?.join(".")} must be a ${expected}.` },
  );

/** A number that fits, or `Infinity`. */
export const orEndless = (fits: (given: number) => boolean, message: string) =>
  z
    .union([z.number(), z.literal(Number.POSITIVE_INFINITY)], message)
    .refine(fits, message)
    .optional();

/** The name of another step. */
export const target = z.string().optional();

export const flag = z.boolean().optional();

/** A problem of a step as it is written, or none. */
export const problemsOf = (schema: z.ZodType, step: unknown): string[] =>
  schema.safeParse(step).error?.issues.map(({ message }) => message) ?? [];
