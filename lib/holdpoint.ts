/** What the composed product offers to pages, route handlers and other doors. */
import type { FormValues } from "@/lib/forms/spec";
import type { AgentMatch, AgentView } from "@/lib/views/agents";
import type { KeptMail, KeptMailSummary, MailChoice, MeView } from "@/lib/views/mail";
import type { Actor, Principal } from "@/lib/views/people";
import type { ThreadView, TurnView } from "@/lib/views/threads";
import type {
  BranchView,
  CommentView,
  DraftView,
  EventView,
  FileView,
  Json,
  Page,
  ReviewStatus,
  ReviewSummary,
  ReviewView,
  RunStatus,
  RunSummary,
  RunView,
  ScheduleView,
  StepDetail,
  StepView,
  WorkflowView,
} from "@/lib/views/views";

export interface PageRequest {
  /** 1 to 200. */
  limit: number;
  cursor?: string;
}

export interface OrderedRequest extends PageRequest {
  /** Newest first; without it oldest first. */
  newestFirst?: boolean;
}

export interface StepsRequest extends OrderedRequest {
  /** Without input and output, which are null then: they can be long. `getStep` has them. */
  withoutData?: boolean;
}

export interface DraftsRequest extends OrderedRequest {
  /** None after this revision. */
  upTo?: number;
}

export interface RunFilter extends PageRequest {
  status?: RunStatus;
  workflow?: string;
  /** Without the runs that are branches of others. */
  rootsOnly?: boolean;
}

export interface BranchFilter extends PageRequest {
  /** Of this visit only. */
  seq?: number;
}

export interface ReviewFilter extends OrderedRequest {
  status?: ReviewStatus;
  /** With the text of the drafts they show; lists for people do without. */
  drafts?: boolean;
}

export interface StartedRun {
  run: RunView;
  /** False where the run was there before. */
  created: boolean;
}

/** An open review as a door showed it, under the name the caller answers it by. */
export interface ShownReview {
  requestId: string;
  reviewId: string;
}

/** An entry of the agent directory as somebody writes it; what does not belong to its kind is left out or null. */
export interface AgentDraft
  extends Pick<AgentView, "name" | "kind">,
    Partial<Omit<AgentView, "id" | "name" | "kind" | "health" | "createdBy" | "createdAt" | "updatedAt">> {
  /** For repeats of one request. */
  id?: string;
}

export type AgentChanges = Partial<Omit<AgentDraft, "id" | "kind">>;

/** What a door showed somebody last, and for how many milliseconds it was shown by then. */
export interface Shown {
  reviews: ShownReview[];
  forMs: number;
}

/** A thread with the run of its last turn. */
export interface ThreadNow {
  /** As its user knows it. */
  threadId: string;
  run: RunView;
  /** What the chat showed the caller of this run last; null when it showed nothing yet. */
  shown: Shown | null;
  /** Says "look again" for the thread as `LiveFeed.onRun` does for a run. */
  feedId: string;
}

/** Every operation authorizes its caller, and refuses with a `HoldpointError`. */
export interface Operations {
  listWorkflows(by: Principal): Promise<WorkflowView[]>;
  startRun(
    by: Principal,
    request: { workflow: string; input: Json; model?: string /** For repeats of one request. */; runId?: string },
  ): Promise<RunView>;
  /** Starts a run, or finds the one that was started under this key before in the workspace, whatever its input was. */
  startRunOnce(
    by: Principal,
    request: { workflow: string; input: Json; model?: string; dedupeKey: string },
  ): Promise<StartedRun>;
  /**
   * The same from loose input: text for the one required field, or values as HTML inputs send them. `door` is
   * remembered, for `latestRun`.
   */
  startLoosely(
    by: Principal,
    request: { workflow: string; input: Json; model?: string; runId?: string; door: string },
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
  ): Promise<RunView>;
  /** Moves the deadline of an open review into the future, or with null takes it away; for authors and admins. */
  rescheduleReview(by: Principal, reviewId: string, dueAt: Date | null): Promise<ReviewView>;
  /**
   * Answers with an object, a button's name or label, or plain text, as `looseAnswer` reads it. Without
   * `draftRevision` it is about the draft the review shows.
   */
  answerReview(by: Principal, reviewId: string, value: Json, options?: { draftRevision?: number }): Promise<RunView>;
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
  /** Text of the visit being written now; null when none is. */
  getLiveText(by: Principal, runId: string): Promise<{ seq: number; text: string } | null>;
}

export type TaskState = "working" | "input_required" | "completed" | "failed" | "canceled";

export interface TaskSummary {
  /** The run's. */
  id: string;
  contextId: string;
  workflow: string;
  state: TaskState;
  /** Null unless completed. */
  output: Json;
  updatedAt: string;
}

export interface TaskFilter extends PageRequest {
  contextId?: string;
  state?: TaskState;
  changedSince?: Date;
}

/** Where somebody wants to be told how a task goes on. */
export interface PushTarget {
  id: string;
  url: string;
  /** Sent along as it is; empty for none. */
  token: string;
  /** For `Authorization`; both empty for none. */
  authScheme: string;
  credentials: string;
  /** Of the protocol it was asked for in. */
  wireVersion: "1.0" | "0.3";
}

