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
  /** A2A agents whose last check is so long ago; nobody else gets them for as long. */
  takeDue(afterMs: number, limit: number): Promise<{ id: string; workspaceId: string }[]>;
}

interface Visit {
  runId: string;
  seq: number;
}

export interface UnwantedTask extends Visit {
  cardUrl: string;
  secret: string | null;
  taskId: string;
  /** It is not tried again. */
  last: boolean;
}

/** Tasks of agents elsewhere that have not ended, each under the visit that began it. */
export interface RemoteTasks {
  note(
    visit: Visit & { workspaceId: string },
    place: { cardUrl: string; secret: string | null },
    taskId: string,
  ): Promise<void>;
  forget(visit: Visit): Promise<void>;
  /** Those whose run is over without them; for a while nobody else gets them. */
  claimUnwanted(limit: number): Promise<UnwantedTask[]>;
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
