import type { RunRecord } from "@/lib/operations/records";
import type { Prisma } from "./generated/client";

/** In the first row only; by every change; or by the statement, from what it knows beside the run's state. */
type Written = "at birth" | "by changes" | "by the statement";

interface Column {
  type: "uuid" | "text" | "int" | "boolean" | "jsonb" | "timestamptz";
  written: Written;
}

const column = <W extends Written>(written: W) => {
  return <T extends Column["type"]>(type: T) => ({ type, written });
};
const atBirth = column("at birth");
const byChanges = column("by changes");
const byStatement = column("by the statement");

/**
 * A run's columns: the one list that every SQL list, every parameter and every row read back is made from. Their names
 * are those of the Prisma model, and every field of `RunRecord` is among them; what is renamed, added or removed there
 * does not compile here.
 */
export const RUN_COLUMNS = {
  id: byStatement("uuid"),
  revision: byStatement("int"),
  leaseUntil: byStatement("timestamptz"),
  createdAt: byStatement("timestamptz"),
  updatedAt: byStatement("timestamptz"),
  endedAt: byStatement("timestamptz"),

  workspaceId: atBirth("uuid"),
  workflow: atBirth("text"),
  model: atBirth("text"),
  door: atBirth("text"),
  threadId: atBirth("uuid"),
  turn: atBirth("int"),
  parentId: atBirth("uuid"),
  parentSeq: atBirth("int"),
  branchIndex: atBirth("int"),
  racing: atBirth("boolean"),
  rootId: atBirth("uuid"),
  forkedFrom: atBirth("jsonb"),
  startedBy: atBirth("jsonb"),
  input: atBirth("jsonb"),

  version: byChanges("text"),
  status: byChanges("text"),
  stepIndex: byChanges("int"),
  stepName: byChanges("text"),
  seq: byChanges("int"),
  visit: byChanges("jsonb"),
  attempt: byChanges("int"),
  takeovers: byChanges("int"),
  eventSeq: byChanges("int"),
  draftRevision: byChanges("int"),
  draftCount: byChanges("int"),
  wakeAt: byChanges("timestamptz"),
  expiresAt: byChanges("timestamptz"),
  signalsKept: byChanges("int"),
  joining: byChanges("boolean"),
  held: byChanges("jsonb"),
  leaseOwner: byChanges("text"),
  leaseEpoch: byChanges("int"),
  people: byChanges("jsonb"),
  models: byChanges("jsonb"),
  data: byChanges("jsonb"),
  visits: byChanges("jsonb"),
  output: byChanges("jsonb"),
  error: byChanges("jsonb"),
} as const satisfies Record<Prisma.RunScalarFieldEnum | keyof RunRecord, Column>;

type Columns = typeof RUN_COLUMNS;
export type RunColumn = keyof Columns;

type WrittenAs<W extends Written> = { [K in RunColumn]: Columns[K]["written"] extends W ? K : never }[RunColumn];

const ALL = Object.keys(RUN_COLUMNS) as RunColumn[];
const written = <W extends Written>(how: W) => ALL.filter((key) => RUN_COLUMNS[key].written === how) as WrittenAs<W>[];

export const AT_BIRTH = written("at birth");
export const BY_CHANGES = written("by changes");
/** What the first row has of the run's state, but for its id. */
export const BORN = [...AT_BIRTH, ...BY_CHANGES];

/** What the engine knows of a run, in the order in which rows are read: all but these two. */
export const READ: (keyof RunRecord)[] = ALL.filter((key) => key !== "leaseUntil" && key !== "endedAt");
export const isTime = (key: RunColumn) => RUN_COLUMNS[key].type === "timestamptz";

/** The name of a field's column: Prisma's `@map`, which a test holds to this rule. */
export const columnOf = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** `"stepIndex" int, ...`: what a recordset of runs as JSON has. */
export const recordsetOf = (keys: readonly RunColumn[]) =>
  keys.map((key) => `"${key}" ${RUN_COLUMNS[key].type}`).join(", ");

/** `step_index, ...` */
export const columnsOf = (keys: readonly RunColumn[]) => keys.map(columnOf).join(", ");

/** `step_index = x."stepIndex", ...` */
export const updatesOf = (keys: readonly RunColumn[], record: string) =>
  keys.map((key) => `${columnOf(key)} = ${record}."${key}"`).join(", ");

/** `x."stepIndex", ...`; a recordset reads the JSON null, which an input may be, as no value. */
export const valuesOf = (keys: readonly RunColumn[], record: string) =>
  keys.map((key) => (key === "input" ? `coalesce(${record}.input, 'null')` : `${record}."${key}"`)).join(", ");
