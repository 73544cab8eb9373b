/** What a test and the process it kills say to each other. */

/** The n-th time a named point is passed, from 1; of the name `any`, the n-th point whatever it is. */
export interface Point {
  name: string;
  nth: number;
}

export type Order = { type: "arm"; at: Point | null } | { type: "trace" } | { type: "keep" };

export type Report =
  | { type: "ready"; port: number }
  | { type: "armed" }
  | { type: "trace"; points: Point[] }
  | { type: "kept" };
