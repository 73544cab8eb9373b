import { decided, migrated, rescheduled, resumed, signaled, timePassed } from "./answers";
import { joined } from "./branches";
import { ASK_MS, FORKED, type Happening } from "./happening";
import { isUnderWay, type Model } from "./model";
import { BACKOFF_MS } from "./program";
import { addDraft, closeVisit, end, fail, finish, letGo, openForms, stepAt, walk, work } from "./walk";

/** Processes that may stop in a row over one visit. */
const MOST_TAKEOVERS = 3;

/** The run after an event that counts. */
export function apply(before: Model, happening: Happening): Model {
  const m = structuredClone(before);
  m.revision += 1;
  m.log = [];
  switch (happening.type) {
    case "run.started":
      m.log.push("run.started");
      walk(m, 0);
      break;
    case "run.forked":
      m.log.push("run.forked");
      Object.assign(m, { draft: FORKED.draft, draftCount: FORKED.draft, drafts: { [FORKED.draft]: FORKED.content } });
      walk(m, FORKED.at);
      break;
    case "effect.succeeded":
      succeeded(m, `Text ${before.revision}`);
      break;
    case "effect.failed":
      failed(m, happening.retryable);
      break;
    case "effect.suspended":
      suspended(m, happening.asks);
      break;
    case "lease.claimed":
      claimed(m);
      break;
    case "review.decided":
      decided(m, happening.nth, happening.action, happening.known);
      break;
    case "review.rescheduled":
      rescheduled(m, happening.nth, happening.dueMs);
      break;
    case "time.passed":
      timePassed(m);
      break;
    case "signal.received":
      signaled(m, happening.name, happening.known);
      break;
    case "branch.ended":
      joined(m);
      break;
    case "run.resumed":
      resumed(m);
      break;
    case "run.migrated":
      migrated(m);
      break;
    case "run.canceled":
      leave(m);
      m.log.push("run.canceled");
      end(m, "canceled");
      break;
    case "run.retried": {
      const { seq } = m;
      m.log.push("run.retried");
      m.error = null;
      walk(m, m.at ?? 0);
      Object.assign(m.history[seq] ?? {}, { repeats: seq });
      break;
    }
    case "run.rewound":
      rewound(m, happening.to);
  }
  return m;
}

function succeeded(m: Model, text: string): void {
  const step = stepAt(m);
  if ("draft" in step && step.draft) addDraft(m, text);
  else m.log.push("step.completed");
  finish(m, text);
  walk(m, (m.at ?? 0) + 1);
}

function failed(m: Model, retryable: boolean): void {
  const step = stepAt(m);
  if (!("attempts" in step)) throw new Error("Only effects fail.");
  if (retryable && m.attempt < step.attempts) {
    m.log.push("step.retried");
    work(m, BACKOFF_MS * 2 ** (m.attempt - 1));
    m.attempt += 1;
    return;
  }
  if (!step.onError) return fail(m, "failed");
  m.log.push("step.failed");
  closeVisit(m, "failed");
  walk(m, m.flow.steps.length - 1);
}

function suspended(m: Model, asks: 1 | 2): void {
  const text = "What is asked about";
  if (asks === 2 && m.drafts[m.draft] !== text) addDraft(m, text);
  m.log.push("step.suspended");
  const forms = [
    { key: "a", dueMs: null },
    { key: "b", dueMs: ASK_MS },
  ];
  openForms(m, forms.slice(0, asks));
}

/** A free lease is taken silently; one that ran out is taken over, which is told and counted. */
function claimed(m: Model): void {
  if (m.lease?.owner !== null) {
    m.takeovers += 1;
    if (m.takeovers > MOST_TAKEOVERS) return fail(m, "quarantined");
    m.log.push("step.taken_over");
  }
  take(m, "process-2");
}

export const LEASE_MS = 20_000;

export function take(m: Model, owner: string): void {
  m.epoch += 1;
  m.lease = { owner, until: m.now + LEASE_MS };
}

/** Whatever it does or waits for is over. */
function leave(m: Model): void {
  if (isUnderWay(m) && m.seq > 0) closeVisit(m, "canceled");
  letGo(m);
  m.error = null;
}

function rewound(m: Model, to: number): void {
  const began = m.history[to - 1]?.began;
  if (!began) throw new Error(`There is no visit ${to}.`);
  leave(m);
  m.log.push("run.rewound");
  Object.assign(m, { data: { ...began.data }, draft: began.draft, lease: null });
  walk(m, began.at);
}
