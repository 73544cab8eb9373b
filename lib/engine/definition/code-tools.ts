import type { Actor, Assignee, Json } from "@/lib/engine/types";
import type { FileValue } from "@/lib/forms/file-value";
import type { ActionSpec } from "@/lib/forms/spec";
import type { FieldDefinition, FieldDefinitions, ValuesOf } from "./field-definitions";

type DefaultFields = { answer: FieldDefinition<string, true> };
type AskAction = Omit<ActionSpec, "name" | "requires"> & { requires?: readonly string[] };
type AskActions = Record<string, AskAction>;

/** How a question looks. */
interface Question {
  /** Above the form; by default the key. */
  title?: string;
  description?: string;
  assignee?: Assignee | null;
  /** Shows the run's current draft. */
  draft?: boolean;
}

/** A question with a form of its own; by default one text field `answer` and one button. */
export interface AskForm<F extends FieldDefinitions = FieldDefinitions, A = AskActions, D = number | undefined>
  extends Question {
  fields?: F;
  actions?: A;
  /** The field whose text becomes a comment of the run. */
  comment?: keyof F & string;
  /** Milliseconds after which nobody can answer any more; the action is then `expired`. */
  dueAfterMs?: D;
}

type Answered<F extends FieldDefinitions, A> = { action: keyof A & string; values: ValuesOf<F>; by: Actor; at: string };
type Expired = { action: "expired"; values: Record<string, never>; by: Actor; at: string };

/**
 * Asks people and waits, for days if need be. Until the answer is there, the step stops at this point; then it
 * runs again from its start and this returns the recorded answer. Give each question of a step its own key.
 * Questions asked together (`Promise.all`) open together, and the step goes on when all of them are answered.
 */
export interface Ask {
  /** One text field; by default the key is the step's name. */
  (key?: string, question?: Question): Promise<string>;
  <
    const F extends FieldDefinitions = DefaultFields,
    const A extends AskActions = { continue: AskAction },
    const D extends number | undefined = undefined,
  >(
    key: string | undefined,
    form: AskForm<F, A, D>,
  ): Promise<Answered<F, A> | (D extends number ? Expired : never)>;
}

/**
 * Does something once: its result is recorded, and whoever comes here again gets the recorded one. Hand the
 * `idempotencyKey` to the other side: a process that dies between doing and recording does it again, under the same key.
 */
// biome-ignore lint/suspicious/noConfusingVoidType: work may return nothing.
export type Once = <T extends Json | void>(key: string, work: (idempotencyKey: string) => T | Promise<T>) => Promise<T>;

export interface FileTools {
  /** The bytes of a file that belongs to the run: one that it was started with, or that somebody answered with. */
  read(file: FileValue | string): Promise<Uint8Array>;
}

export interface CodeTools {
  ask: Ask;
  once: Once;
  files: FileTools;
  /** Aborts when the step is over, also because it waits for an answer. */
  signal: AbortSignal;
}
