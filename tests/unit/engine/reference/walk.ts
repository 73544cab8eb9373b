import { nameOf } from "./flow";
import type { Model, OpenForm, Visit } from "./model";

/** So many steps in a row without a wait are a loop its author did not mean. */
const LONGEST_WALK = 1_000;

export const nameAt = (m: Model, at = m.at) => nameOf(m.flow, at ?? 0, m.version);
export const stepAt = ({ flow, at }: Model) => flow.steps[at ?? 0] ?? { kind: "end" as const };
const currentVisit = ({ history, seq }: Model) => history[seq - 1] as Visit;

/** Visits one step after the other, until one waits or works or the run has ended. */
export function walk(m: Model, from: number): void {
  let next: number | null = from;
  for (let steps = 0; next !== null; steps++) {
    if (steps === LONGEST_WALK) return fail(m, "endless_loop");
    next = visit(m, next);
  }
}

/** Answers where to go on at once, or null. */
function visit(m: Model, at: number): number | null {
  begin(m, at);
  const step = stepAt(m);
  const name = nameAt(m);
  switch (step.kind) {
    case "set":
      if (step.does === "throw") {
        fail(m, "workflow_error");
        return null;
      }
      if (step.does === "draft") addDraft(m, name);
      finish(m, name);
      return step.does === "loop" ? at : at + 1;
    case "branch": {
      const back = m.visits[name] === 1;
      finish(m, back ? "back" : "on");
      return back ? step.back : at + 1;
    }
    case "end":
      m.output = Object.keys(m.data).length;
      finish(m, m.output);
      end(m, "completed");
      m.log.push("run.completed");
      return null;
    case "form": {
      const keys = step.keys ?? [name];
      if (keys.length === 0) {
        finish(m, {});
        return at + 1;
      }
      openForms(
        m,
        keys.map((key) => ({ key, dueMs: step.dueMs })),
      );
      if (step.keys) m.data[name] = {};
      return null;
    }
    case "timer":
      wait(m, m.now + step.ms, null);
      m.log.push("timer.set");
      return null;
    case "signal": {
      const oldest = m.kept.findIndex((signal) => signal.name === step.signal);
      if (oldest >= 0) {
        finish(m, m.kept.splice(oldest, 1)[0]?.data ?? null);
        return at + 1;
      }
      wait(m, null, m.flow.expireMs);
      m.log.push("signal.awaited");
      return null;
    }
    case "each":
    case "parallel":
    case "race":
    case "workflow": {
      if (step.keys.length === 0 && step.kind === "race") {
        fail(m, "no_branches");
        return null;
      }
      if (step.keys.length === 0) {
        finish(m, step.kind === "each" ? [] : step.kind === "workflow" ? null : {});
        return at + 1;
      }
      wait(m, null, null);
      m.branches = step.keys.map((key) => ({ key, status: "pending", delivered: false }));
      startBranches(m, step.concurrency);
      m.log.push("branches.started");
      return null;
    }
    default:
      work(m, 0);
      m.log.push("step.started");
      return null;
  }
}

export function begin(m: Model, at: number): void {
  const name = nameAt(m, at);
  m.seq += 1;
  m.at = at;
  m.visits[name] = (m.visits[name] ?? 0) + 1;
  Object.assign(m, { attempt: 1, takeovers: 0, wakeAt: null, expiresAt: null, held: null, branches: [] });
  m.history.push({ name, status: "open", repeats: null, began: { at, data: { ...m.data }, draft: m.draft } });
}

export function addDraft(m: Model, text: string): void {
  m.draftCount += 1;
  m.draft = m.draftCount;
  m.drafts[m.draft] = text;
  m.log.push("draft.written");
}

/** The visit is over, and its output is the step's latest. */
export function finish(m: Model, output: Model["output"]): void {
  m.data[nameAt(m)] = output;
  closeVisit(m, "completed");
}

export function closeVisit(m: Model, status: string): void {
  currentVisit(m).status = status;
}

function wait(m: Model, wakeAt: number | null, expireMs: number | null): void {
  Object.assign(m, { status: "waiting", wakeAt, lease: null });
  m.expiresAt = expireMs === null ? null : m.now + expireMs;
  closeVisit(m, "waiting");
}

/** An effect is due, for whoever takes it. */
export function work(m: Model, afterMs: number): void {
  Object.assign(m, { status: "running", lease: { owner: null, until: m.now + afterMs } });
  closeVisit(m, "running");
}

export function openForms(m: Model, forms: { key: string; dueMs: number | null }[]): void {
  for (const { key, dueMs } of forms) {
    m.open.push({ key, due: dueMs === null ? null : m.now + dueMs, draft: m.draft === 0 ? null : m.draft });
    m.log.push("review.opened");
  }
  wait(m, firstDue(m.open), m.flow.expireMs);
}

export function firstDue(open: OpenForm[]): number | null {
  const due = open.flatMap((form) => form.due ?? []);
  return due.length > 0 ? Math.min(...due) : null;
}

/** As many as there are places. */
export function startBranches({ branches }: Model, places: number): void {
  const underWay = branches.filter(({ status }) => status === "running").length;
  const next = branches.filter(({ status }) => status === "pending").slice(0, Math.max(places - underWay, 0));
  for (const branch of next) branch.status = "running";
}

/** Nobody needs what its reviews and branches would bring. */
export function letGo(m: Model): void {
  m.open = [];
  m.unwanted.push(...m.branches.filter(({ status }) => status === "running").map(({ key }) => key));
  m.branches = [];
}

export function fail(m: Model, code: string): void {
  letGo(m);
  closeVisit(m, "failed");
  m.error = code;
  end(m, "failed");
  m.log.push("run.failed");
}

export function end(m: Model, status: "completed" | "failed" | "canceled"): void {
  Object.assign(m, { status, wakeAt: null, expiresAt: null, held: null, lease: null, branches: [] });
  if (m.role !== "root") m.told.push(status);
  if (status !== "failed") m.at = null;
}
