import type { PageRequest } from "@/lib/contract/requests";
import type { AgentView } from "@/lib/views/agents";
import type { Page } from "@/lib/views/views";
import type { Asked, Candidate } from "./rank-agents";

/** An entry as it is written; the rest is the store's. */
export type NewAgent = Omit<AgentView, "health" | "createdAt" | "updatedAt"> & { workspaceId: string };

/** What is to be another; `health: null` forgets what the last check said. */
export type AgentEdit = Partial<Omit<NewAgent, "id" | "workspaceId" | "kind" | "createdBy">> & { health?: null };

export interface AgentSearch {
  /** What is to be done, in anybody's words. */
  query: string;
  capabilities?: string[];
  /** Those that are disabled, too. */
  disabled?: boolean;
}

/** Each method sees one workspace. */
export interface AgentRows {
  /** By name. */
  list(workspaceId: string, filter: PageRequest & { enabled?: boolean }): Promise<Page<AgentView>>;
  get(workspaceId: string, id: string): Promise<AgentView | null>;
  named(workspaceId: string, name: string): Promise<AgentView | null>;
  /** `taken` when another one has the name. */
  add(agent: NewAgent): Promise<AgentView | "taken">;
  /** Null when it is gone. */
  edit(workspaceId: string, id: string, changes: AgentEdit): Promise<AgentView | "taken" | null>;
  remove(workspaceId: string, id: string): Promise<boolean>;
  /** Changes nothing where the settings that were checked are not there any more. */
  noteHealth(checked: AgentView, health: { ok: boolean; message: string }): Promise<void>;
  /** Those that have any of the words, but for the ignored stems. */
  search(
    workspaceId: string,
    search: AgentSearch,
    ignored: readonly string[],
  ): Promise<{ asked: Asked; candidates: Candidate[] }>;
  /** Makes deliveries of the checks of A2A agents whose last one is so long ago; answers whether there were any. */
  makeChecks(afterMs: number, limit: number): Promise<boolean>;
}

interface Visit {
  runId: string;
  seq: number;
}

/** Where to cancel it. */
export interface UnwantedTask {
  cardUrl: string;
  secret: string | null;
  taskId: string;
}

/** Tasks of agents elsewhere that have not ended, each under the visit that began it. */
export interface RemoteTasks {
  note(
    visit: Visit & { workspaceId: string },
    place: { cardUrl: string; secret: string | null },
    taskId: string,
  ): Promise<void>;
  forget(visit: Visit): Promise<void>;
  /** Makes deliveries of the cancels of those whose run is over without them; answers whether there were any. */
  giveUp(): Promise<boolean>;
}

export interface AgentsPort {
  rows: AgentRows;
  /** Names of those in `assistants/`. */
  assistants: readonly string[];
  /** Why nobody is to be asked at an address; null where it may be tried. */
  refusesAddress(url: string): Promise<string | null>;
  /** Asks the model once, or fetches the card. Never rejects. */
  check(agent: AgentView): Promise<{ ok: boolean; message: string }>;
}
