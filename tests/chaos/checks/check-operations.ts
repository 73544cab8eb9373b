import type { EventView, ReviewView } from "@/lib/views/views";
import { isOk, isRefusal, type Ledger, type Operation, outcomeOf } from "../clients/ledger";
import type { History, Reader } from "./history";

/** Refusals that somebody who came second, or too late, has to expect. */
const EXPECTED = ["review_decided", "review_closed", "stale_draft", "run_conflict"];

export interface Problem {
  /** Null when there is none. */
  runId: string | null;
  what: string;
}

/** What clients were told and what is not so. */
export class OperationsCheck {
  private readonly runs = new Map<string, History[]>();
  private readonly decided = new Map<string, { event: EventView; runId: string }>();
  readonly problems: Problem[] = [];

  constructor(
    private readonly ledger: Ledger,
    histories: History[],
  ) {
    for (const history of histories) {
      const { name } = history.run.input as { name: string };
      this.runs.set(name, [...(this.runs.get(name) ?? []), history]);
      for (const event of history.events) {
        if (event.type !== "review.decided") continue;
        this.decided.set((event.data as { reviewId: string }).reviewId, { event, runId: history.run.id });
      }
    }
  }

  async all(reader: Reader): Promise<Problem[]> {
    for (const operation of this.ledger.operations) {
      this.checkReplies(operation);
      if (operation.kind === "start") this.checkStart(operation);
      else this.checkDecision(operation);
    }
    this.checkStrangers();
    for (const { key, reply } of this.ledger.mismatches) {
      if (isOk(reply) || (isRefusal(reply) && reply.code !== "idempotency_mismatch"))
        this.note(null, `another body under the key ${key} was answered with ${reply.status} ${reply.code}`);
    }
    const decisions = this.ledger.operations.filter(({ kind }) => kind === "decide");
    await reader.each(
      decisions.filter((one) => outcomeOf(one) === "ok"),
      (one) => this.checkReview(reader, one),
    );
    return this.problems;
  }

  private checkReplies({ key, replies, kind }: Operation): void {
    const ok = replies.filter(isOk);
    const refusals = replies.filter(isRefusal);
    // A refusal is judged anew.
    if (new Set(ok.map(({ hash }) => hash)).size > 1)
      this.note(
        null,
        `the key ${key} got different answers: ${replies.map(({ status, hash }) => `${status} ${hash.slice(0, 8)}`).join(", ")}`,
      );
    // A database that is away is no surprise.
    if (replies.some(({ status }) => status === 500))
      this.note(null, `the key ${key} was answered with 500: see the logs`);
    for (const { status, code } of refusals)
      if (kind === "start" || !EXPECTED.includes(code ?? ""))
        this.note(null, `the key ${key} was refused: ${status} ${code}`);
  }

  private checkStart(operation: Operation): void {
    const { name } = operation;
    const runs = this.runs.get(name) ?? [];
    if (runs.length > 1) this.note(runs[1]?.run.id ?? null, `${runs.length} runs of the one start ${name}`);
    if (outcomeOf(operation) === "ok" && runs.length === 0)
      this.note(null, `the run ${name} was acknowledged and is lost`);
  }

  private checkDecision(operation: Operation): void {
    const { reviewId = "", action, person, key, comment } = operation;
    const found = this.decided.get(reviewId);
    const data = found?.event.data as { action: string } | undefined;
    const runId = found?.runId ?? null;
    const outcome = outcomeOf(operation);
    const same = data?.action === action && found?.event.actor.id === person.id;
    const times = this.commentsOf(operation.name).filter((text) => text === comment).length;
    // The same person may have sent another comment about the same review.
    const counted = same && (comment === undefined || times > 0);
    if (outcome === "ok" && !counted) this.note(runId, `the answer ${key} was acknowledged and is lost`);
    if (outcome === "fail" && counted) this.note(runId, `the answer ${key} was refused and counts`);
    if (times > (counted ? 1 : 0)) this.note(runId, `the comment of ${key} (${outcome}) is there ${times} times`);
  }

  /** Every answer that counts was sent by somebody. */
  private checkStrangers(): void {
    const sent = new Set(
      this.ledger.operations.map(({ reviewId, action, person }) => `${reviewId} ${action} ${person.id}`),
    );
    for (const [reviewId, { event, runId }] of this.decided) {
      const { action } = event.data as { action: string };
      if (!sent.has(`${reviewId} ${action} ${event.actor.id}`))
        this.note(runId, `nobody sent ${action} to ${reviewId}`);
    }
  }

  private async checkReview(reader: Reader, { reviewId, action, comment, person, key }: Operation): Promise<void> {
    const { decision, runId } = await reader.get<ReviewView>(`/reviews/${reviewId}`);
    const same = decision?.action === action && decision?.by.id === person.id && decision?.values.comment === comment;
    if (!same) this.note(runId, `the answer ${key} was acknowledged; its review says ${JSON.stringify(decision)}`);
  }

  private commentsOf(name: string): string[] {
    return (this.runs.get(name) ?? []).flatMap(({ comments }) => comments.map(({ text }) => text));
  }

  private note(runId: string | null, what: string): void {
    this.problems.push({ runId, what });
  }
}
