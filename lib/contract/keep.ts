import type { RunView } from "@/lib/views/views";

/** A request that counts once: whose it is, where it was sent, its Idempotency-Key and what it says. */
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
  /** What was asked for is done, whatever the status says. */
  settled?: boolean;
}

/** The response to a request, as the statement keeps it that makes the request's change. */
export interface KeptResponse extends IdempotencyRequest, StoredResponse {
  /** Stands in `body` for the moment of the change, which the statement puts there. */
  moment: string;
}

/** For an operation that is one change of one run: how its response is kept with that change. */
export interface Keep {
  /** Stands for the moment of the change until the database has said it. */
  readonly moment: Date;
  /** Of the run as the change would leave it. */
  responseTo(run: RunView): KeptResponse;
  /** The change was made at that moment, and its response is kept. */
  made(at: Date): void;
}

/** What is asked for can't be kept with one change: its key is taken, or it makes more than that. */
export class ClaimFirst extends Error {
  constructor() {
    super("The key has to be claimed before the work.");
    this.name = "ClaimFirst";
  }
}

/** By its name, since pages and the server have modules of their own. */
export const isClaimFirst = (error: unknown) => error instanceof Error && error.name === "ClaimFirst";
