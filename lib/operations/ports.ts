/** What operations need from outside; one composition file wires them. */
import type { Change } from "@/lib/engine/change";
import type { Schedule, Timing } from "@/lib/engine/program";
import type { Checkpoint, Effect, ReviewedComment } from "@/lib/engine/types";
import type { FormSpec } from "@/lib/forms/spec";
import type {
  BranchFilter,
  DraftsRequest,
  OrderedRequest,
  PageRequest,
  PushTarget,
  ReviewFilter,
  RunFilter,
  Shown,
  ShownReview,
  StepsRequest,
  TaskFilter,
  TaskSummary,
} from "@/lib/holdpoint";
import type { Actor, Principal } from "@/lib/views/people";
import type { ThreadView, TurnView } from "@/lib/views/threads";
import type {
  BranchView,
  CommentView,
  DecisionView,
  DraftView,
  EventView,
  Page,
  ReviewSummary,
  RunSummary,
  StepView,
  WorkflowView,
} from "@/lib/views/views";
import type { Registry } from "@/lib/workflow/registry";
import type { AgentsPort } from "./agent-ports";
import type { Committed, ReviewSnapshot, RunSnapshot } from "./records";

/** The few statements every state change is made of. */
export interface DoorStore {
  /** One SELECT; null when there is no such run. */
  readRun(runId: string): Promise<RunSnapshot | null>;
  readReview(reviewId: string): Promise<ReviewSnapshot | null>;
  /** The database's clock. */
  now(): Promise<Date>;
  /** One statement; null when somebody else changed the run first (or, for a start, when it exists). */
  commit(change: Change): Promise<Committed | null>;
}

export interface ReadStore {
  listRuns(workspaceId: string, filter: RunFilter): Promise<Page<RunSummary>>;
  listReviews(by: Principal, filter: ReviewFilter): Promise<Page<ReviewSummary>>;
  countOpenReviews(by: Principal): Promise<number>;
  startersOf(workspaceId: string, runIds: string[]): Promise<Record<string, Actor>>;
  /** Null when there is no such run in the workspace. */
  workspaceOfRun(runId: string): Promise<string | null>;
  /** Which program a run runs; null when there is no such run. */
  programOfRun(
    runId: string,
  ): Promise<{ workspaceId: string; workflow: string; version: string; rootId: string } | null>;
  /** A version as a process once announced it. */
  workflowVersion(workflow: string, version: string): Promise<WorkflowView | null>;
  /** `fieldsOf` names the fields of a branch's form, in their order. */
  listBranches(
    by: Principal,
    run: { id: string; rootId: string },
    page: BranchFilter,
    fieldsOf: (workflow: string) => string[],
  ): Promise<Page<BranchView>>;
  step(runId: string, seq: number): Promise<StepView | null>;
  listSteps(runId: string, page: StepsRequest): Promise<Page<StepView>>;
  listEvents(runId: string, page: OrderedRequest): Promise<Page<EventView>>;
  listDrafts(runId: string, page: DraftsRequest): Promise<Page<DraftView>>;
  listComments(runId: string, page: PageRequest): Promise<Page<CommentView>>;
  /** What a visit began with; null when there is no such visit. */
  checkpoint(runId: string, seq: number): Promise<Checkpoint | null>;
  /** The first visit of its present version; 1 when the run was never migrated. */
  migratedAt(runId: string): Promise<number>;
  kindOfVisit(runId: string, seq: number): Promise<string | null>;
  commentsBefore(runId: string, seq: number): Promise<ReviewedComment[]>;
  hasSignal(runId: string, id: string): Promise<boolean>;
  /** True when the run was retried or rewound by this request. */
  hasRequest(runId: string, requestId: string): Promise<boolean>;
  /** The newest run that somebody started at a door. */
  latestRun(by: Pick<Principal, "userId" | "workspaceId">, door: string): Promise<string | null>;
  lastDecided(runId: string): Promise<{ form: FormSpec; decision: DecisionView } | null>;
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
  /** Kind of the step it is at; empty before the first. */
  kind: string;
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
  /** Takes a place before the commit that would use it; null when all are taken. */
  reserve(): Place | null;
}

export interface Place {
  start(effect: Effect): void;
  release(): void;
}

/** Tells whoever listens, here and in other processes, to look again. After the commit; may be lost. */
export interface Announcer {
  runChanged(run: { id: string; workspaceId: string; rootId?: string }): void;
  /** An effect is due in so many milliseconds and nobody took it yet. */
  workDue(afterMs: number): void;
}

/** Content of files, by id. */
export interface FileStore {
  /** `content` has exactly `size` bytes, or rejects. */
  put(id: string, content: AsyncIterable<Uint8Array>, size: number): Promise<void>;
  /** Rejects with `unavailable` when the store does not answer. */
  get(id: string): Promise<AsyncIterable<Uint8Array>>;
  /** Nothing to delete is no error. */
  delete(id: string): Promise<void>;
}

