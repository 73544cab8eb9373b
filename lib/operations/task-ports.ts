import type { PushTarget, TaskFilter, TaskSummary } from "@/lib/contract/tasks";
import type { Page } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";

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
