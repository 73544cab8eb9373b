import type { WorkflowDefinition } from "@/lib/engine/definition/definition";
import { HoldpointError } from "@/lib/errors";
import type { FormValues } from "@/lib/forms/spec";
import { decideReview } from "@/lib/operations/decide-review";
import { isAsked } from "@/lib/operations/may-answer";
import { presentReview } from "@/lib/operations/present";
import { rescheduleReview } from "@/lib/operations/reschedule-review";
import type { ReviewView } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";
import { copyReview, draftOf } from "./read-snapshot";
import type { RunRows } from "./rows";
import type { ActionOf, ValuesOf } from "./types";
import type { World } from "./world";

/**
 * A form as somebody has it before them. It can be answered late or twice: what then happens is what happens in
 * the product, with the same codes (`review_decided`, `review_closed`, `invalid`, `not_found`).
 */
export class TestForm<W extends WorkflowDefinition = WorkflowDefinition> {
  constructor(
    private readonly world: World,
    private readonly runId: string,
    readonly id: string,
    private readonly by: Principal,
  ) {}

  /** As it is now. */
  get view(): ReviewView {
    const { rows, review } = this.found();
    return presentReview(this.by, rows.run, copyReview(review), draftOf(rows, review.draftRevision));
  }

  /** Tells apart several reviews of one step, and several questions of one code step. */
  get key(): string {
    return this.found().review.key;
  }

  get title(): string {
    return this.view.title;
  }

  get fields() {
    return this.view.form.fields;
  }

  get actions(): string[] {
    return this.view.form.actions.map(({ name }) => name);
  }

  /** Text of the draft it shows. */
  get draft(): string | null {
    return this.view.draft?.content ?? null;
  }

  get dueAt(): Date | null {
    return this.found().review.dueAt;
  }

  get status() {
    return this.found().review.status;
  }

  /** The same form before somebody else. */
  as(by: Principal): TestForm<W> {
    return new TestForm(this.world, this.runId, this.id, by);
  }

  /** Presses a button; what follows from it has happened when this resolves. */
  async decide<const A extends ActionOf<W>>(action: A, values?: ValuesOf<W, A>): Promise<void> {
    const { review } = this.found();
    if (!isAsked(this.by, review)) throw this.notFor(this.by);
    const draftRevision = review.draftRevision ?? undefined;
    const answer = { action, values: { ...(values as FormValues | undefined) }, draftRevision };
    await decideReview(this.world.ports, this.by, this.id, answer);
    await this.world.rest();
  }

  /** Answers a question of code that asks for a text. */
  answer(text: string): Promise<void> {
    return this.decide("continue" as ActionOf<W>, { answer: text } as never);
  }

  /** Moves its deadline, or takes it away; for authors and admins. */
  async reschedule(dueAt: Date | string | null): Promise<void> {
    await rescheduleReview(this.world.ports, this.by, this.id, dueAt === null ? null : new Date(dueAt));
    await this.world.rest();
  }

  private found() {
    const rows: RunRows = this.world.store.rows(this.runId);
    const review = rows.reviews.find(({ id }) => id === this.id);
    if (!review) throw new HoldpointError("not_found", "There is no such review.");
    return { rows, review };
  }

  private notFor({ name, role }: Principal): HoldpointError {
    const { assignee, title } = this.view;
    const whose = assignee === null ? "its workspace" : `the ${assignee.kind} ${assignee.id}`;
    return new HoldpointError("not_found", `${name}, ${role}, does not see "${title}": it is for ${whose}.`);
  }
}
