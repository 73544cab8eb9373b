import { createHash } from "node:crypto";

/** What a client sent, with everything that it got back. */
export interface Operation {
  kind: "start" | "decide";
  /** Its idempotency key. */
  key: string;
  path: string;
  body: Record<string, unknown>;
  person: Person;
  /** Of a start: the name of the run. */
  name: string;
  reviewId?: string;
  action?: string;
  comment?: string;
  replies: Reply[];
}

export interface Person {
  id: string;
  name: string;
  token: string;
}

export interface Reply {
  /** 0: the connection ended without one. */
  status: number;
  /** SHA-256 of the body. */
  hash: string;
  /** Of a problem document. */
  code: string | null;
}

/** `unknown`: it may have been carried out or not. */
export type Outcome = "ok" | "fail" | "unknown";

export function outcomeOf({ replies }: Operation): Outcome {
  if (replies.some(isOk)) return "ok";
  return replies.some(isRefusal) ? "fail" : "unknown";
}

export const isOk = ({ status }: Reply) => status >= 200 && status < 300;
export const isRefusal = ({ status }: Reply) => status >= 400 && status < 500;

export const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

/** All operations, and what clients saw of runs on their way. */
export class Ledger {
  readonly operations: Operation[] = [];
  /** By run and number, what was recorded there when somebody looked: it must never change. */
  readonly seen = new Map<string, Map<string, string>>();
  /** Answers to another request under a key that had been used, which must be refused. */
  readonly mismatches: { key: string; reply: Reply }[] = [];

  see(runId: string, what: string, value: unknown): void {
    const of = this.seen.get(runId) ?? new Map<string, string>();
    of.set(what, hashOf(JSON.stringify(value)));
    this.seen.set(runId, of);
  }
}
