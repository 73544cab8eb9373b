import type { Keep } from "@/lib/contract/keep";
import type {
  AgentChanges,
  AgentDraft,
  BranchFilter,
  DraftsRequest,
  OrderedRequest,
  PageRequest,
  ReviewFilter,
  RunFilter,
  ShownReview,
  StartedRun,
  StepsRequest,
  ThreadNow,
} from "@/lib/contract/requests";
import type { FormValues } from "@/lib/forms/spec";
import type { AgentMatch, AgentView } from "@/lib/views/agents";
import type { ThreadView, TurnView } from "@/lib/views/threads";
import type {
  BranchView,
  CommentView,
  DraftView,
  EventView,
  FileView,
  Json,
  Page,
  ReviewSummary,
  ReviewView,
  RunRights,
  RunSummary,
  RunView,
  ScheduleView,
  StepDetail,
  StepView,
  WorkflowView,
} from "@/lib/views/views";
import type { Actor, Principal } from "@/lib/words/people";

/**
 * Every operation authorizes its caller, and refuses with a `HoldpointError`. One that takes `keep` is one change of one
 * run, and throws `ClaimFirst` where it can't be.
 */
export interface Operations {
  listWorkflows(by: Principal): Promise<WorkflowView[]>;
  startRun(
    by: Principal,
    request: {
      workflow: string;
      input: Json;
      model?: string;
      /** For repeats of one request. */
      runId?: string;
      keep?: Keep;
    },
  ): Promise<RunView>;
  /** Starts a run, or finds the one that was started under this key before in the workspace, whatever its input was. */
  startRunOnce(
    by: Principal,
    request: { workflow: string; input: Json; model?: string; dedupeKey: string; keep?: Keep },
  ): Promise<StartedRun>;
  /**
   * The same from loose input: text for the one required field, or values as HTML inputs send them. `door` is
   * remembered, for `latestRun`; `hops` is how many agents the message that starts it came through.
   */
  startLoosely(
    by: Principal,
    request: {
      workflow: string;
      input: Json;
      model?: string;
      runId?: string;
      door: string;
      hops?: number;
      keep?: Keep;
    },
  ): Promise<RunView>;
  /** The newest run that the caller started at a door. */
  latestRun(by: Principal, door: string): Promise<RunView>;
  getRun(by: Principal, runId: string): Promise<RunView>;
  listRuns(by: Principal, filter: RunFilter): Promise<Page<RunSummary>>;
  /** The workflow of a run, in the run's own version. */
  getRunWorkflow(by: Principal, runId: string): Promise<WorkflowView>;
  /** By visit and place. */
  listBranches(by: Principal, runId: string, filter: BranchFilter): Promise<Page<BranchView>>;
  /** One visit, with what it began with. */
  getStep(by: Principal, runId: string, seq: number): Promise<StepDetail>;
  listSteps(by: Principal, runId: string, page: StepsRequest): Promise<Page<StepView>>;
  listEvents(by: Principal, runId: string, page: OrderedRequest): Promise<Page<EventView>>;
  listDrafts(by: Principal, runId: string, page: DraftsRequest): Promise<Page<DraftView>>;
  listComments(by: Principal, runId: string, page: PageRequest): Promise<Page<CommentView>>;
  getReview(by: Principal, reviewId: string): Promise<ReviewView>;
  listReviews(by: Principal, filter: ReviewFilter): Promise<Page<ReviewSummary>>;
  countOpenReviews(by: Principal): Promise<number>;
  /** Who started each of these runs, by run id. */
  listStarters(by: Principal, runIds: string[]): Promise<Record<string, Actor>>;
  decideReview(
    by: Principal,
    reviewId: string,
    decision: { action: string; values: FormValues; draftRevision?: number },
    keep?: Keep,
  ): Promise<RunView>;
  /** Moves the deadline of an open review into the future, or with null takes it away; for authors and admins. */
  rescheduleReview(by: Principal, reviewId: string, dueAt: Date | null): Promise<ReviewView>;
  /**
   * Answers with an object, a button's name or label, or plain text, as `looseAnswer` reads it. Without
   * `draftRevision` it is about the draft the review shows.
   */
  answerReview(
    by: Principal,
    reviewId: string,
    value: Json,
    options?: { draftRevision?: number; keep?: Keep },
  ): Promise<RunView>;
  /** Remembers what a door just showed the caller; an answer there that names no review is about this. */
  noteShown(by: Principal, shown: { runId: string; door: string; reviews: ShownReview[] }): Promise<void>;
  /** What it showed last; null when it never showed the caller this run. */
  lastShown(by: Principal, where: { runId: string; door: string }): Promise<ShownReview[] | null>;
  /** Who answered last in this run, with what and when, as a sentence; null when nobody has. */
  lastDecision(by: Principal, runId: string): Promise<string | null>;
  /**
   * The next turn of a thread: a run that gets the prompt and sees the earlier turns. The first one begins the
   * thread; without `threadId` the thread has the run's id. Refused with `run_conflict` while a turn is under way:
   * two prompts at once make one run.
   */
  startTurn(
    by: Principal,
    request: {
      prompt: string;
      threadId?: string;
      maxResults?: number /** For repeats of one request. */;
      runId?: string;
    },
  ): Promise<ThreadNow>;
  /** A thread of the caller's, or a run that belongs to nobody's thread, as a thread of that one turn. */
  getThread(by: Principal, threadId: string): Promise<ThreadNow>;
  /** The caller's, the one that was used last first. */
  listThreads(by: Principal, page: PageRequest): Promise<Page<ThreadView>>;
  /** The newest first. */
  listTurns(by: Principal, threadId: string, page: PageRequest): Promise<Page<TurnView>>;
  /** What the caller may do to a run as it is now. */
  runRights(by: Principal, runId: string): Promise<RunRights>;
  /** Ends a run that has not completed; its reviews close. */
  cancelRun(by: Principal, runId: string, reason?: string): Promise<RunView>;
  /** Visits the failed step of a failed run again. The same `requestId` counts once. */
  retryRun(by: Principal, runId: string, requestId?: string): Promise<RunView>;
  /** Makes visit `seq` again, with the data and the draft it began with. */
  rewindRun(
    by: Principal,
    runId: string,
    request: { seq: number /** For repeats of one request. */; requestId?: string },
  ): Promise<RunView>;
  /** Moves a paused or failed run to the newest version of its workflow, which says how (`migrate`). */
  migrateRun(by: Principal, runId: string): Promise<RunView>;
  /** A new run from visit `seq`; `data` replaces outputs by step name. */
  forkRun(
    by: Principal,
    runId: string,
    request: { seq: number; data?: Record<string, Json> /** For repeats of one request. */; runId?: string },
  ): Promise<RunView>;
  /** Tells a run something by name; the same `id` counts once, and what comes before its wait is kept. */
  signalRun(by: Principal, runId: string, signal: { name: string; id?: string; data: Json }): Promise<RunView>;
  /** Keeps what comes in; `size` is how many bytes will come. */
  uploadFile(
    by: Principal,
    upload: { name: string; type: string; size: number },
    content: AsyncIterable<Uint8Array>,
  ): Promise<FileView>;
  readFile(by: Principal, fileId: string): Promise<{ file: FileView; content: AsyncIterable<Uint8Array> }>;
  /** What starts by itself in the workspace, in the order of workflow and name. */
  listSchedules(by: Principal): Promise<ScheduleView[]>;
  /** Pauses a schedule, or lets it go on with its next start from now. For authors and admins. */
  setScheduleEnabled(by: Principal, scheduleId: string, enabled: boolean): Promise<ScheduleView>;
  /** By name. All members see the directory; authors and admins change it. */
  listAgents(by: Principal, filter: PageRequest & { enabled?: boolean }): Promise<Page<AgentView>>;
  getAgent(by: Principal, agentId: string): Promise<AgentView>;
  /** Best first, at most `limit`; only enabled ones unless `disabled` asks for all. */
  searchAgents(
    by: Principal,
    search: { query: string; capabilities?: string[]; disabled?: boolean; limit: number },
  ): Promise<AgentMatch[]>;
  addAgent(by: Principal, draft: AgentDraft): Promise<AgentView>;
  editAgent(by: Principal, agentId: string, changes: AgentChanges): Promise<AgentView>;
  /** Asks the agent whether it works; the answer has what came of it as its `health`. */
  testAgent(by: Principal, agentId: string): Promise<AgentView>;
  /** Answers what was removed. */
  removeAgent(by: Principal, agentId: string): Promise<AgentView>;
  /** Holds until the run waits for a person or has ended, or until the time is up or the signal aborts. */
  waitForRun(by: Principal, runId: string, options: { timeoutMs: number; signal?: AbortSignal }): Promise<RunView>;
  /** False where visit `seq` of a run is behind a curtain for the caller. */
  maySeeVisit(by: Principal, runId: string, seq: number): Promise<boolean>;
  /** Text of the visit being written now; null when none is. */
  getLiveText(by: Principal, runId: string): Promise<{ seq: number; text: string } | null>;
}
