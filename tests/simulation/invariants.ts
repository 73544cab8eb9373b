import type { Change } from "@/lib/engine/change";
import { type RunRows, visitsOf } from "@/lib/testing/rows";
import type { Universe } from "./universe";

/** What a client was told it did. */
export interface Acknowledged {
  reviewId: string;
  runId: string;
  by: string;
  action: string;
  values: string;
}

const FINAL = ["completed", "canceled"];
const ENDED = [...FINAL, "failed"];
const OVER = ["completed", "failed", "canceled"];

/** What must hold after every change, and what must be true once the faults have stopped. */
export class Invariants {
  readonly violations: string[] = [];
  readonly acknowledged: Acknowledged[] = [];
  /** Signals that somebody was told had arrived. */
  readonly heard: { runId: string; id: string }[] = [];
  private readonly finals = new Map<string, string>();
  private readonly outputs = new Map<string, string>();
  private readonly decisions = new Map<string, string>();
  private readonly once = new Map<string, string>();

  constructor(private readonly universe: Universe) {}

  broken(what: string): void {
    this.violations.push(what);
  }

  /** Looks up what a prompt's output was said to: it must be this visit, under the lease that is held. */
  beforeCommit({ run, leftVisits }: Change): void {
    const before = this.universe.store.allRows().find((rows) => rows.run.id === run.id);
    if (before?.run.revision !== run.revision - 1 || before.run.visit?.kind !== "prompt") return;
    const visit = [...leftVisits, run.visit].find((one) => one?.seq === before.run.seq);
    if (visit?.output === before.run.visit.output) return;
    const said = typeof visit?.output === "string" && this.universe.outside.saidTo.get(visit.output);
    if (!said) return;
    const written = { runId: run.id, seq: before.run.seq, epoch: before.run.leaseEpoch };
    if (said.runId !== written.runId || said.seq !== written.seq || said.epoch !== written.epoch) {
      this.broken(`invariant 7: what was said to ${JSON.stringify(said)} was written to ${JSON.stringify(written)}`);
    }
  }

  afterCommit({ run: { id }, closedReviews }: Change): void {
    const rows = this.universe.store.rows(id);
    this.checkHistory(rows);
    this.checkReviews(rows);
    for (const { id: reviewId, status, decision } of closedReviews) {
      const dueAt = rows.reviews.find((review) => review.id === reviewId)?.dueAt;
      if (status === "decided" && decision?.by.kind === "person" && dueAt && new Date(decision.at) > dueAt) {
        this.broken(`invariant 9: review ${reviewId} was answered at ${decision.at}, due ${dueAt.toISOString()}`);
      }
    }
  }

  private checkHistory(rows: RunRows): void {
    const { run, events, drafts, once, signals } = rows;
    const steps = visitsOf(rows);
    const was = this.finals.get(run.id);
    if (was && run.status !== was) this.broken(`invariant 9: run ${run.id} was ${was} and is ${run.status}`);
    if (FINAL.includes(run.status)) this.finals.set(run.id, run.status);
    (gapFree(events) && run.eventSeq === events.length) || this.broken(`invariant 5: events of ${run.id} have a gap`);
    (gapFree(steps) && run.seq === steps.length) || this.broken(`invariant 5: visits of ${run.id} have a gap`);
    // A fork begins with one draft, which keeps its number.
    const first = run.forkedFrom ? drafts[0]?.revision : 1;
    if (drafts.some(({ revision }, index) => revision !== (first ?? 1) + index))
      this.broken(`drafts of ${run.id} have a gap`);
    for (const { seq, status, output } of steps) {
      if (OVER.includes(status)) this.same(this.outputs, `${run.id}:${seq}`, JSON.stringify([status, output]), 4);
    }
    for (const { seq, key, value } of once) this.same(this.once, `${run.id}:${seq}:${key}`, JSON.stringify(value), 4);
    for (const requestId of doubles(events.flatMap(({ data }) => (data as { requestId?: string })?.requestId ?? []))) {
      this.broken(`invariant 3: request ${requestId} of run ${run.id} counted twice`);
    }
    for (const id of doubles(signals.map((signal) => signal.id)))
      this.broken(`invariant 3: signal ${id} counted twice`);
    const openSteps = steps.filter(({ status }) => !OVER.includes(status));
    if (openSteps.length > 1) this.broken(`run ${run.id} is at ${openSteps.length} visits at once`);
  }

