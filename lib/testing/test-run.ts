import type { WorkflowDefinition } from "@/lib/engine/definition/definition";
import type { Json, Outputs } from "@/lib/engine/types";
import type { FileValue } from "@/lib/forms/file-value";
import { cancelRun, retryRun, rewindRun, signalRun } from "@/lib/operations/control-run";
import { uploadFile } from "@/lib/operations/files";
import { forkRun } from "@/lib/operations/fork-run";
import type { CommentView, DraftView, EventView, RunStatus, StepView } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";
import { milliseconds, type Span } from "./clock";
import type { CrashPoint } from "./crashes";
import { describeRun, stepNames } from "./describe";
import { KitError } from "./kit-error";
import { byAge, commentView, draftView, eventView, stepView } from "./memory-reads";
import { principal, type TestPerson } from "./people";
import { byReviewAge } from "./read-snapshot";
import { type RunRows, visitsOf } from "./rows";
import { TestForm } from "./test-form";
import type { ActionOf, OutputOf, ValuesOf } from "./types";
import type { World } from "./world";

export interface Shared {
  world: World;
  people: Record<string, TestPerson>;
}

/** One run, as its author tells its story. Whatever a call sets going has happened when its promise resolves. */
export class TestRun<W extends WorkflowDefinition = WorkflowDefinition> {
  constructor(
    private readonly shared: Shared,
    readonly id: string,
    readonly by: Principal,
  ) {}

  get status(): RunStatus {
    return this.rows.run.status;
  }

  /** Name of the step it is at; of a failed run, the step that failed. */
  get step(): string | null {
    return this.rows.run.stepName;
  }

  get output(): OutputOf<W> {
    return this.rows.run.output as OutputOf<W>;
  }

  get error() {
    return this.rows.run.error;
  }

  /** Text of the current draft. */
  get draft(): string | null {
    return this.drafts.find(({ revision }) => revision === this.rows.run.draftRevision)?.content ?? null;
  }

  get drafts(): DraftView[] {
    return this.rows.drafts.map(draftView);
  }

  get comments(): CommentView[] {
    return byAge(this.rows.comments).map(commentView);
  }

  get events(): EventView[] {
    return this.rows.events.map(eventView);
  }

  get visits(): StepView[] {
    return visitsOf(this.rows).map(stepView);
  }

  /** All that are open, of this run and its branches, oldest first. */
  get forms(): TestForm<W>[] {
    const { world } = this.shared;
    const all = [this.rows, ...this.branches].flatMap(({ reviews }) => reviews);
    const open = all.filter(({ status }) => status === "open").sort(byReviewAge);
    return open.map(({ runId, id }) => new TestForm<W>(world, runId, id, this.by));
  }

  /** The one that is open. */
  get form(): TestForm<W> {
    const [form, ...others] = this.forms;
    if (form && others.length === 0) return form;
    throw new KitError(`${form ? "Several forms are" : "No form is"} open; name one by formOf(key). ${this.where}`);
  }

  /** The open one with this key, step or title. */
  formOf(name: string): TestForm<W> {
    const form = this.forms.find(({ key, title, view }) => [key, title, view.step.name].includes(name));
    if (form) return form;
    throw new KitError(`No open form has the key, step or title "${name}". ${this.where}`);
  }

  /** Goes on until the run waits at a step. */
  async until(step: string): Promise<this> {
    await this.shared.world.rest();
    if (this.status === "waiting" && this.step === step) return this;
    const program = await this.shared.world.ports.programs.find(this.rows.run);
    const known = program?.steps.some(({ name }) => name === step) ?? true;
    const cure = known ? "" : ` There is no such step; there are: ${stepNames(program)}.`;
    throw new KitError(`The run does not wait at "${step}".${cure} ${this.where}`);
  }

  /** Goes on until the run has ended, in whatever way. */
  async untilEnd(): Promise<this> {
    await this.shared.world.rest();
    if (this.status === "waiting" || this.status === "running")
      throw new KitError(`The run has not ended. ${this.where}`);
    this.shared.world.crashes.checkAllStruck();
    return this;
  }

  /** Presses a button of the one open form. */
  async decide<const A extends ActionOf<W>>(action: A, values?: ValuesOf<W, A>): Promise<void> {
    await this.shared.world.rest();
    return this.form.decide(action, values);
  }

