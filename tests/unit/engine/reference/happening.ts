import type { EngineEvent } from "@/lib/engine/events";
import type { Snapshot } from "@/lib/engine/types";
import { ANA, isNews, isUnderWay, type Model } from "./model";

/** What may reach the door, in words that mean the same to the model and to the engine. */
export type Happening = { known: boolean } & (
  | { type: "run.started" | "run.forked" | "time.passed" | "run.resumed" | "run.canceled" | "run.retried" }
  | { type: "effect.succeeded"; of: Result }
  | { type: "effect.failed"; of: Result; retryable: boolean }
  /** One question, or two, of which one has a deadline, about a new draft. */
  | { type: "effect.suspended"; of: Result; asks: 1 | 2 }
  | { type: "lease.claimed" }
  /** The nth of the open reviews; one that is not open where there are fewer. */
  | { type: "review.decided"; nth: number; action: "go" | "back" }
  | { type: "review.rescheduled"; nth: number; dueMs: number | null }
  | { type: "signal.received"; name: string }
  | { type: "branch.ended" | "run.migrated"; visit: Visit }
  | { type: "run.rewound"; to: number }
);

type Visit = "this" | "another";
/** Of which visit, and under which lease. */
type Result = "this" | "another visit" | "another lease";

const RESULTS: Result[] = ["this", "another visit", "another lease"];
const VISITS: Visit[] = ["this", "another"];
export const ASK_MS = 20_000;
/** Where a fork of another run begins. */
export const FORKED = { draft: 2, content: "A draft of another run", at: 0 };

/** Everything that may come in this state, also late, twice and by mistake. */
export function happenings(m: Model): Happening[] {
  const known = true;
  // Until it is in the database nobody can tell it anything.
  const birth: Happening[] = [{ type: "run.started", known }];
  if (m.role === "root") birth.push({ type: "run.forked", known });
  if (m.role === "root" && m.seq === 0) return birth;
  const all: Happening[] = [
    ...birth,
    ...(m.seq === 0 ? [] : ofVisits(m)),
    { type: "time.passed", known },
    ...answers(m),
    ...m.open.slice(0, 2).map((_, nth): Happening => {
      return { type: "review.rescheduled", nth, dueMs: nth === 0 ? 90_000 : null, known };
    }),
    { type: "review.rescheduled", nth: m.open.length, dueMs: null, known },
    ...["one", "two"].map((name): Happening => ({ type: "signal.received", name, known })),
    ...VISITS.flatMap((visit): Happening[] => [
      { type: "branch.ended", visit, known },
      { type: "run.migrated", visit, known },
    ]),
    ...(["run.resumed", "run.canceled", "run.retried"] as const).map((type) => ({ type, known })),
  ];
  const ofEachType = all.filter(({ type }, index) => all.findIndex((one) => one.type === type) === index);
  return [...all, ...[...ofEachType, ...answers(m)].map((one) => ({ ...one, known: false }))];
}

function answers({ open }: Model): Happening[] {
  const given = open.slice(0, 2).flatMap((_, nth): Happening[] => [
    { type: "review.decided", nth, action: "go", known: true },
    { type: "review.decided", nth, action: "back", known: true },
  ]);
  return [...given, { type: "review.decided", nth: open.length, action: "go", known: true }];
}

function ofVisits(m: Model): Happening[] {
  const known = true;
  const results = RESULTS.flatMap((of): Happening[] => [
    { type: "effect.succeeded", of, known },
    { type: "effect.failed", of, retryable: true, known },
    { type: "effect.failed", of, retryable: false, known },
    { type: "effect.suspended", of, asks: 1, known },
    { type: "effect.suspended", of, asks: 2, known },
  ]);
  const first = Math.max(m.since, 1);
  const to = [...new Set([first, m.seq])];
  return [
    ...results,
    { type: "lease.claimed", known },
    ...to.map((seq): Happening => ({ type: "run.rewound", to: seq, known })),
  ];
}

