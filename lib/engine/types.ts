/**
 * The engine's words.
 *
 * - Workflow: a named list of steps, as its author wrote it. Program: one version of it, compiled.
 * - Run: one execution. One cursor (`stepIndex`), one row. `seq` counts its visits of steps.
 * - Visit (StepExecution): one stay at one step. `visit` counts the stays at that same step.
 * - Event: something that happened. Effect: something to do outside, at least once.
 * - Review: a form waiting for people. Decision: who answered it, with which action and values.
 * - Revision: of a run, raised by every change and compared before the next; of a draft, its number.
 * - Epoch: of a lease, raised by whoever takes the effect over; results of an older epoch change nothing.
 *
 * Nothing here does I/O, reads a clock or draws a random number.
 */
import type { FormSpec, FormValues } from "@/lib/forms/spec";
import type { DraftContent, Json, RunStatus, StepStatus } from "@/lib/views/views";
import type { Actor, Assignee, Starter } from "@/lib/words/people";
import type { RunState } from "./newborn";
import type { ReviewPeople, RunPeople, Visibility } from "./people";

export type { Actor, Assignee, DraftContent, FormValues, Json, RunState, RunStatus, Starter, StepStatus };

/** Latest output of each step, by step name. */
export type Outputs = Record<string, Json>;

/** What a step's functions may read. */
export interface Context {
  input: Json;
  outputs: Outputs;
  visits: Record<string, number>;
  draft: DraftContent | null;
  /** Who started the run; in a branch, the run that it belongs to. */
  startedBy: Actor;
}

/** One stay at one step. Times are ISO 8601, by the database's clock. */
export interface Visit {
  seq: number;
  stepIndex: number;
  stepName: string;
  kind: string;
  /** Which stay at this step it is, from 1. */
  visit: number;
  attempt: number;
  status: StepStatus;
  /** The draft it began with; 0 for none. */
  draftRevision: number;
  /** The failed visits that it repeats, oldest first: what they recorded and were told still counts. */
  repeats: number[];
  /** Outputs it began with, where they are not those of the visits before it. */
  baseData: Outputs | null;
  startedAt: string;
  endedAt: string | null;
  model: string | null;
  tokensIn: number | null;
  tokensOut: number | null;
  input: Json;
  output: Json;
  error: { code: string; message: string } | null;
}

export interface RunError {
  code: string;
  message: string;
  step: string;
}

/** An open review, as far as the engine cares. */
export interface OpenReview {
  id: string;
  seq: number;
  key: string;
  stepName: string;
  form: FormSpec;
  assignee: Assignee | null;
  people: ReviewPeople | null;
  visibility: Visibility | null;
  draftRevision: number | null;
  dueAt: Date | null;
}

/** An answer that closed its review and has not yet moved the run. */
export interface HeldAnswer {
  id: string;
  key: string;
  /** Who was asked. */
  assignee: Assignee | null;
  decision: { by: Actor; action: string; values: FormValues; at: string };
}

export interface KeptSignal {
  id: string;
  name: string;
  data: Json;
}

/** A branch of the visit that the run waits at. */
export interface BranchState {
  index: number;
  key: string;
  childId: string | null;
  status: "pending" | "running" | "completed" | "failed" | "canceling" | "canceled";
  delivered: boolean;
  workflow: string;
  /** Of its run, as are `models`; empty while it has none. */
  people: RunPeople;
  models: string[];
  input: Json;
  /** Only read once no branch is under way. */
  output: Json;
  error: { message: string } | null;
}

/** Everything a transition may look at. */
/**
 * What happened in a root run and all its branches: how many answers people gave in branches, and how often somebody
 * canceled or rewound a run of them that had branches under way. Each of the two changes compares the other's count
 * with the one it was judged by.
 */
export interface FamilyCounts {
  answers: number;
  cuts: number;
}

export interface Snapshot {
  run: RunState;
  draft: DraftContent | null;
  openReviews: OpenReview[];
  /** Those that `run.held` names, in its order; absent when it names none. */
  heldAnswers?: HeldAnswer[];
  /** Not yet taken, oldest first. */
  keptSignals: KeptSignal[];
  /** Of the current visit, by index. */
  branches: BranchState[];
  /** Read for a run with branches and for a branch; else zeros. */
  family: FamilyCounts;
  /** This run is a branch of a race that another branch has won, or one that its run goes on without. */
  raceLost: boolean;
  /** True when a lease was set and has run out, by the database's clock. */
  leaseExpired: boolean;
  /** The database's clock at the reading. */
  now: Date;
}

/** What an effect works on: its run as the change that made it due left it. */
export type EffectRun = Pick<Snapshot, "run" | "draft">;

export interface Usage {
  model: string;
  tokensIn: number | null;
  tokensOut: number | null;
}

/** A comment without its place in a run. */
export interface ReviewedComment {
  by: Actor;
  text: string;
  draftRevision: number | null;
}

/** What a visit began with. */
export interface Checkpoint {
  seq: number;
  stepIndex: number;
  data: Outputs;
  draft: (DraftContent & { by: Actor }) | null;
  /** Who had decided by then, by step name; absent where nothing is known of it. */
  deciders?: Record<string, string[]>;
}

export interface EffectError {
  code: string;
  message: string;
  retryable: boolean;
  /** The other side asked for this much patience, in milliseconds. */
  retryAfterMs?: number;
}

/** Something to do outside. `key` is the same on every attempt. */
export interface Effect {
  runId: string;
  workspaceId: string;
  seq: number;
  epoch: number;
  stepIndex: number;
  key: string;
}

export class EngineError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = "EngineError";
  }
}