  /** Answers the one open question of code, or of an agent, that asks for a text. */
  async answer(text: string): Promise<void> {
    await this.shared.world.rest();
    return this.form.answer(text);
  }

  /** The same run before somebody else. */
  as(name: string): TestRun<W> {
    return new TestRun(this.shared, this.id, principal(name, this.shared.people[name]));
  }

  /** The run of a branch of the latest visit of a step: an item of `each` by its number, others by their name. */
  branch(step: string, key?: string | number): TestRun {
    const { branches } = this.rows;
    const seq = visitsOf(this.rows).findLast(({ stepName }) => stepName === step)?.seq;
    const mine = branches.filter((branch) => branch.seq === seq);
    const branch = mine.find((one) => key === undefined || one.key === String(key));
    if (branch?.childId) return new TestRun(this.shared, branch.childId, this.by);
    const keys = mine.map((one) => (one.childId ? one.key : `${one.key} (not begun)`)).join(", ");
    throw new KitError(`Step "${step}" has no branch "${key}" under way; it has: ${keys || "none"}. ${this.where}`);
  }

  get clock() {
    const { world } = this.shared;
    return {
      get now() {
        return world.clock.now;
      },
      /** Lets time pass; what falls due meanwhile happens at its moment. */
      advance: (span: Span) => world.passUntil(new Date(world.clock.now.getTime() + milliseconds(span))),
      advanceTo: (moment: Date | string) => world.passUntil(new Date(moment)),
    };
  }

  /** Uploads a file as whoever this run is before; its reference is what a file field takes. */
  async upload(name: string, type: string, content: string | Uint8Array): Promise<FileValue> {
    const bytes = Buffer.from(content);
    const parts = (async function* () {
      yield bytes;
    })();
    const { id, ...file } = await uploadFile(
      this.shared.world.ports,
      this.by,
      { name, type, size: bytes.length },
      parts,
    );
    return { id, name: file.name, type: file.type, size: file.size };
  }

  async signal(name: string, data: Json = null, id?: string): Promise<void> {
    await signalRun(this.shared.world.ports, this.by, this.id, { name, data, id });
    await this.shared.world.rest();
  }

  async cancel(reason?: string): Promise<void> {
    await cancelRun(this.shared.world.ports, this.by, this.id, reason);
    await this.shared.world.rest();
  }

  async retry(): Promise<void> {
    await retryRun(this.shared.world.ports, this.by, this.id);
    await this.shared.world.rest();
  }

  /** Makes an earlier visit again: that number, or the latest of that step. */
  async rewind(to: number | string): Promise<void> {
    await rewindRun(this.shared.world.ports, this.by, this.id, { seq: this.seqOf(to) });
    await this.shared.world.rest();
  }

  /** A new run that makes a visit of this one again, with other outputs where `data` has them. */
  async fork(from: number | string, data?: Outputs): Promise<TestRun<W>> {
    const fork = await forkRun(this.shared.world.ports, this.by, this.id, { seq: this.seqOf(from), data });
    await this.shared.world.rest();
    return new TestRun(this.shared, fork.id, this.by);
  }

  /** Plans the death of the process, so many times; its lease runs out and another process takes over. */
  crash(point: CrashPoint, times = 1): void {
    this.shared.world.crashes.plan(point, times);
  }

  /** Puts other code in place, in a new process, while the run is paused. */
  async redeploy(...workflows: WorkflowDefinition[]): Promise<void> {
    this.shared.world.deploy(workflows);
    await this.shared.world.rest();
  }

  private get rows(): RunRows {
    return this.shared.world.store.rows(this.id);
  }

  private get branches(): RunRows[] {
    const all = this.shared.world.store.allRows();
    const below = (id: string): RunRows[] =>
      all.filter(({ run }) => run.parentId === id).flatMap((rows) => [rows, ...below(rows.run.id)]);
    return below(this.id);
  }

  private get where(): string {
    return describeRun(this.rows, this.branches);
  }

  private seqOf(visit: number | string): number {
    if (typeof visit === "number") return visit;
    const found = visitsOf(this.rows).findLast(({ stepName }) => stepName === visit);
    if (found) return found.seq;
    throw new KitError(`The run never came to "${visit}". ${this.where}`);
  }
}
