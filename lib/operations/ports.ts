/** What operations need from outside; one composition file wires them. */

import type { KeptResponse } from "@/lib/contract/keep";
import type {
  BranchFilter,
  DraftsRequest,
  OrderedRequest,
  PageRequest,
  ReviewFilter,
  RunFilter,
  Shown,
  ShownReview,
  StepsRequest,
} from "@/lib/contract/requests";
import type { Change } from "@/lib/engine/change";
import type { Checkpoint, Effect, EffectRun, ReviewedComment } from "@/lib/engine/types";
import type { FormSpec } from "@/lib/forms/spec";
import type { Watch } from "@/lib/holdpoint";
import type { FilesPort } from "@/lib/operations/file-ports";
import type { ScheduleStore } from "@/lib/operations/schedule-ports";
import type { ThreadView, TurnView } from "@/lib/views/threads";
import type { CommentView, DecisionView, DraftView, EventView, Page, StepView, WorkflowView } from "@/lib/views/views";
import type { Actor, Principal } from "@/lib/words/people";
import type { Programs } from "@/lib/workflow/programs";
import type { AgentsPort } from "./agent-ports";
import type {
  Committed,
  ListedBranch,
  ListedReview,
  ListedRun,
  ReviewBelow,
  ReviewSnapshot,
  RunAccess,
  RunSnapshot,
} from "./records";
import type { RunMemory } from "./run-memory";

/** The few statements every state change is made of. */
export interface DoorStore {
  /** One SELECT; null when there is no such run. */
  readRun(runId: string): Promise<RunSnapshot | null>;
  readReview(reviewId: string): Promise<ReviewSnapshot | null>;
  /** The database's clock. */
  now(): Promise<Date>;
  /** The same as far as it is known without asking; null where it is not. */
  knownTime(): KnownTime | null;
  /**
   * One statement; null when somebody else changed the run first (or, for a start, when it exists). With `kept` the
   * response to the request stands with its change, or neither does: throws `ClaimFirst` where its key is taken.
   */
  commit(change: Change, kept?: KeptResponse): Promise<Committed | null>;
}

export interface KnownTime {
  now: Date;
  /** The database's clock may be ahead of it by this. */
  aheadMs: number;
}

/** Numbers of a run that the caller does not see: each from `from` up to, without, `to`; null is without end. */
export type Hidden = readonly { from: number; to: number | null }[];

export interface ReadStore {
  /** Those that the caller may see. */
  listRuns(by: Principal, filter: RunFilter): Promise<Page<ListedRun>>;
  listReviews(by: Principal, filter: ReviewFilter): Promise<Page<ListedReview>>;
  countOpenReviews(by: Principal): Promise<number>;
  startersOf(by: Principal, runIds: string[]): Promise<Record<string, Actor>>;
  /** Null when there is no such run. */
  accessOf(runId: string): Promise<RunAccess | null>;
  /** A version as a process once announced it. */
  workflowVersion(workflow: string, version: string): Promise<WorkflowView | null>;
  /** `fieldsOf` names the fields of a branch's form, in their order. */
  listBranches(
    by: Principal,
    run: { id: string; rootId: string; hidden: Hidden },
    page: BranchFilter,
    fieldsOf: (workflow: string) => string[],
  ): Promise<Page<ListedBranch>>;
  step(runId: string, seq: number): Promise<StepView | null>;
  /** Without those whose number is `hidden`; comments go by the visit that they were made at. */
  listSteps(runId: string, page: StepsRequest, hidden: Hidden): Promise<Page<StepView>>;
  listEvents(runId: string, page: OrderedRequest, hidden: Hidden): Promise<Page<EventView>>;
  listDrafts(runId: string, page: DraftsRequest, hidden: Hidden): Promise<Page<DraftView>>;
  listComments(runId: string, page: PageRequest, hidden: Hidden): Promise<Page<CommentView>>;
  /** What a visit began with; null when there is no such visit. */
  checkpoint(runId: string, seq: number): Promise<Checkpoint | null>;
  /** The first visit of its present version; 1 when the run was never migrated. */
  migratedAt(runId: string): Promise<number>;
  /** Visits of a run before this one, in their order. */
  visitsBefore(runId: string, seq: number): Promise<{ seq: number; stepName: string }[]>;
  /** All reviews of a run and its branches but canceled ones; with `race`, of the race that the run is a branch of. */
  reviewsBelow(runId: string, scope: "run" | "race"): Promise<ReviewBelow[]>;
  commentsBefore(runId: string, seq: number): Promise<ReviewedComment[]>;
  hasSignal(runId: string, id: string): Promise<boolean>;
  /** True when the run was retried or rewound by this request. */
  hasRequest(runId: string, requestId: string): Promise<boolean>;
  /** The newest run that somebody started at a door. */
  latestRun(by: Pick<Principal, "userId" | "workspaceId">, door: string): Promise<string | null>;
  /** Of visits that are not `hidden`. */
  lastDecided(runId: string, hidden: Hidden): Promise<{ form: FormSpec; decision: DecisionView } | null>;
  saveShown(place: ShownPlace, reviews: ShownReview[]): Promise<void>;
  lastShown(place: ShownPlace): Promise<ShownReview[] | null>;
  liveText(runId: string): Promise<{ seq: number; text: string } | null>;
}

