/** Something to be sent or done later or elsewhere, which this process has taken for a while. */
export interface Delivery<Matter = unknown> {
  id: string;
  kind: string;
  workspaceId: string;
  /** Counts this attempt: what comes of an earlier one changes nothing. */
  attempts: number;
  /** Others of its key wait until it is settled. */
  keyed: boolean;
  /** All that its kind needs: what it was made with, or what is true now; null where that is gone. */
  matter: Matter;
}

/** `done` leaves no row; what else became of one is kept for a month. */
export interface Outcome {
  status: "done" | "sent" | "kept" | "dropped";
  /** For its kind's own rows; of what is kept, its content. */
  note?: object;
}

/** How one kind of delivery is made and sent. */
export interface Kind<Matter = unknown> {
  /** In one process. */
  atOnce: number;
  /** Nobody else takes one that is being sent for so long. */
  leaseMs: number;
  /** After so many it is given up. */
  attempts: number;
  /** Between two attempts. */
  longestWaitMs: number;
  /** Turns what there is to be told into deliveries; `isAny`: a look has found some. Answers whether it made one. */
  make?(isAny: boolean): Promise<boolean>;
  /** Rejects where it should be tried again; never again where the error says that it is `final`. */
  deliver(delivery: Delivery<Matter>, signal: AbortSignal): Promise<Outcome>;
  /** The process stops: what is under way is cut off. */
  close?(): void;
}

/** How many of a kind may be taken now, and for how long. */
export interface Room {
  kind: string;
  size: number;
  leaseMs: number;
}

export interface DeliveryStore {
  /** Whether any of these kinds are due, and of which kinds there is something to make, in one statement: at rest it is the only one. */
  look(kinds: string[]): Promise<{ due: boolean; kinds: Record<string, boolean> }>;
  /** Takes what is due, longest due first, each with its matter. */
  claim(room: Room[]): Promise<Delivery[]>;
  settle(delivery: Delivery, outcome: Outcome | { status: "failed"; error: string }): Promise<void>;
  /** Tries again after so many milliseconds. */
  postpone(delivery: Delivery, error: string, afterMs: number): Promise<void>;
}
