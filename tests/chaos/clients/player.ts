import { setTimeout as delay } from "node:timers/promises";
import type { EventView, Page, ReviewView, RunView, StepView } from "@/lib/views/views";
import type { Choices } from "../../simulation/choices";
import type { ChaosClient } from "./client";
import { type Ledger, type Operation, outcomeOf, type Person } from "./ledger";

/** How an answer is sent. */
type Manner = "once" | "double click" | "rivals" | "impatient" | "again later" | "key reused";

const MANNERS: Record<Manner, number> = {
  once: 50,
  "double click": 15,
  rivals: 15,
  impatient: 8,
  "again later": 6,
  "key reused": 6,
};
const LOOK_AGAIN_MS = 150;

export interface PlayerOptions {
  name: string;
  url: string;
  people: Person[];
  client: ChaosClient;
  ledger: Ledger;
  choices: Choices;
}

/** Plays one run, as people with bad connections would. */
export class Player {
  private readonly rounds: number;
  private sent = 0;
  /** The review that is left to its deadline. */
  private left: string | null = null;

  constructor(private readonly options: PlayerOptions) {
    this.rounds = options.choices.pick(4);
  }

  /** Resolves when the run has ended, cannot be found, or nobody may ask any more. */
  async play(): Promise<void> {
    const { name, url, client, choices, ledger } = this.options;
    const body = { workflow: "chaos", input: { name, url } };
    const start = this.operation({ kind: "start", path: "/runs", body, person: this.person(0) });
    const [run] = await Promise.all([
      client.send<RunView>(start, choices, choices.chance(5)),
      choices.chance(20) ? client.send<RunView>(start, choices) : null,
    ]);
    if (!run) return;
    while (!client.done.aborted) {
      const seen = await client.read<RunView>(`/runs/${run.id}`, this.person(0), choices);
      if (!seen) return;
      if (choices.chance(10)) await this.look(run.id, ledger);
      if (["completed", "failed", "canceled"].includes(seen.status)) return;
      const review = seen.reviews[0];
      if (!review || review.id === this.left) await delay(LOOK_AGAIN_MS);
      else if (review.step.name === "review") await this.review(review);
      else await this.sign(review);
    }
  }

  private async review(review: ReviewView): Promise<void> {
    const update = this.sent < this.rounds;
    this.sent += 1;
    const answer = update ? this.update(review, 0) : this.decision(review, 0, "accept", {});
    const manner = this.options.choices.weighted(MANNERS);
    const rival = manner === "rivals" ? this.update(review, 1) : null;
    await this.decide(answer, manner, rival);
  }

  /** At once, about when its time is over, or never. */
  private async sign(review: ReviewView): Promise<void> {
    const { choices } = this.options;
    if (choices.chance(20)) {
      this.left = review.id;
      return;
    }
    if (choices.chance(30)) {
      const left = Date.parse(review.dueAt ?? "") - Date.now();
      await delay(Math.max(0, left - 100 + choices.pick(200)));
    }
    await this.decide(this.decision(review, 0, "sign", {}), choices.weighted(MANNERS), null);
  }

  private async decide(answer: Operation, manner: Manner, rival: Operation | null): Promise<void> {
    const { client, choices, ledger } = this.options;
    await Promise.all([
      client.send(answer, choices, manner === "impatient"),
      manner === "double click" ? client.send(answer, choices) : null,
      rival && client.send(rival, choices),
    ]);
    if (outcomeOf(answer) === "unknown") return;
    if (manner === "again later") await client.send(answer, choices);
    if (manner === "key reused" && outcomeOf(answer) === "ok") {
      const other = { ...answer.body, values: { comment: "Another answer under the same key" } };
      ledger.mismatches.push({ key: answer.key, reply: await client.reuseKey(answer, other, choices) });
    }
  }

  /** Notes what is recorded now. */
  private async look(runId: string, ledger: Ledger): Promise<void> {
    const { client, choices } = this.options;
    const person = this.person(0);
    const events = await client.read<Page<EventView>>(`/runs/${runId}/events?limit=200`, person, choices);
    const steps = await client.read<Page<StepView>>(`/runs/${runId}/steps?limit=200`, person, choices);
    for (const { seq, type, actor, data } of events?.data ?? []) ledger.see(runId, `event ${seq}`, [type, actor, data]);
    for (const { seq, step, status, output } of steps?.data ?? []) {
      if (status === "completed") ledger.see(runId, `visit ${seq}`, [step.name, output]);
    }
  }

  private update(review: ReviewView, person: number): Operation {
    const comment = `Comment ${this.options.name}.${this.sent}.${person}`;
    return this.decision(review, person, "update", { comment });
  }

  private decision(review: ReviewView, at: number, action: string, values: { comment?: string }): Operation {
    const body = { action, values, ...(review.draft && { draftRevision: review.draft.revision }) };
    const path = `/reviews/${review.id}/decision`;
    const { comment } = values;
    return this.operation({
      kind: "decide",
      path,
      body,
      person: this.person(at),
      reviewId: review.id,
      action,
      comment,
    });
  }

  private operation(part: Omit<Operation, "key" | "name" | "replies">): Operation {
    const { name, ledger } = this.options;
    const operation = { ...part, key: `${name}/${ledger.operations.length}`, name, replies: [] };
    ledger.operations.push(operation);
    return operation;
  }

  private person(at: number): Person {
    const person = this.options.people[at];
    if (!person) throw new Error(`There are only ${this.options.people.length} people.`);
    return person;
  }
}
