import fc from "fast-check";

export const EFFECTS = ["prompt", "http", "code", "agent", "agents"] as const;
export const JOINS = ["each", "parallel", "race", "workflow"] as const;

/** A workflow as data. Steps lead to the one after them; what goes wrong or comes too late leads to the last. */
export interface Flow {
  steps: FlowStep[];
  expireMs: number | null;
  /** How its second version differs. */
  later: "same" | "other forms" | "other names" | "no such steps";
}

export type FlowStep =
  | { kind: "set"; does: "give" | "draft" | "throw" | "loop" }
  /** Leads to step `back` at its first visit. */
  | { kind: "branch"; back: number }
  /** Of several reviews with `keys`. The button `go` leads on, `back` to that step. */
  | { kind: "form"; keys: string[] | null; dueMs: number | null; onDeadline: "action" | "target"; back: number }
  | { kind: "timer"; ms: number }
  | { kind: "signal"; signal: string }
  | { kind: (typeof EFFECTS)[number]; attempts: number; onError: boolean; draft: boolean }
  | { kind: (typeof JOINS)[number]; keys: string[]; concurrency: number; combine: boolean; onError: boolean }
  | { kind: "end" };

const step = (index: number): fc.Arbitrary<FlowStep> => {
  const back = fc.nat(index);
  const one = fc.constant;
  return fc.oneof(
    { weight: 2, arbitrary: fc.record({ kind: one("set"), does: fc.constantFrom("give", "draft", "throw") }) },
    { weight: 2, arbitrary: fc.record({ kind: one("branch"), back }) },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: one("form"),
        keys: fc.constantFrom(null, [], ["ann"], ["ann", "ben", "cy"]),
        dueMs: fc.constantFrom(null, 10_000, 60_000),
        onDeadline: fc.constantFrom("action", "target"),
        back,
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: one("timer"), ms: one(30_000) }) },
    { weight: 2, arbitrary: fc.record({ kind: one("signal"), signal: fc.constantFrom("one", "two") }) },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constantFrom(...EFFECTS),
        attempts: fc.constantFrom(1, 3),
        onError: fc.boolean(),
        draft: fc.boolean(),
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constantFrom(...JOINS),
        keys: fc.constantFrom([], ["x"], ["x", "y"], ["x", "y", "z"]),
        concurrency: fc.constantFrom(1, 2, 9),
        combine: fc.boolean(),
        onError: fc.boolean(),
      }),
    },
  ) as fc.Arbitrary<FlowStep>;
};

export const flows: fc.Arbitrary<Flow> = fc.record({
  steps: fc
    .integer({ min: 1, max: 4 })
    .chain((length) => fc.tuple(...Array.from({ length }, (_, index) => step(index))))
    .map((steps): FlowStep[] => [...steps, { kind: "end" }]),
  expireMs: fc.constantFrom(null, 40_000),
  later: fc.constantFrom("same", "other forms", "other names", "no such steps"),
});

/** A loop that its author did not mean. */
export const LOOP: Flow = {
  steps: [{ kind: "signal", signal: "one" }, { kind: "set", does: "loop" }, { kind: "end" }],
  expireMs: null,
  later: "same",
};

/** The name of a step in a version. */
export function nameOf({ steps, later }: Flow, index: number, version: number): string {
  const name = `${steps[index]?.kind}-${index}`;
  if (version === 1 || later === "same" || later === "other forms") return name;
  return later === "other names" ? `new-${name}` : `other-${name}`;
}
