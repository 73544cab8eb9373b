import type { StepBase } from "@/lib/engine/program";
import type { Change } from "./change";
import { contextOf } from "./context";
import { withoutDeciders } from "./people";
import type {
  Actor,
  Context,
  EffectError,
  Json,
  KeptSignal,
  RunStatus,
  Snapshot,
  StepStatus,
  Usage,
  Visit,
} from "./types";

export const SYSTEM: Actor = { kind: "system", id: "engine", name: "Holdpoint" };

/** A change being put together: the run as it will be, and the rows that go with it. */
export class Progress {
  readonly change: Change;
  constructor(
    readonly before: Snapshot,
    readonly newId: () => string,
  ) {
    const { run } = before;
    this.change = {
      run: {
        ...run,
        revision: run.revision + 1,
        data: { ...run.data },
        visits: { ...run.visits },
        visit: run.visit && { ...run.visit },
      },
      lease: { kind: "keep" },
      leftVisits: [],
      movedReviews: null,
      openedReviews: [],
      closedReviews: [],
      rescheduledReviews: [],
      draft: before.draft,
      drafts: [],
      comments: [],
      setAsideFrom: null,
      signals: [],
      takenSignals: [],
      events: [],
      joins: [],
      branches: [],
      begunBranches: [],
      children: [],
      deliveredBranches: [],
      cancelBranches: null,
      family: null,
      branchEnd: null,
      effect: null,
    };
  }

  context(): Context {
    return contextOf(this.change.run, this.change.draft);
  }

  /** Names the current visit in an event. */
  visit(step: Pick<StepBase, "name">): { seq: number; step: string; visit: number } {
    const { seq, visits } = this.change.run;
    return { seq, step: step.name, visit: visits[step.name] ?? 1 };
  }

  record(type: string, actor: Actor, data: { [key: string]: Json }): void {
    this.change.run.eventSeq += 1;
    this.change.events.push({ seq: this.change.run.eventSeq, type, actor, data });
  }

  /** Begins a visit of `step`. Pure steps pass their output and are over at once. */
  openVisit(step: StepBase & { kind: string }, status: StepStatus): void {
    const { change } = this;
    const { run } = change;
    const visit = (run.visits[step.name] ?? 0) + 1;
    run.visits[step.name] = visit;
    run.seq += 1;
    run.stepIndex = step.index;
    run.stepName = step.name;
    run.attempt = 1;
    run.takeovers = 0;
    run.wakeAt = null;
    run.expiresAt = null;
    run.joining = false;
    run.held = null;
    run.people = withoutDeciders(run.people, step.name);
    if (run.visit) change.leftVisits.push(run.visit);
    run.visit = {
      seq: run.seq,
      stepIndex: step.index,
      stepName: step.name,
      kind: step.kind,
      visit,
      attempt: 1,
      status,
      draftRevision: run.draftRevision,
      repeats: [],
      baseData: null,
      startedAt: this.before.now.toISOString(),
      endedAt: null,
      model: null,
      tokensIn: null,
      tokensOut: null,
      input: null,
      output: null,
      error: null,
    };
  }

  /** The first visit that this change opened. */
  firstOpened(): Visit | undefined {
    const { leftVisits, run } = this.change;
    return [...leftVisits, run.visit].find((visit) => visit !== null && visit.seq > this.before.run.seq) ?? undefined;
  }

  /** Ends the current visit, or lets it wait or run on. */
  closeVisit(status: StepStatus, result: { output?: Json; error?: EffectError; input?: Json; usage?: Usage }): void {
    const { run } = this.change;
    if (result.usage) this.noteModels([result.usage.model]);
    const error = result.error ? { code: result.error.code, message: result.error.message } : null;
    if (status === "completed") run.data[run.stepName as string] = result.output ?? null;
    if (!run.visit) return;
    Object.assign(run.visit, {
      status,
      attempt: run.attempt,
      endedAt: status === "running" || status === "waiting" ? null : this.before.now.toISOString(),
      input: result.input ?? run.visit.input,
      output: result.output ?? null,
      error,
      ...(result.usage ?? { model: null, tokensIn: null, tokensOut: null }),
    } satisfies Partial<Visit>);
  }

  noteModels(names: string[]): void {
    const { run } = this.change;
    run.models = [...new Set([...run.models, ...names])];
  }

  /** Branches under way at the current visit end with it. */
  cancelBranches(): void {
    if (this.before.run.joining) this.change.cancelBranches = this.before.run.seq;
  }

  /** Puts the run to sleep at the visit just opened. */
  wait(wakeAt: Date | null, expireAfterMs: number | null): void {
    const { run } = this.change;
    run.status = "waiting";
    run.wakeAt = wakeAt;
    run.expiresAt = expireAfterMs === null ? null : new Date(this.before.now.getTime() + expireAfterMs);
    this.change.lease = { kind: "none" };
  }

  /** The oldest kept signal of that name that nobody took, or null. */
  takeSignal(name: string): KeptSignal | null {
    const { run, takenSignals } = this.change;
    const signal = this.before.keptSignals.find(
      (kept) => kept.name === name && !takenSignals.some(({ id }) => id === kept.id),
    );
    if (!signal) return null;
    takenSignals.push({ id: signal.id, seq: run.seq });
    run.signalsKept -= 1;
    return signal;
  }

  addDraft(content: string, by: Actor): void {
    const { run } = this.change;
    run.draftCount += 1;
    run.draftRevision = run.draftCount;
    this.change.draft = { revision: run.draftRevision, content, format: "markdown" };
    this.change.drafts.push({ revision: run.draftRevision, seq: run.seq, content, by });
  }

  closeOpenReviews(): void {
    const { openedReviews, closedReviews } = this.change;
    openedReviews.length = 0;
    for (const { id } of this.before.openReviews) {
      if (closedReviews.some((closed) => closed.id === id)) continue;
      closedReviews.push({ id, status: "canceled", decision: null });
    }
  }

  end(status: Extract<RunStatus, "completed" | "failed" | "canceled">): void {
    const { run } = this.change;
    run.status = status;
    run.wakeAt = null;
    run.expiresAt = null;
    run.held = null;
    this.change.lease = { kind: "none" };
    this.change.effect = null;
    run.joining = false;
    if (run.parentId !== null) {
      const error = run.error && { message: run.error.message };
      this.change.branchEnd = { status, output: run.output, error };
    }
    if (status !== "failed") {
      run.stepIndex = null;
      run.stepName = null;
    }
  }
}
