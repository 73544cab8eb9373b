import { isHoldpointError } from "@/lib/errors";
import { cancelRun, retryRun, rewindRun, signalRun } from "@/lib/operations/control-run";
import { decideReview } from "@/lib/operations/decide-review";
import { forkRun } from "@/lib/operations/fork-run";
import type { Ports } from "@/lib/operations/ports";
import { rescheduleReview } from "@/lib/operations/reschedule-review";
import { startRun, startRunOnce } from "@/lib/operations/start-run";
import { principal } from "@/lib/testing/people";
import type { Choices } from "./choices";
import { isBroken } from "./gates";
import type { Universe } from "./universe";
import { WORKFLOWS } from "./workflows";

const ANA = principal("Ana", { role: "admin" });
const BEN = principal("Ben", { role: "admin" });

/** Something a person or a program asks for. Asked again, it is the same request. */
type Request = (ports: Ports) => Promise<unknown>;

/** People and programs at the doors: they answer, change their minds, come late, and ask again when nobody answers. */
export class Clients {
  private unanswered: { id: number; ask: Request }[] = [];
  private asked = 0;

  constructor(
    private readonly universe: Universe,
    private readonly choices: Choices,
  ) {}

  start(): void {
    const workflow = this.choices.of(WORKFLOWS) ?? "story";
    const by = this.person();
    if (this.choices.chance(20)) {
      const dedupeKey = `key-${this.choices.pick(2)}`;
      return this.send((ports) => startRunOnce(ports, by, { workflow, input: {}, dedupeKey }));
    }
    const runId = this.universe.newId();
    this.send((ports) => startRun(ports, by, { workflow, input: {}, runId }));
  }

  answer(): void {
    const reviews = this.universe.store.allRows().flatMap((rows) => rows.reviews);
    const open = reviews.filter(({ status }) => status === "open");
    const review = this.choices.of(this.choices.chance(25) ? reviews : open.length > 0 ? open : reviews);
    if (!review) return this.start();
    const by = this.person();
    const action = this.choices.of(review.form.actions);
    const required = action?.requires ?? [];
    const values = Object.fromEntries(
      review.form.fields
        .filter(({ name }) => required.includes(name) || name === "answer")
        .map(({ name }) => [name, `said ${++this.asked}`]),
    );
    const shown = review.draftRevision ?? undefined;
    const draftRevision = shown !== undefined && this.choices.chance(5) ? shown - 1 : shown;
    const answer = { action: action?.name ?? "", values, draftRevision };
    const { id: reviewId, runId } = review;
    this.send(async (ports) => {
      await decideReview(ports, by, reviewId, answer);
      if (draftRevision !== shown) this.universe.invariants.broken(`invariant 11: an answer to draft ${draftRevision}`);
      const stored = this.universe.store.rows(runId).reviews.find(({ id }) => id === reviewId)?.decision?.values;
      this.universe.invariants.acknowledged.push({
        ...{ reviewId, runId, by: by.userId, action: answer.action },
        values: JSON.stringify({ ...stored, ...values }),
      });
    });
  }

  signal(): void {
    const runId = this.run();
    if (!runId) return this.start();
    const signal = { name: "go", id: `signal-${this.choices.pick(4)}`, data: this.choices.pick(9) };
    const by = this.person();
    this.send(async (ports) => {
      await signalRun(ports, by, runId, signal);
      this.universe.invariants.heard.push({ runId, id: signal.id });
    });
  }

  control(): void {
    const runId = this.run();
    if (!runId) return this.start();
    const by = this.person();
    const requestId = `request-${++this.asked}`;
    const seq = 1 + this.choices.pick(this.universe.store.rows(runId).run.seq);
    const newId = this.universe.newId();
    const reviews = this.universe.store.rows(runId).reviews;
    const reviewId = this.choices.of(reviews)?.id ?? "";
    const dueAt = new Date(this.universe.clock.now.getTime() + 1 + this.choices.pick(60_000));
    const requests: Record<string, Request> = {
      retry: (ports) => retryRun(ports, by, runId, requestId),
      rewind: (ports) => rewindRun(ports, by, runId, { seq, requestId }),
      fork: (ports) => forkRun(ports, by, runId, { seq, runId: newId }),
      reschedule: (ports) => rescheduleReview(ports, by, reviewId, dueAt),
      cancel: (ports) => cancelRun(ports, by, runId, "Enough."),
    };
    const what = this.choices.weighted({ retry: 4, rewind: 3, fork: 2, reschedule: 2, cancel: 2 });
    this.send(requests[what] as Request);
  }

  /** The same request again, at any process. */
  repeat(): void {
    const again = this.choices.of(this.unanswered);
    if (again) this.send(again.ask);
  }

  private send(ask: Request): void {
    const process = this.choices.of(this.universe.running.filter(({ frozen }) => !frozen));
    const waiting = { id: ++this.asked, ask };
    this.unanswered.push(waiting);
    if (!process) return;
    const answered = () => {
      this.unanswered = this.unanswered.filter(({ id }) => id !== waiting.id);
    };
    ask(process.ports).then(answered, (error: unknown) => {
      if (isBroken(error)) return;
      answered();
      if (!isHoldpointError(error)) this.universe.invariants.broken(`a client was told ${String(error)}`);
    });
  }

  private person() {
    return this.choices.pick(2) === 0 ? ANA : BEN;
  }

  private run(): string | undefined {
    return this.choices.of(this.universe.store.allRows())?.run.id;
  }
}
