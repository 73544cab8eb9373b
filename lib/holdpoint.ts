/** What the composed product offers to pages, route handlers and other doors. */

import type { IdempotencyRequest, StoredResponse } from "@/lib/contract/keep";
import type { Operations } from "@/lib/contract/operations";
import type { PageRequest } from "@/lib/contract/requests";
import type { SignIn } from "@/lib/contract/sign-in";
import type { Tasks } from "@/lib/contract/tasks";
import type { KeptMail, KeptMailSummary, MailChoice, MeView } from "@/lib/views/mail";
import type { Page } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";

/** Says "look again"; never carries state. Returns how to stop listening. */
export interface LiveFeed {
  onRun(runId: string, listener: () => void): () => void;
  /** Text of a visit as it is written, also when another process writes it. */
  onText(runId: string, listener: (frame: { seq: number; text: string }) => void): () => void;
  onWorkspace(workspaceId: string, listener: () => void): () => void;
}

export interface Idempotency {
  /**
   * For what is not one change of one run (`Keep`). The first caller works and its response is kept; everybody else gets
   * that response, byte for byte. Refuses another body under the same key (`idempotency_mismatch`). What was refused or
   * failed is not kept. `resourceId` is the same for every repeat of what failed.
   */
  once(request: IdempotencyRequest, work: (resourceId: string) => Promise<StoredResponse>): Promise<StoredResponse>;
}

/** A review that the request is about is read along where this process does not know it, for an answer to it. */
export interface Identity {
  /** The principal behind a bearer token; null when unknown, expired or revoked. */
  byToken(token: string, reviewId?: string): Promise<Principal | null>;
  /** The principal behind a cookie, in the workspace joined first; null once the session was ended. */
  bySession(session: { userId: string; sessionId: string }, reviewId?: string): Promise<Principal | null>;
  /** In the workspace asked for, else in the one joined first. */
  byUserId(userId: string, workspaceId?: string): Promise<Principal | null>;
  byEmail(email: string): Promise<Principal | null>;
}

/** `out`: the token is revoked or has expired, the session has ended, or the person is no member any more. */
export type Stand = "same" | "changed" | "out";

/**
 * Aborts within two seconds after a caller is out or has other rights; its reason is a `Stand`. Whoever watches says
 * when it is over.
 */
export interface Watch {
  signal: AbortSignal;
  leave(): void;
}

/** Whether callers who stay for longer are still in, with the role and the teams that they came with. */
export interface Standing {
  /** Asks the database now. */
  ask(by: Principal): Promise<Stand>;
  /** `until`: when the session ends by itself. */
  watch(by: Principal, until?: Date | null): Watch;
}

/** `demo` = nobody configured a way to sign in: a few people, one click to be each, loopback only. */
export interface DemoMode {
  people: { id: string; name: string; email: string; role: Principal["role"] }[];
  /** API token of Dana; shown once when it was made rather than given. */
  token: string;
  made: boolean;
}

export interface Health {
  /** All that this process is for works; `web` and `worker` are false for what it is not for. */
  ok: boolean;
  web: boolean;
  worker: boolean;
  database: boolean;
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
  standing: Standing;
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