export type ThreadOwner = Pick<Principal, "userId" | "workspaceId">;

export interface NewThread {
  id: string;
  key: string;
  title: string;
  workflow: string;
}

export interface ThreadRecord {
  id: string;
  workflow: string;
  /** Null before its first turn. `shown` is what the chat showed its owner of that turn last. */
  last: { runId: string; turn: number; shown: Shown | null } | null;
  view: ThreadView;
}

/** Threads by the key that their owner knows them by. */
export interface ThreadStore {
  find(owner: ThreadOwner, key: string): Promise<ThreadRecord | null>;
  /** The one that is there, or else this one. */
  begin(owner: ThreadOwner, thread: NewThread): Promise<ThreadRecord>;
  list(owner: ThreadOwner, page: PageRequest): Promise<Page<ThreadView>>;
  listTurns(threadId: string, page: PageRequest): Promise<Page<TurnView>>;
  /** What the chat showed somebody of a run last. */
  shown(owner: ThreadOwner, runId: string): Promise<Shown | null>;
  /** A turn begins. */
  touch(threadId: string): Promise<void>;
}

export interface ChatPort {
  threads: ThreadStore;
  /** What the turns of new threads are runs of. */
  workflow: string;
}

/** A version of a workflow, or of a branch of one (`outer/step/branch`). */
export interface VersionRef {
  workflow: string;
  version: string;
}

/** A newest version `to` takes runs of `from`: a declared number, or a whole version. */
export interface MigrationRef {
  workflow: string;
  to: string;
  from: string;
}

/** A run under way whose version no live process knows. */
export interface StrandedRun extends VersionRef {
  id: string;
  seq: number;
  revision: number;
}

/** Which processes are alive, and which versions they know. */
export interface ProcessStore {
  /** Says, for the next `forMs` milliseconds, that `owner` is alive and knows these. */
  announce(owner: string, known: VersionRef[], forMs: number): Promise<void>;
  leave(owner: string): Promise<void>;
  /** Those of `versions` that some live process knows. One statement. */
  alive<V extends VersionRef>(versions: V[]): Promise<V[]>;
}

export interface ShownPlace {
  runId: string;
  door: string;
  userId: string;
  workspaceId: string;
}

/** Starts effects that this process committed, up to its limit. */
export interface EffectRunner {
  /** Name under which this process holds leases. */
  owner: string;
  /** Takes a place before the commit that would use it; null when there is none for it. */
  reserve(request: PlaceRequest): Place | null;
}

export interface PlaceRequest {
  /** An agent step: these take a part of the places only. */
  agent: boolean;
  /**
   * It was due before. An effect that becomes due by this commit does not go past those that were left for want of a
   * place.
   */
  waited: boolean;
}

export interface Place {
  start(effect: Effect, at: EffectRun): void;
  release(): void;
}

/** Tells whoever listens, here and in other processes, to look again. After the commit; may be lost. */
export interface Announcer {
  runChanged(run: { id: string; workspaceId: string; rootId?: string }): void;
  /** An effect is due in so many milliseconds and nobody took it yet. */
  workDue(afterMs: number): void;
}

export interface RetentionStore {
  /** Names of all workflows that there ever were. */
  workflows(): Promise<string[]>;
  /**
   * Removes runs of a workflow that ended more than so many milliseconds ago, oldest first and at most `limit`, each
   * with its branches and all that belongs to it, or nothing of it. Answers how many went.
   */
  removeEnded(workflow: string, endedForMs: number, limit: number): Promise<{ runs: number; branches: number }>;
}

export interface Ports {
  door: DoorStore;
  memory: RunMemory;
  reads: ReadStore;
  chat: ChatPort;
  files: FilesPort;
  programs: Programs;
  processes: ProcessStore;
  effects: EffectRunner;
  announcer: Announcer;
  listenToRun(runId: string, listener: () => void): () => void;
  /** Tells when a caller who waits is out or has other rights. */
  watchCaller(by: Principal): Watch;
  newId(): string;
}

/** Ports of what starts runs by itself. */
export interface SchedulingPorts extends Ports {
  schedules: ScheduleStore;
}

/** Ports of the agent directory. */
export interface DirectoryPorts extends Ports {
  agents: AgentsPort;
}
