/** What a workflow's types say to its tests. */

import type { WorkflowDefinition } from "@/lib/engine/definition/definition";
import type { Json } from "@/lib/engine/types";
import type { FormValues } from "@/lib/forms/spec";

type TypesOf<W> = W extends { readonly types?: infer T } ? NonNullable<T> : never;

/** Values of the input form. */
export type InputOf<W> = [TypesOf<W>] extends [{ input: infer I }] ? I : FormValues;

export type OutputOf<W> = [TypesOf<W>] extends [{ output: infer O }] ? O | null : Json;

/** Everybody's answers, by step: those of a form, and of a form with several reviews. */
type Decisions<W> = [TypesOf<W>] extends [{ outputs: infer O }]
  ? {
      [S in keyof O]: O[S] extends { by: unknown; action: infer A; values: infer V }
        ? [A, V]
        : O[S] extends Record<string, { by: unknown; action: infer A; values: infer V }>
          ? [A, V]
          : never;
    }[keyof O]
  : never;

/** Buttons of the workflow's forms; questions of code have others. */
export type ActionOf<W extends WorkflowDefinition> = (Decisions<W>[0] & string) | (string & {});

/** Values for a button: those of the forms that have it, else any. */
export type ValuesOf<W extends WorkflowDefinition, A> = [Extract<Decisions<W>, [A, unknown]>] extends [never]
  ? A extends Decisions<W>[0]
    ? Partial<Extract<Decisions<W>, unknown[]>[1]>
    : FormValues
  : Partial<Extract<Decisions<W>, [A, unknown]>[1]>;
