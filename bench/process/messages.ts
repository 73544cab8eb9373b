import type { ContenderName, Place } from "../contenders/contender";

/** What the process of a contender is asked to do, one thing at a time. */
export type Task =
  | { kind: "open"; name: ContenderName; place: Place }
  | { kind: "slice"; atOnce: number; ms: number }
  | { kind: "growth"; rounds: readonly number[]; samples: number }
  | { kind: "close" };

export interface SliceResult {
  /** Cycles a second, while all callers were at work. */
  rate: number;
  /** All cycles, also those before and after that. */
  cycles: number;
  /** Milliseconds of each decision. */
  decisions: number[];
  /** CPU milliseconds of the process that does the work, from start to end; NaN where that can't be seen. */
  cpuMs: number;
  /** The same of the process that calls, where it is another one. */
  clientCpuMs: number;
}

/** Milliseconds of the Nth update, as often as it was measured. */
export type GrowthResult = { round: number; ms: number[] }[];

export interface Results {
  open: null;
  slice: SliceResult;
  growth: GrowthResult;
  close: null;
}

export type Reply = { ok: true; result: Results[Task["kind"]] } | { ok: false; error: string };
