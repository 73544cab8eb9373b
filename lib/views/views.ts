/**
 * The shapes people and programs see: REST answers with them and pages render them.
 * Times are ISO 8601 strings in UTC. JSON only.
 */
import type { FieldSpec, FormSpec, FormValues } from "@/lib/forms/spec";
import type { Json } from "./json";
import type { Actor, Assignee, Starter } from "./people";

export type { FileView } from "@/lib/features/files/views";
export type { ScheduleView } from "@/lib/features/schedules/views";
export type { Json };

export type RunStatus = "running" | "waiting" | "completed" | "failed" | "canceled";
export type ReviewStatus = "open" | "decided" | "expired" | "canceled";
export type StepStatus = "running" | "waiting" | "completed" | "failed" | "canceled";

export interface StepRef {
  index: number;
  name: string;
}

export interface RunSummary {
  id: string;
  workflow: string;
  version: string;
  status: RunStatus;
  /** Null at the end; a failed run names the step that failed. */
  step: StepRef | null;
  input: Json;
  output: Json;
  error: { code: string; message: string; step: string } | null;
  /** Set while no live process knows the run's version: what it needs to go on. */
  blocked: { needs: string } | null;
  /** True where what it has come to is for its participants; then step, output and error are null. */
  limited: boolean;
  parentId: string | null;
  /** The visit of the parent that it is a branch of. */
  parentSeq: number | null;
  rootId: string;
  /** `replaced` names the steps whose outputs it began with others of; the event `run.forked` has both. */
  forkedFrom: { runId: string; seq: number; replaced?: string[] } | null;
  startedBy: Starter;
  /** Names of the models that wrote in it, in its branches, and in the run it is a branch of up to then. */
  models: string[];
  createdAt: string;
  updatedAt: string;
}

export interface RunView extends RunSummary {
  /** Visits so far of each step, by step name. */
  visits: Record<string, number>;
  /** The open ones that the caller may see. */
  reviews: ReviewView[];
}

/** What the caller may do to a run as it is now; an earlier visit may be out of reach all the same. */
export interface RunRights {
  cancel: boolean;
  retry: boolean;
  signal: boolean;
  rewind: boolean;
  fork: boolean;
  forkWithData: boolean;
}

export interface DraftContent {
  revision: number;
  content: string;
  format: "markdown";
}

export interface DraftView extends DraftContent {
  by: Actor;
  createdAt: string;
}

export interface DecisionView {
  by: Actor;
  action: string;
  values: FormValues;
  at: string;
}

/** Whether whoever reads a review may answer it; `reason` is a sentence for them where others may. */
export interface MayAnswer {
  answer: boolean;
  reason?: string;
}

export interface ReviewView {
  id: string;
  runId: string;
  rootRunId: string;
  workflow: string;
  step: StepRef;
  visit: number;
  /** Tells apart reviews of one visit; by default the step's name. */
  key: string;
  status: ReviewStatus;
  title: string;
  description: string;
  form: FormSpec;
  draft: DraftContent | null;
  decision: DecisionView | null;
  assignee: Assignee | null;
  may: MayAnswer;
  dueAt: string | null;
  createdAt: string;
}

/** A review in a list; `draft` is null where the list was asked for without drafts. */
export interface ReviewSummary extends ReviewView {
  draftRevision: number | null;
}

/** How many open reviews the caller may answer; past 1,000 nobody counts on. */
export interface ReviewCount {
  open: number;
}

export interface CommentView {
  id: string;
  by: Actor;
  text: string;
  draftRevision: number | null;
  createdAt: string;
}

export interface EventView {
  seq: number;
  type: string;
  actor: Actor;
  data: Json;
  at: string;
}

/** One visit of one step. */
export interface StepView {
  seq: number;
  step: StepRef;
  kind: string;
  visit: number;
  attempt: number;
  status: StepStatus;
  input: Json;
  output: Json;
  error: { code: string; message: string } | null;
  startedAt: string;
  endedAt: string | null;
  model: string | null;
  tokens: { in: number; out: number } | null;
}

/** A visit and what it began with: what a rewind or a fork would begin with again. */
export interface StepDetail extends StepView {
  began: { data: Record<string, Json>; draftRevision: number | null };
}

/** One branch of a visit: a child run that is to be, is or was. */
export interface BranchView {
  /** The visit it is a branch of, and its place there. */
  seq: number;
  index: number;
  key: string;
  /** The first text it was started with that its siblings don't share, shortened; empty when there is none. */
  title: string;
  workflow: string;
  /** `pending` while it has to wait for a place. */
  status: RunStatus | "pending";
  runId: string | null;
  step: StepRef | null;
  error: { message: string } | null;
  /** Open reviews in it and in its own branches that the caller may answer. */
  openReviews: number;
  updatedAt: string | null;
}

export interface WorkflowStep {
  index: number;
  name: string;
  kind: string;
  title: string;
  /** What a signal step waits for. */
  signal?: string;
  /** True where the author says what happens when nobody answers in time. */
  deadline?: boolean;
}

/** How a run gets from one step to another. `label` is the button's, for `action`; else empty. */
export interface WorkflowEdge {
  from: number;
  to: number;
  on: "next" | "action" | "choice" | "deadline" | "error";
  label: string;
}

export interface WorkflowView {
  name: string;
  title: string;
  description: string;
  version: string;
  input: { fields: FieldSpec[] };
  steps: WorkflowStep[];
  edges: WorkflowEdge[];
}

/** Every list answers in this shape. `nextCursor` is null on the last page. */
export interface Page<T> {
  data: T[];
  nextCursor: string | null;
}