/** The event that the engine is given. */
export function eventOf(happening: Happening, m: Model, { run, openReviews }: Snapshot): EngineEvent {
  const result = (of: Result) => ({
    seq: of === "another visit" ? run.seq - 1 : run.seq,
    epoch: of === "another lease" ? run.leaseEpoch - 1 : run.leaseEpoch,
  });
  switch (happening.type) {
    case "effect.succeeded":
      return { type: "effect.succeeded", ...result(happening.of), output: `Text ${m.revision}`, by: ANA };
    case "effect.failed": {
      const error = { code: "failed", message: "It failed.", retryable: happening.retryable };
      return { type: "effect.failed", ...result(happening.of), error };
    }
    case "effect.suspended": {
      const form = { fields: [], actions: [{ name: "go", label: "Go", requires: [] }] };
      const ask = { title: "Ask", description: "", assignee: null, form, showsDraft: true };
      const asks = [
        { ...ask, key: "a", dueAfterMs: null },
        { ...ask, key: "b", dueAfterMs: ASK_MS },
      ];
      const draft = { content: "What is asked about", by: ANA };
      return {
        type: "effect.suspended",
        ...result(happening.of),
        ...(happening.asks === 2 ? { asks, draft } : { asks: asks.slice(0, 1) }),
      };
    }
    case "lease.claimed":
      return { type: "lease.claimed", owner: "process-2" };
    case "review.decided": {
      const reviewId = openReviews[happening.nth]?.id ?? "closed";
      return { type: "review.decided", reviewId, by: ANA, action: happening.action, values: {} };
    }
    case "review.rescheduled": {
      const reviewId = openReviews[happening.nth]?.id ?? "closed";
      const dueAt = happening.dueMs === null ? null : new Date(m.now + happening.dueMs);
      return { type: "review.rescheduled", reviewId, by: ANA, dueAt };
    }
    case "signal.received":
      return { type: "signal.received", id: `signal-${m.revision}`, name: happening.name, data: m.revision, by: ANA };
    case "branch.ended":
      return { type: "branch.ended", seq: happening.visit === "this" ? run.seq : run.seq - 1 };
    case "run.migrated":
      return { type: "run.migrated", by: ANA, seq: happening.visit === "this" ? run.seq : run.seq - 1 };
    case "run.rewound":
      return { type: "run.rewound", by: ANA, to: checkpoint(m, happening.to) };
    case "run.forked": {
      const { at, draft, content } = FORKED;
      const to = { seq: 1, stepIndex: at, data: {}, draft: draftOf(draft, content) };
      return { type: "run.forked", by: ANA, to, comments: [], replaced: [] };
    }
    case "run.canceled":
      return { type: "run.canceled", by: ANA, reason: "" };
    case "run.retried":
      return { type: "run.retried", by: ANA };
    default:
      return { type: happening.type };
  }
}

const draftOf = (revision: number, content: string) => ({ revision, content, format: "markdown" as const, by: ANA });

function checkpoint({ history, drafts }: Model, seq: number) {
  const began = history[seq - 1]?.began;
  if (!began) throw new Error(`There is no visit ${seq}.`);
  const { at, data, draft } = began;
  return { seq, stepIndex: at, data, draft: draft === 0 ? null : draftOf(draft, drafts[draft] ?? "") };
}

/** What happens around a run: time passes, its branches end, another branch wins. */
export type WorldMove = { to: number } | { branch: number; status: "completed" | "failed" | "canceled" } | "race lost";

export function worldMoves(m: Model): WorldMove[] {
  const moments = [m.lease?.until, m.wakeAt, m.expiresAt, ...m.open.map(({ due }) => due)];
  const later = moments.flatMap((moment) => (moment && moment > m.now ? [{ to: moment }] : []));
  const ends = m.branches.flatMap(({ status }, branch) =>
    status === "running"
      ? (["completed", "completed", "failed", "canceled"] as const).map((end) => ({ branch, status: end }))
      : [],
  );
  const undelivered = m.branches.some(isNews);
  return [
    ...later,
    ...(undelivered ? ends.slice(0, 1) : ends),
    ...(m.role === "racer" && isUnderWay(m) && !m.raceLost ? (["race lost"] as const) : []),
  ];
}
