import type { Json } from "@/lib/engine/types";

type RequiredIn<S> = S extends { required: readonly (infer R)[] } ? R : never;

type Flat<T> = { [K in keyof T]: T[K] };

/** The type of what fits a JSON Schema that was written where it is used; `Json` where it says nothing clear. */
export type FromSchema<S> = S extends { const: infer C }
  ? C
  : S extends { enum: readonly (infer E)[] }
    ? E
    : S extends { type: "string" }
      ? string
      : S extends { type: "number" | "integer" }
        ? number
        : S extends { type: "boolean" }
          ? boolean
          : S extends { type: "null" }
            ? null
            : S extends { type: "array"; items: infer I }
              ? FromSchema<I>[]
              : S extends { type: "object"; properties: infer P }
                ? Flat<
                    { -readonly [K in keyof P as K extends RequiredIn<S> ? K : never]: FromSchema<P[K]> } & {
                      -readonly [K in keyof P as K extends RequiredIn<S> ? never : K]?: FromSchema<P[K]>;
                    }
                  >
                : Json;
