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
  /** Makes deliveries for those who may not know how their task stands, of all runs or of these; answers whether there were any. */
  make(runIds: string[] | null): Promise<boolean>;
}
