import { expect, it } from "vitest";
import { cancelRun, signalRun } from "@/lib/operations/control-run";
import { decideReview } from "@/lib/operations/decide-review";
import type { Ports } from "@/lib/operations/ports";
import { RunMemory } from "@/lib/operations/run-memory";
import { startRun } from "@/lib/operations/start-run";
import { principal } from "@/lib/testing/people";
import { World } from "@/lib/testing/world";
import { textarea, workflow } from "@/lib/workflow";

const ana = principal("Ana");
const ben = principal("Ben");
const carla = principal("Carla");

const fields = { reason: textarea({ label: "Reason", required: true }) };
const actions = { again: { label: "Again", to: "ask" }, go: { label: "Go" } } as const;
const ask = workflow("ask", { title: "Ask", input: {} })
  .form("ask", { fields, actions })
  .end("done", { output: () => 0 })
  .build();
const urgent = workflow("urgent", { title: "Urgent", input: {} })
  .form("ask", { fields, actions, deadline: { afterMs: 60_000, action: "go" } })
  .end("done", { output: () => 0 })
  .build();
const votes = workflow("votes", { title: "Votes", input: {} })
  .form("ask", { fields, actions })
  .forms("votes", {
    each: () => [{ key: "one" }, { key: "two" }, { key: "three", assignee: { kind: "person", id: "carla" } }],
    fields,
    actions: { yes: { label: "Yes" }, no: { label: "No" } },
    people: { distinct: true },
  })
  .end("done", { output: ({ outputs }) => Object.keys(outputs.votes) })
  .build();
const family = workflow("family", { title: "Family", input: {} })
  .parallel("both", { branches: { one: { run: ask, input: () => ({}) }, two: { run: ask, input: () => ({}) } } })
  .end("done", { output: () => 0 })
  .build();
const hears = workflow("hears", { title: "Hears", input: {} })
  .form("ask", { fields, actions })
  .signal("hear", { signal: "go" })
  .end("done", { output: () => 0 })
  .build();

type Noted = Parameters<RunMemory["note"]>;

/** Tells what it was given, too. */
class ToldMemory extends RunMemory {
  readonly noted: Noted[] = [];
  override note(...noted: Noted): void {
    this.noted.push(noted);
    super.note(...noted);
  }
}

function begin(...workflows: ConstructorParameters<typeof World>[0]) {
  const world = new World(workflows, {}, new Date("2030-01-01T09:00:00Z"));
  const memory = new ToldMemory();
  const ports: Ports = { ...world.ports, memory };
  return { world, memory, ports, time: () => ports.door.knownTime() };
}

const openOf = (world: World, runId: string) =>
  world.store.rows(runId).reviews.filter(({ status }) => status === "open");

it("what is remembered is what would be read", async () => {
  const { world, memory, ports, time } = begin(votes);
  const { id } = await startRun(ports, ana, { workflow: "votes", input: {} });
  const [first] = openOf(world, id);
  await decideReview(ports, ben, first?.id ?? "", { action: "go", values: { reason: "Fine" } });
  const [one] = openOf(world, id);
  await decideReview(ports, ben, one?.id ?? "", { action: "yes", values: { reason: "Fine" } });
  expect(openOf(world, id)).toHaveLength(2);
  for (const review of openOf(world, id)) {
    const read = await ports.door.readReview(review.id);
    const { reviewDraft: _, ...judged } = read ?? {};
    expect(memory.recall(review.id, time())).toEqual(judged);
  }
  expect(memory.recall(one?.id ?? "", time())).toBeNull();
});

it("what somebody does to a change afterwards is not remembered", async () => {
  const { memory, ports, time } = begin(ask);
  const run = await startRun(ports, ana, { workflow: "ask", input: {} });
  const [, committed] = memory.noted[0] as Noted;
  Object.assign(committed.change.run, { status: "failed", data: { ask: "spoilt" } });
  Object.assign(memory.recall(run.reviews[0]?.id ?? "", time())?.snapshot.run ?? {}, { status: "failed" });
  expect(memory.recall(run.reviews[0]?.id ?? "", time())?.snapshot.run).toMatchObject({ status: "waiting", data: {} });
});

it("runs of a family, and those that keep an answer or a signal, are read", async () => {
  const { world, memory, ports, time } = begin(family, hears);
  const { id } = await startRun(ports, ana, { workflow: "family", input: {} });
  await world.rest();
  const reviews = world.store.allRows().flatMap((rows) => rows.reviews);
  expect(reviews).toHaveLength(2);
  expect(reviews.map((review) => memory.recall(review.id, time()))).toEqual([null, null]);
  expect(world.store.rows(id).run.status).toBe("waiting");

  const other = await startRun(ports, ana, { workflow: "hears", input: {} });
  const reviewId = other.reviews[0]?.id ?? "";
  expect(memory.recall(reviewId, time())).not.toBeNull();
  await signalRun(ports, principal("Root", { role: "admin" }), other.id, { name: "go", data: 1 });
  expect(memory.recall(reviewId, time())).toBeNull();
});

