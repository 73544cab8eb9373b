import { nameOf } from "./flow";
import { ANA, type Answered, ENGINE, isDue, type Model } from "./model";
import { begin, closeVisit, fail, finish, firstDue, nameAt, openForms, stepAt, walk, work } from "./walk";

/** Answers, signals and deadlines: what people, other programs and the clock do to a run that waits. */
export function decided(m: Model, nth: number, action: string, known: boolean): void {
  const [form] = m.open.splice(nth, 1);
  const answer = answered(m, form?.key ?? "", action, ANA);
  m.log.push("review.decided");
  if (known) return goOn(m, [answer], "decided");
  m.held = [...(m.held ?? []), answer];
  m.wakeAt = firstDue(m.open);
  if (m.open.length === 0) m.expiresAt = null;
}

const answered = ({ now }: Model, key: string, action: string, by: Answered["decision"]["by"]): Answered => ({
  key,
  decision: { action, values: {}, by: { ...by }, at: new Date(now).toISOString() },
});

/** A form goes where its button leads when it was the only one, else on when all are in; other steps work on. */
function goOn(m: Model, answers: Answered[], why: "decided" | "expired"): void {
  const step = stepAt(m);
  const [only] = answers;
  if (step.kind === "form" && step.keys === null && only) {
    finish(m, only.decision);
    const late = why === "expired" && step.onDeadline === "target";
    if (late) return walk(m, m.flow.steps.length - 1);
    return walk(m, only.decision.action === "back" ? step.back : (m.at ?? 0) + 1);
  }
  if (step.kind === "form") {
    const name = nameAt(m);
    m.data[name] = {
      ...(m.data[name] as object),
      ...Object.fromEntries(answers.map(({ key, decision }) => [key, decision])),
    };
  }
  m.wakeAt = firstDue(m.open);
  if (m.open.length > 0) return;
  if (step.kind === "form") {
    finish(m, m.data[nameAt(m)] ?? null);
    return walk(m, (m.at ?? 0) + 1);
  }
  m.log.push("step.resumed");
  Object.assign(m, { attempt: 1, takeovers: 0, wakeAt: null, expiresAt: null });
  work(m, 0);
}

export function rescheduled(m: Model, nth: number, dueMs: number | null): void {
  const form = m.open[nth];
  if (form) form.due = dueMs === null ? null : m.now + dueMs;
  m.wakeAt = firstDue(m.open);
  m.log.push("review.rescheduled");
}

/** A timer or deadline that comes first counts first, whenever somebody looks. */
export function timePassed(m: Model): void {
  const { wakeAt, expiresAt } = m;
  const wokeFirst = wakeAt !== null && expiresAt !== null && wakeAt <= expiresAt;
  if (isDue(expiresAt, m) && !wokeFirst) return fail(m, "expired");
  const step = stepAt(m);
  if (step.kind === "timer") {
    m.log.push("timer.fired");
    finish(m, new Date(m.now).toISOString());
    return walk(m, (m.at ?? 0) + 1);
  }
  const action = step.kind !== "form" ? "expired" : step.onDeadline === "action" ? "back" : "expired";
  for (const { key } of m.open.filter(({ due }) => isDue(due, m))) {
    m.open = m.open.filter((form) => form.key !== key);
    m.log.push("review.expired");
    goOn(m, [answered(m, key, action, ENGINE)], "expired");
  }
}

export function signaled(m: Model, name: string, known: boolean): void {
  const step = stepAt(m);
  const signal = { name, data: m.revision - 1 };
  m.log.push("signal.received");
  const awaited = m.status === "waiting" && step.kind === "signal" && step.signal === name;
  if (known && awaited && m.held === null) {
    finish(m, signal.data);
    return walk(m, (m.at ?? 0) + 1);
  }
  m.kept.push(signal);
  if (!known && m.status === "waiting") m.held ??= [];
}

/** What came while nobody knew the version counts as if it came now. */
export function resumed(m: Model): void {
  const answers = m.held ?? [];
  m.held = null;
  m.log.push("run.resumed");
  const step = stepAt(m);
  if (step.kind !== "signal") {
    if (answers.length > 0) goOn(m, answers, "decided");
    return;
  }
  const oldest = m.kept.findIndex(({ name }) => name === step.signal);
  if (oldest < 0) return;
  finish(m, m.kept.splice(oldest, 1)[0]?.data ?? null);
  walk(m, (m.at ?? 0) + 1);
}

/** The run goes on at the same step of the newer version; a form that asks otherwise asks anew. */
export function migrated(m: Model): void {
  m.version = 2;
  m.since = m.seq;
  m.log.push("run.migrated");
  if (m.seq === 0) return;
  const { flow } = m;
  const renamed = Object.fromEntries(flow.steps.map((_, at) => [nameOf(flow, at, 1), nameOf(flow, at, 2)]));
  const rename = <T>(record: Record<string, T>) =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [renamed[name] ?? name, value]));
  m.data = rename(m.data);
  m.visits = rename(m.visits);
  const step = stepAt(m);
  if (step.kind === "form" && m.status === "waiting" && flow.later === "other forms" && m.open.length > 0)
    return askAnew(m);
  const visit = m.history.at(-1);
  if (visit) Object.assign(visit, { name: nameAt(m), began: { at: m.at, data: { ...m.data }, draft: m.draft } });
  if (step.kind === "signal" && m.status === "waiting" && m.kept.length > 0) m.held ??= [];
  if (m.status !== "running") return;
  m.epoch += 1;
  work(m, 0);
}

/** Those who have not answered are asked again; answers that are there count as given. */
function askAnew(m: Model): void {
  const name = nameAt(m);
  const step = stepAt(m);
  if (step.kind !== "form") return;
  const asked = m.open.map(({ key }) => (step.keys === null ? name : key));
  if (step.keys) {
    const answers = (m.held ?? []).map(({ key, decision }) => [key, decision]);
    m.data[name] = { ...(m.data[name] as object), ...Object.fromEntries(answers) };
  }
  closeVisit(m, "canceled");
  m.open = [];
  m.visits[name] = (m.visits[name] ?? 1) - 1;
  begin(m, m.at ?? 0);
  m.since = m.seq;
  openForms(
    m,
    asked.map((key) => ({ key, dueMs: step.dueMs })),
  );
}
