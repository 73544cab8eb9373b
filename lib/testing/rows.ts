/** Rows of the in-memory store, as the tables of prisma/schema.prisma hold them. */
import type { EventRow, NewBranch, NewComment, NewDraft, NewSignal } from "@/lib/engine/change";
import type { BranchState, FamilyCounts, Json, Visit } from "@/lib/engine/types";
import type { ReviewRecord, RunRecord } from "@/lib/operations/records";

export interface RunRow extends RunRecord {
  leaseUntil: Date | null;
}

export interface DraftRow extends NewDraft {
  createdAt: Date;
}

export interface CommentRow extends NewComment {
  status: "open" | "set_aside";
  createdAt: Date;
}

export interface JoinRow {
  seq: number;
  winner: number | null;
}

export interface BranchRow extends NewBranch {
  seq: number;
  status: BranchState["status"];
  delivered: boolean;
  output: Json;
  error: { message: string } | null;
}

export interface OnceRow {
  seq: number;
  key: string;
  value: Json;
}

/** Everything that belongs to one run. */
export interface RunRows {
  run: RunRow;
  /** That the run has left; the one it is at is in its own row. */
  leftVisits: Visit[];
  reviews: ReviewRecord[];
  drafts: DraftRow[];
  comments: CommentRow[];
  joins: JoinRow[];
  branches: BranchRow[];
  /** Of the family whose root this run is. */
  family: FamilyCounts;
  signals: NewSignal[];
  events: (EventRow & { at: Date })[];
  once: OnceRow[];
}

export type Tables = Map<string, RunRows>;

/** What JSON columns give back: a copy, without what JSON can't say. By hand, because a simulation lives on it. */
export function stored<T>(value: T): T {
  return copy(value) as T;
}

function copy(value: unknown): unknown {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => copy(one) ?? null);
  if (value instanceof Date) return value.toISOString();
  const object: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const member = (value as Record<string, unknown>)[key];
    if (member !== undefined && typeof member !== "function") object[key] = copy(member);
  }
  return object;
}

/** All visits of a run, oldest first. */
export function visitsOf({ run, leftVisits }: RunRows): Visit[] {
  return run.visit ? [...leftVisits, run.visit] : leftVisits;
}

export function emptyRows(run: RunRow): RunRows {
  return {
    run,
    leftVisits: [],
    reviews: [],
    drafts: [],
    comments: [],
    joins: [],
    branches: [],
    family: { answers: 0, cuts: 0 },
    signals: [],
    events: [],
    once: [],
  };
}
