import type { z } from "zod";
import type { JsonSchema } from "@/lib/forms/json-schema";
import type { FieldSpec, FormValue } from "@/lib/forms/spec";
import type { Described } from "./described";

/** Says that a text can't be read at all; `inside` is where in the value. */
export type Refuse = (message: string, inside?: string) => void;

/** One type of field. What the fields inside a list say is handed to it: a kind knows of no other. */
export interface FieldKind {
  /** What a value of it is; conditions compare text, numbers, yes or no, and choices. */
  holds: "string" | "number" | "boolean" | "choices" | "moment" | "json" | "file" | "groups" | "nothing";
  /** Its schema alone does not tell it from other kinds, so its name stands there, too. */
  hinted?: true;
  /** The fewest characters that a limit from elsewhere has to leave it. */
  room?: number;
  /** The schema of a value that is not blank. `required` changes what a checkbox must be, and nothing else. */
  schema(field: FieldSpec, required: boolean, group: (fields: FieldSpec[]) => z.ZodType): z.ZodType;
  jsonSchema(field: FieldSpec, required: boolean, group: (fields: FieldSpec[]) => JsonSchema): JsonSchema;
  /** What a field of it keeps of somebody's JSON Schema; null where that describes something else. */
  read?(described: Described): Partial<FieldSpec> | null;
  /** A value as loose callers send it, turned into what the schema takes; as it came where it can't be turned. */
  loose?(field: FieldSpec, value: unknown, refuse: Refuse, group: (value: unknown, place: number) => unknown): unknown;
  /** A value as its control shows it, where that is not just its text. */
  toText?(value: FormValue): string;
  /** The value that the text of its control stands for, where that is not the text itself. */
  fromText?(text: string): FormValue | undefined;
  /** What is wrong with the text of its control that its value would not show. */
  unreadable?(label: string, text: string): string | null;
  /** Says what else is wrong with a field as its author wrote it, each with its cure. */
  check?(field: FieldSpec, at: string, report: (message: string) => void): void;
}

/** One whose value people type: free text in a line or in several, or text of some form. */
export interface TypedKind extends FieldKind {
  typed: "line" | "lines" | "email" | "url" | "number" | "json";
}
