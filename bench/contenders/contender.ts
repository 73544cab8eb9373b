/** A run that waits for a person. Each call resolves once the next pause, or the end, is durable. */
export interface Story {
  update(): Promise<void>;
  accept(): Promise<void>;
}

export interface Contender {
  /** Resolves once the first pause is durable. */
  start(): Promise<Story>;
  /** The process that does the work, where it is not the one that calls. */
  serverPid?: number;
  close(): Promise<void>;
}

export interface Place {
  /** A new database of its own. */
  databaseUrl: string;
  /** A folder of its own, removed at the end. */
  folder: string;
}

export type Open = (place: Place) => Promise<Contender>;

/** Connections of each contender: what the product takes by default. */
export const POOL_SIZE = 20;

/** What a person says when asking for an update, to every contender alike. */
export const COMMENT = "Please make it shorter.";

/** In the order of the tables. */
export const CONTENDERS = {
  blind: "the limit's statements without its SELECT",
  limit: "node-postgres, hand-written for this workflow",
  engine: "Holdpoint in process",
  "engine-code": "the same, the draft by a code step in its thread (only when asked for)",
  http: "Holdpoint over HTTP",
  langgraph: "LangGraph.js, Postgres checkpointer, durability exit",
  "langgraph-async": "the same with its default durability",
  dbos: "DBOS",
} as const;

export type ContenderName = keyof typeof CONTENDERS;
export const NAMES = Object.keys(CONTENDERS) as ContenderName[];
/** What is compared when nothing is said. */
export const DEFAULT_NAMES = NAMES.filter((name) => name !== "engine-code");
export const PEERS: readonly ContenderName[] = ["langgraph", "langgraph-async", "dbos"];
