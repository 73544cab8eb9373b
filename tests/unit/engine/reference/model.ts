import type { Actor, Json, RunStatus } from "@/lib/engine/types";
import type { Flow } from "./flow";

/** A run as its promises tell of it: nothing that could not be read off a page of it or its history. */
export interface Model {
  flow: Flow;
  version: 1 | 2;
  /** A run of its own, a branch, or a branch of a race. */
  role: "root" | "branch" | "racer";
  now: number;
  status: RunStatus;
  /** Step it is at, or failed at. */
  at: number | null;
  revision: number;
  seq: number;
  attempt: number;
  takeovers: number;
  epoch: number;
  /** Who works on the effect that is due, and until when nobody else may. */
  lease: { owner: string | null; until: number } | null;
  wakeAt: number | null;
  expiresAt: number | null;
  /** How often each step was visited. */
  visits: Record<string, number>;
  /** All visits, by seq. */
  history: Visit[];
  data: Record<string, Json>;
  /** Revision of the current draft, and all that were written. */
  draft: number;
  drafts: Record<number, string>;
  draftCount: number;
  /** Reviews that wait for people. */
  open: OpenForm[];
  /** Answers that closed a review while nobody knew the version; null when nothing came. */
  held: Answered[] | null;
  kept: { name: string; data: Json }[];
  branches: Branch[];
  /** Branches that were under way when nobody wanted them any more. */
  unwanted: string[];
  raceLost: boolean;
  /** What its parent was told. */
  told: string[];
  output: Json;
  error: string | null;
  /** Types of the events that the last change recorded. */
  log: string[];
  /** From this visit on it is of its version. */
  since: number;
}

export interface Visit {
  name: string;
  status: string;
  /** The failed visit that it repeats. */
  repeats: number | null;
  /** What it began with. */
  began: { at: number; data: Record<string, Json>; draft: number };
}

export interface OpenForm {
  key: string;
  due: number | null;
  draft: number | null;
}

export interface Answered {
  key: string;
  decision: { action: string; values: Record<string, never>; by: Actor & { [key: string]: Json }; at: string };
}

export interface Branch {
  key: string;
  status: "pending" | "running" | "completed" | "failed" | "canceled";
  delivered: boolean;
}

export const ANA = { kind: "person", id: "ana", name: "Ana" } as const;
export const ENGINE = { kind: "system", id: "engine", name: "Holdpoint" } as const;

/** A run that nobody has begun; a branch is in the database by then. */
export function unborn(flow: Flow, role: Model["role"], now: number): Model {
  const isBranch = role !== "root";
  return {
    ...{ flow, role, now, version: 1, status: "running", at: null, revision: isBranch ? 1 : 0, seq: 0 },
    ...{ attempt: 1, takeovers: 0, epoch: 0, lease: isBranch ? { owner: null, until: now } : null },
    ...{ wakeAt: null, expiresAt: null, visits: {}, history: [], data: {}, draft: 0, drafts: {}, draftCount: 0 },
    ...{ open: [], held: null, kept: [], branches: [], unwanted: [], raceLost: false, told: [] },
    ...{ output: null, error: null, log: [], since: 0 },
  };
}

export const isUnderWay = ({ status }: Model) => status === "running" || status === "waiting";
export const isOver = ({ status }: Model) => status === "completed" || status === "canceled";
export const isDue = (moment: number | null, { now }: Model) => moment !== null && moment <= now;
/** A branch's end that the run has not taken note of. */
export const isNews = ({ status, delivered }: Branch) => !delivered && status !== "pending" && status !== "running";
export const isLeaseOver = (m: Model) => m.status === "running" && m.lease !== null && isDue(m.lease.until, m);