export interface FileRecord {
  id: string;
  workspaceId: string;
  uploadedBy: string;
  /** Name of the store that has the content. */
  store: string;
  name: string;
  type: string;
  size: number;
  createdAt: Date;
  /** Root runs that use it. */
  runIds: string[];
}

export interface FileRows {
  /** Null where this person has uploaded too much of late. Not found before `finish`. */
  begin(file: Omit<FileRecord, "createdAt" | "runIds">): Promise<Date | null>;
  finish(id: string): Promise<void>;
  find(ids: string[]): Promise<FileRecord[]>;
  /** Makes files of this person, or of the run, part of the run; answers those it could. */
  use(ids: string[], by: { runId: string; workspaceId: string; userId: string }): Promise<string[]>;
  /** Makes the files of one run part of another one, too. */
  share(fromRunId: string, toRunId: string): Promise<void>;
  /** Looks at some files that are due; from then on nobody can use the `unused` ones. */
  sortOut(): Promise<{ looked: number; unused: { id: string; store: string }[] }>;
  forget(id: string): Promise<void>;
}

export interface FilesPort {
  rows: FileRows;
  stores: Record<string, FileStore>;
  /** The store that new files go to. */
  current: string;
}

/** A schedule as the code has it now. */
export interface AnnouncedSchedule {
  workflow: string;
  name: string;
  timing: Timing;
  missed: Schedule["missed"];
  /** Its first start from now on. */
  nextAt: Date | null;
}

/** A schedule of one workspace. */
export interface ScheduleRecord extends Omit<AnnouncedSchedule, "nextAt"> {
  id: string;
  workspaceId: string;
  enabled: boolean;
  pausedBy: Actor | null;
  /** The oldest start that was not made; null while paused. */
  nextAt: Date | null;
  /** The moment the last start was meant for. */
  lastAt: Date | null;
  /** Null also where that run has been removed. */
  lastRunId: string | null;
  /** Why the last start was not made. */
  error: string | null;
}

export interface ScheduleStore {
  /**
   * Says that `owner` goes by these schedules, and answers whether they are those of the process that started
   * last: the others stand by.
   */
  lead(owner: string, fingerprint: string): Promise<{ leads: boolean; now: Date }>;
  /** Makes the rows of all workspaces agree with the code. A start that is due stays due unless the times changed. */
  sync(announced: AnnouncedSchedule[]): Promise<void>;
  /** Schedules with a start that has come, longest due first. */
  due(limit: number): Promise<(ScheduleRecord & { nextAt: Date; now: Date })[]>;
  /** Goes on from the start that was due; false when somebody else did. */
  advance(id: string, due: Date, to: Advanced): Promise<boolean>;
  /** Those the code has, in the order of workflow and name. */
  list(workspaceId: string): Promise<ScheduleRecord[]>;
  /** With the database's clock; null when the workspace has no such schedule. */
  find(workspaceId: string, id: string): Promise<(ScheduleRecord & { now: Date }) | null>;
  /** False when it was changed since it was read. */
  setEnabled(was: ScheduleRecord, to: { enabled: boolean; by: Actor; nextAt: Date | null }): Promise<boolean>;
}

export interface Advanced {
  nextAt: Date | null;
  /** What became of the start; absent where it was skipped. */
  start?: { at: Date; runId: string } | { at: Date; error: string };
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

export interface TaskStore {
  place(by: Principal, runId: string, contextId: string): Promise<void>;
  contextOf(by: Principal, runId: string): Promise<string | null>;
  list(by: Principal, filter: TaskFilter): Promise<Page<TaskSummary> & { total: number }>;
}

export interface PushStore {
  /** False where the caller has as many for this run as anybody may have. */
  save(by: Principal, runId: string, target: PushTarget): Promise<boolean>;
  list(by: Principal, runId: string): Promise<PushTarget[]>;
  remove(by: Principal, runId: string, id: string): Promise<boolean>;
}

/** Somebody who may not know yet how a task stands. */
export interface DuePush {
  runId: string;
  userId: string;
  workspaceId: string;
  target: PushTarget;
  /** What was told last. */
  told: string;
  /** Number of the run's last event when this was claimed. */
  eventSeq: number;
  /** Tries since the last that worked, this one included. */
  attempts: number;
}

export interface PushDeliveries {
  /** True while anybody wants to be told anything. */
  active(): Promise<boolean>;
  /** Those who are due, of all runs or of these; for 20 seconds nobody else gets them. */
  claim(limit: number, runIds: string[] | null): Promise<DuePush[]>;
  /** It was told, or there was nothing new. */
  settle(push: DuePush, now: { told: string; ended: boolean }): Promise<void>;
  /** Again in so many milliseconds; null gives up. */
  retry(push: DuePush, afterMs: number | null): Promise<void>;
}

export interface Ports {
  door: DoorStore;
  reads: ReadStore;
  chat: ChatPort;
  files: FilesPort;
  registry: Registry;
  processes: ProcessStore;
  effects: EffectRunner;
  announcer: Announcer;
  listenToRun(runId: string, listener: () => void): () => void;
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