  private checkReviews({ run, reviews, events }: RunRows): void {
    const answered = events.flatMap(({ type, data }) =>
      type === "review.decided" ? ((data as { reviewId?: string }).reviewId ?? []) : [],
    );
    for (const id of doubles(answered)) this.broken(`invariant 2: review ${id} was decided twice`);
    for (const { id, status, decision, draftRevision } of reviews) {
      if (status === "open" && run.status !== "waiting")
        this.broken(`review ${id} is open in a run that is ${run.status}`);
      if (status !== "open") this.same(this.decisions, id, JSON.stringify([status, decision, draftRevision]), 2);
    }
  }

  /** What was written once stays as it is. */
  private same(known: Map<string, string>, key: string, value: string, invariant: number): void {
    const before = known.get(key);
    if (before !== undefined && before !== value) {
      this.broken(`invariant ${invariant}: ${key} was ${before} and is ${value}`);
    }
    known.set(key, value);
  }

  /** Every answer that somebody was thanked for is there. */
  checkAcknowledged(): void {
    for (const { reviewId, runId, by, action, values } of this.acknowledged) {
      const decision = this.universe.store.rows(runId).reviews.find(({ id }) => id === reviewId)?.decision;
      const kept = decision && [decision.by.id, decision.action, JSON.stringify(decision.values)].join();
      if (kept !== [by, action, values].join()) {
        this.broken(`invariant 1: ${by} was told that ${action} counts for ${reviewId}, and there is ${kept}`);
      }
    }
    for (const { runId, id } of this.heard) {
      const kept = this.universe.store.rows(runId).signals.some((signal) => signal.id === id);
      if (!kept) this.broken(`invariant 1: ${id} of run ${runId} was acknowledged and is not there`);
    }
    for (const key of this.universe.outside.wrongKeys) this.broken(`invariant 6: an effect had the key ${key}`);
  }

  /** Half a minute after the faults: everything waits for somebody or has ended. */
  checkRest(): void {
    this.checkAcknowledged();
    this.violations.push(...this.unrest().map((what) => `invariant 8: ${what}`));
  }

  /** What neither waits for somebody nor has ended. */
  unrest(): string[] {
    const all = new Map(this.universe.store.allRows().map((rows) => [rows.run.id, rows]));
    return [...all.values()].flatMap(({ run, reviews, branches, signals }) => {
      const open = reviews.some(({ status }) => status === "open");
      const joins = run.joining && branches.some(({ seq, status }) => seq === run.seq && status === "running");
      const listens = run.status === "waiting" && (run.stepName === "hear" || run.stepName === "again");
      const waits = open || joins || listens || run.wakeAt !== null || run.held !== null;
      const undelivered = branches.some(({ delivered, status }) => !delivered && ENDED.includes(status));
      const parent = run.parentId === null ? undefined : all.get(run.parentId)?.run;
      const wanted = parent?.status === "waiting" && parent.seq === run.parentSeq;
      const wrong = {
        "is still at work": run.status === "running",
        "waits for nothing": run.status === "waiting" && !waits,
        "waits for a signal that it was sent before": listens && signals.some(({ takenBySeq }) => takenBySeq === null),
        "has not heard of a branch that has ended": undelivered,
        "is an orphan": parent !== undefined && !wanted && !ENDED.includes(run.status),
      };
      const name = `run ${run.id} of ${run.workflow} at ${run.stepName}`;
      return Object.entries(wrong).flatMap(([what, is]) => (is ? `${name} ${what}` : []));
    });
  }
}

const gapFree = (rows: { seq: number }[]) => rows.every(({ seq }, index) => seq === index + 1);

const doubles = (ids: string[]) => ids.filter((id, index) => ids.indexOf(id) !== index);
