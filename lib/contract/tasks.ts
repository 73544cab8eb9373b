import type { PageRequest } from "@/lib/contract/requests";
import type { Json, Page } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";

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