/** Runs as programs of other people know them: tasks, in contexts that each caller names for themselves. */
export interface Tasks {
  /** Puts a run into one of the caller's contexts; where it is in one already, it stays there. */
  place(by: Principal, runId: string, contextId: string): Promise<void>;
  /** The caller's context of a run; the run's own id where it was never placed. */
  contextOf(by: Principal, runId: string): Promise<string>;
  /** Tasks the caller has placed, last changed first; of more than 10,000 the newest. */
  list(by: Principal, filter: TaskFilter): Promise<Page<TaskSummary> & { total: number }>;
  /** Refuses what must not or can't be told; changes nothing. */
  checkPush(target: PushTarget): Promise<void>;
  /** Adds a target, or replaces the one with this id. Targets are seen by whoever added them. */
  savePush(by: Principal, runId: string, target: PushTarget): Promise<void>;
  listPush(by: Principal, runId: string): Promise<PushTarget[]>;
  /** False when there was none. */
  removePush(by: Principal, runId: string, id: string): Promise<boolean>;
}

/** Says "look again"; never carries state. Returns how to stop listening. */
export interface LiveFeed {
  onRun(runId: string, listener: () => void): () => void;
  /** Text of a visit as it is written, also when another process writes it. */
  onText(runId: string, listener: (frame: { seq: number; text: string }) => void): () => void;
  onWorkspace(workspaceId: string, listener: () => void): () => void;
}

export interface IdempotencyRequest {
  principal: string;
  path: string;
  key: string;
  bodyHash: string;
}

export interface StoredResponse {
  status: number;
  contentType: string;
  body: string;
}

export interface Idempotency {
  /**
   * The first caller works and its response is kept; everybody else gets that response, byte for byte.
   * Refuses another body under the same key (`idempotency_mismatch`). Responses of 500 and above are not kept.
   * `resourceId` is the same for every repeat.
   */
  once(request: IdempotencyRequest, work: (resourceId: string) => Promise<StoredResponse>): Promise<StoredResponse>;
}

export interface Identity {
  /** The principal behind a bearer token; null when unknown, expired or revoked. */
  byToken(token: string): Promise<Principal | null>;
  /** In the workspace asked for, else in the one joined first. */
  byUserId(userId: string, workspaceId?: string): Promise<Principal | null>;
  byEmail(email: string): Promise<Principal | null>;
}

/** `demo` = nobody configured a way to sign in: three people, one click to be each, loopback only. */
export interface DemoMode {
  people: { name: string; email: string; role: Principal["role"] }[];
  /** API token of Dana; shown once when it was made rather than given. */
  token: string;
  made: boolean;
}

export interface Health {
  ok: boolean;
  web: boolean;
  worker: boolean;
  database: boolean;
}

/** How people who are no demo sign in; none of them in the demo. */
export interface SignInSettings {
  /** By a link that is mailed to them. */
  mail: boolean;
  github: { id: string; secret: string } | null;
  oidc: OidcSettings | null;
  /** Addresses of people who are made admins at the start. */
  admins: string[];
  /** Whoever has an address of these may join as a reviewer. */
  joinDomains: string[];
}

export interface OidcSettings {
  /** Without a slash at the end. */
  issuer: string;
  id: string;
  secret: string;
  /** "Continue with …" */
  name: string;
  /** The issuer vouches for every address, without saying so each time. */
  trustEmail: boolean;
}

/** Addresses are in lower case. */
export interface SignInStore {
  /** True for who could come in, unless they have asked too often of late. */
  mayAskForLink(email: string): Promise<boolean>;
  /** True for members, and for those who may join: they have joined then. The address must have been verified. */
  admit(email: string, name?: string | null): Promise<boolean>;
  /** Keeps the hash of a link's secret. */
  saveToken(token: { hash: string; email: string; expiresAt: Date }): Promise<void>;
  /** Whose it was, once: a second time there is none. */
  useToken(hash: string): Promise<{ email: string; expiresAt: Date } | null>;
}

export interface SignIn extends SignInSettings, SignInStore {
  /** Mails a link in the background. */
  sendLink(to: { email: string; link: string; id: string; minutes: number }): void;
}

/** Mails as they would have been sent. */
export interface Outbox {
  /** Newest first. */
  list(by: Principal, page: PageRequest): Promise<Page<KeptMailSummary>>;
  get(by: Principal, id: string): Promise<KeptMail>;
}

/** What people choose for themselves. */
export interface Accounts {
  read(by: Principal): Promise<MeView>;
  chooseMail(by: Principal, mail: MailChoice): Promise<MeView>;
}

export interface Settings {
  publicUrl: string;
  secret: string;
  /** Sustained requests a second per token or user; 0 is off. */
  rateLimit: number;
  /** Names of those in `assistants/`. */
  assistants: string[];
  /** What a message without a workflow starts; null: the first that one text can start. */
  agentWorkflow: string | null;
}

export interface Holdpoint {
  operations: Operations;
  tasks: Tasks;
  live: LiveFeed;
  idempotency: Idempotency;
  identity: Identity;
  demo: DemoMode | null;
  signIn: SignIn;
  /** In the demo without a mail server; else null. */
  outbox: Outbox | null;
  accounts: Accounts;
  settings: Settings;
  health(): Promise<Health>;
  /** Takes up work: the worker and its sweep. */
  start(): Promise<void>;
  stop(): Promise<void>;
}