it("a run that was moved, is unknown or may be due is read", async () => {
  const { world, memory, ports, time } = begin(ask, urgent);
  const run = await startRun(ports, ana, { workflow: "ask", input: {} });
  await cancelRun(ports, ana, run.id);
  expect(memory.recall(run.reviews[0]?.id ?? "", time())).toBeNull();

  const due = await startRun(ports, ana, { workflow: "urgent", input: {} });
  const reviewId = due.reviews[0]?.id ?? "";
  const { now } = world.clock;
  const after = (ms: number, aheadMs: number) =>
    memory.recall(reviewId, { now: new Date(now.getTime() + ms), aheadMs }) !== null;
  expect([after(59_000, 900), after(59_000, 1_000), after(60_000, 0)]).toEqual([true, false, false]);
  expect(memory.recall(reviewId, null)).toBeNull();
  memory.clear();
  expect(after(0, 0)).toBe(false);
});

it("holds so many characters, and those that were used last", async () => {
  const { memory, ports, time } = begin(ask);
  for (let count = 0; count < 4; count++) await startRun(ports, ana, { workflow: "ask", input: {} });
  const ids = memory.noted.map(([, { change }]) => change.openedReviews[0]?.id ?? "");
  const kept = (small: RunMemory) => ids.map((id) => small.recall(id, time()) !== null);
  const size = JSON.stringify(memory.recall(ids[0] ?? "", time())?.snapshot).length;
  const small = new RunMemory(2.5 * size);
  small.note(...(memory.noted[0] as Noted));
  small.note(...(memory.noted[1] as Noted));
  small.recall(ids[0] ?? "", time());
  small.note(...(memory.noted[2] as Noted));
  expect(kept(small)).toEqual([true, false, true, false]);
  const none = new RunMemory(size / 2);
  none.note(...(memory.noted[3] as Noted));
  expect(kept(none)).toEqual([false, false, false, false]);
});

/** What somebody is told, without the ids of what their answer makes. */
async function told(answer: Promise<unknown>, known: string[]): Promise<string> {
  const said = await answer.then(
    (run) => ({ run }),
    ({ code, message, details }) => ({ code, message, details }),
  );
  return JSON.stringify(said).replaceAll(/00000000-0000-7000-8000-\d{12}/g, (id) => (known.includes(id) ? id : "new"));
}

const reason = { reason: "Fine" };
const HISTORY: [who: typeof ana, action: string][] = [
  [ben, "again"],
  [ben, "go"],
  [ana, "yes"],
  [carla, "no"],
];
const ANSWERS = [
  { action: "yes", values: reason },
  { action: "again", values: reason },
  { action: "go", values: {} },
];

/** So much of the history, by a process that remembers it. */
async function play(steps: number) {
  const begun = begin(votes);
  const { id } = await startRun(begun.ports, ana, { workflow: "votes", input: {} });
  for (const [who, action] of HISTORY.slice(0, steps)) {
    const open = openOf(begun.world, id);
    const review = who === carla ? open.at(-1) : open[0];
    await decideReview(begun.ports, who, review?.id ?? "", { action, values: reason });
  }
  return { ...begun, reviews: begun.world.store.rows(id).reviews.map((review) => review.id) };
}

interface Try {
  steps: number;
  /** Up to where another process remembers the history; null for nothing. */
  remembered: number | null;
  reviewId: string;
  who: typeof ana;
  answer: (typeof ANSWERS)[number];
}

async function tryToAnswer({ steps, remembered, reviewId, who, answer }: Try) {
  const { ports, memory: all, reviews, time } = await play(steps);
  const memory = new RunMemory();
  if (remembered !== null) memory.note(...(all.noted[remembered] as Noted));
  const recalled = memory.recall(reviewId, time()) !== null;
  let reads = 0;
  const readReview: Ports["door"]["readReview"] = (id) => {
    reads += 1;
    return ports.door.readReview(id);
  };
  const other: Ports = { ...ports, memory, door: { ...ports.door, readReview } };
  return { told: await told(decideReview(other, who, reviewId, answer), reviews), recalled, reads };
}

it("however old what a process remembers is, all are told what they were told without it", {
  timeout: 30_000,
}, async () => {
  const counts = { recalled: 0, won: 0 };
  const latest = (await play(HISTORY.length)).reviews;
  for (let steps = 0; steps <= HISTORY.length; steps++) {
    for (const reviewId of latest) {
      for (const [who, answer] of [ana, ben, carla].flatMap((one) => ANSWERS.map((said) => [one, said] as const))) {
        const plain = await tryToAnswer({ steps, remembered: null, reviewId, who, answer });
        for (let remembered = 0; remembered <= steps; remembered++) {
          const { told, recalled, reads } = await tryToAnswer({ steps, remembered, reviewId, who, answer });
          expect(told).toBe(plain.told);
          counts.recalled += recalled ? 1 : 0;
          if (reads > 0) continue;
          counts.won += 1;
          expect([remembered, told.startsWith('{"run"')]).toEqual([steps, true]);
        }
      }
    }
  }
  expect(counts.won).toBeGreaterThan(10);
  expect(counts.recalled).toBeGreaterThan(3 * counts.won);
});
