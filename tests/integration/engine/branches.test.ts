import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { ReviewView, RunView } from "@/lib/views/views";
import { text, textarea, workflow } from "@/lib/workflow";
import { type FaultServer, startFaultServer } from "../../support/fault-server";
import { startHoldpoint, type TestHoldpoint } from "../../support/holdpoint";
import { createTestDatabase, type TestDatabase, withClient } from "../../support/postgres";

const section = workflow("section", {
  title: "Section",
  input: { heading: text({ label: "Heading", required: true }) },
})
  .prompt("write", {
    assistant: "writer",
    draft: true,
    messages: ({ input }) => [{ role: "user", content: input.heading }],
  })
  .form("check", {
    draft: true,
    reviewTitle: ({ input }) => input.heading,
    fields: { comment: textarea({ label: "Comment" }) },
    actions: { ok: { label: "OK" } },
  })
  .end("done", { output: ({ input, draft }) => ({ heading: input.heading, text: draft?.content ?? "" }) })
  .build();

const article = workflow("article", { title: "Article", input: {} })
  .each("sections", {
    items: () => ["One", "Two", "Three"],
    run: section,
    input: (heading) => ({ heading }),
    concurrency: 2,
  })
  .end("done", { output: ({ outputs }) => outputs.sections })
  .build();

const ask = (name: string) =>
  workflow(name, { title: name, input: {} })
    .form("answer", {
      reviewTitle: name,
      fields: { comment: textarea({ label: "Comment" }) },
      actions: { more: { label: "More", to: "answer" }, ok: { label: "OK" }, fail: { label: "Fail", to: "broken" } },
    })
    .end("done", { output: ({ outputs }) => outputs.answer.values.comment ?? null })
    .set("broken", {
      value: () => {
        throw new Error("It broke");
      },
    })
    .end("never", { output: () => null })
    .build();

const both = { left: { run: ask("left"), input: () => ({}) }, right: { run: ask("right"), input: () => ({}) } };

const pair = workflow("pair", { title: "Pair", input: {} })
  .parallel("sides", { branches: both })
  .end("done", { output: ({ outputs }) => outputs.sides })
  .build();

const duel = workflow("duel", { title: "Duel", input: {} })
  .race("sides", { branches: both })
  .end("done", { output: ({ outputs }) => outputs.sides })
  .build();

const merge = workflow("merge", { title: "Merge", input: { all: text({ label: "All", required: true }) } })
  .form("choose", {
    reviewTitle: "merge",
    fields: { comment: textarea({ label: "Comment" }) },
    actions: { ok: { label: "OK" } },
    computed: ({ input }) => ({ comment: { default: input.all } }),
  })
  .end("done", { output: ({ input }) => input.all })
  .build();

const panel = workflow("panel", { title: "Panel", input: {} })
  .race("sides", {
    branches: both,
    combine: { run: merge, input: ({ results }) => ({ all: JSON.stringify(results) }) },
  })
  .end("done", { output: ({ outputs }) => outputs.sides })
  .build();

const outer = workflow("outer", { title: "Outer", input: {} })
  .workflow("inner", { run: pair, input: () => ({}) })
  .end("done", { output: ({ outputs }) => outputs.inner })
  .build();

let database: TestDatabase;
let model: FaultServer;
let holdpoint: TestHoldpoint;

beforeEach(async () => {
  database = await createTestDatabase();
  model = await startFaultServer();
  holdpoint = await startHoldpoint({
    databaseUrl: database.url,
    model,
    workflows: [article, pair, duel, panel, outer],
  });
});

afterEach(async () => {
  await holdpoint.stop();
  await model.close();
  await database.drop();
});

const start = (name: string) => holdpoint.operations.startRun(holdpoint.ana, { workflow: name, input: {} });

/** The run as soon as it fits; announcements come from its branches, too. */
async function until(id: string, fits: (run: RunView) => boolean): Promise<RunView> {
  for (;;) {
    let stop = () => {};
    // Listen first: a change between reading and listening would be missed.
    const changed = new Promise<void>((resolve) => {
      stop = holdpoint.live.onWorkspace(holdpoint.ana.workspaceId, resolve);
    });
    const run = await holdpoint.operations.getRun(holdpoint.ana, id);
    if (!fits(run)) await changed;
    stop();
    if (fits(run)) return run;
  }
}

const reviews = (count: number) => (run: RunView) => run.reviews.length === count;
const ended = ({ status }: RunView) => status === "completed" || status === "failed";
const byTitle = (run: RunView, title: string) => run.reviews.find((review) => review.title === title) as ReviewView;

const decide = (review: ReviewView, action = "ok", values = {}) =>
  holdpoint.operations.decideReview(holdpoint.ben, review.id, {
    action,
    values,
    draftRevision: review.draft?.revision,
  });

it("each: so many at once, a waiting one does not hold the others, results in order (vercel/workflow#3181)", async () => {
  const { id } = await start("article");
  const two = await until(id, reviews(2));
  expect(two).toMatchObject({ status: "waiting", step: { name: "sections" } });
  expect(two.reviews.map(({ title }) => title).sort()).toEqual(["One", "Two"]);
  await decide(byTitle(two, "Two"));
  const next = await until(id, (run) => byTitle(run, "Three") !== undefined);
  expect(next.reviews.map(({ title }) => title).sort()).toEqual(["One", "Three"]);
  await decide(byTitle(next, "Three"));
  await decide(byTitle(next, "One"));
  const done = await until(id, ended);
  expect((done.output as { heading: string }[]).map(({ heading }) => heading)).toEqual(["One", "Two", "Three"]);
});

it("parallel: deciding one branch never completes another (mastra#6418)", async () => {
  const { id } = await start("pair");
  const run = await until(id, reviews(2));
  await decide(byTitle(run, "left"), "ok", { comment: "L" });
  const one = await until(id, reviews(1));
  expect(one).toMatchObject({ status: "waiting", reviews: [{ title: "right", status: "open" }] });
  await decide(byTitle(one, "right"), "ok", { comment: "R" });
  expect((await until(id, ended)).output).toEqual({ left: "L", right: "R" });
});

it("parallel: a branch that fails cancels its siblings and closes their reviews (mastra#15064)", async () => {
  const { id } = await start("pair");
  const run = await until(id, reviews(2));
  await decide(byTitle(run, "left"), "fail");
  const failed = await until(id, ended);
  expect(failed).toMatchObject({ status: "failed", error: { code: "branch_failed", message: "left: It broke" } });
  await until(byTitle(run, "right").runId, ({ status }) => status === "canceled");
  await expect(decide(byTitle(run, "right"))).rejects.toMatchObject({ code: "review_closed" });
});

it("race: the first branch wins, the others are canceled, and a late answer there is told so", async () => {
  const { id } = await start("duel");
  const run = await until(id, reviews(2));
  const answers = await Promise.allSettled([
    decide(byTitle(run, "left"), "ok", { comment: "L" }),
    decide(byTitle(run, "right"), "ok", { comment: "R" }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const loser = answers.find((answer) => answer.status === "rejected");
  expect(loser?.reason).toMatchObject({ code: "review_closed", details: { reviewStatus: "canceled" } });
  const done = await until(id, ended);
  const winner = answers[0]?.status === "fulfilled" ? "left" : "right";
  expect(done.output).toEqual({ winner, output: winner === "left" ? "L" : "R" });
});

it("race: a branch that has failed is not begun again behind the back of its run", async () => {
  const { id } = await start("duel");
  const run = await until(id, reviews(2));
  const left = byTitle(run, "left");
  await decide(left, "fail");
  await until(left.runId, ended);
  const { retryRun, rewindRun } = holdpoint.operations;
  // It would win the race, and nobody would ever hear of it.
  const refusal = { code: "run_conflict", message: expect.stringContaining("retry the run it belongs to") };
  await expect(retryRun(holdpoint.dana, left.runId)).rejects.toMatchObject(refusal);
  await expect(rewindRun(holdpoint.dana, left.runId, { seq: 1 })).rejects.toMatchObject(refusal);
  await decide(byTitle(await until(id, reviews(1)), "right"), "ok", { comment: "R" });
  expect(await until(id, ended)).toMatchObject({ status: "completed", output: { winner: "right", output: "R" } });
});

it("race: 20 duels at once have 20 winners, and nobody gets a hollow yes", async () => {
  const duels = await Promise.all(Array.from({ length: 20 }, () => start("duel")));
  const runs = await Promise.all(duels.map(({ id }) => until(id, reviews(2))));
  const answers = await Promise.allSettled(
    runs.flatMap((run) => run.reviews.map((review) => decide(review, "ok", { comment: review.title }))),
  );
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(20);
  const done = await Promise.all(duels.map(({ id }) => until(id, ended)));
  for (const run of done) expect(run).toMatchObject({ status: "completed" });
});

it("race with combine: all end, what failed does not matter, and one more branch makes the result", async () => {
  const { id } = await start("panel");
  const run = await until(id, reviews(2));
  await decide(byTitle(run, "left"), "fail");
  const one = await until(id, reviews(1));
  expect(one).toMatchObject({ status: "waiting", step: { name: "sides" } });
  await decide(byTitle(run, "right"), "ok", { comment: "R" });
  const merging = await until(id, (now) => byTitle(now, "merge") !== undefined);
  expect(merging.reviews).toHaveLength(1);
  await decide(byTitle(merging, "merge"));
  expect((await until(id, ended)).output).toBe('{"right":"R"}');
  const branches = await withClient(database.url, (client) =>
    client.query("select key, status, delivered from branches where run_id = $1 order by index", [id]),
  );
  expect(branches.rows.map(({ key, status, delivered }) => [key, status, delivered])).toEqual([
    ["left", "failed", true],
    ["right", "completed", true],
    ["combine", "completed", true],
  ]);
});

it("race with combine: canceling while it combines cancels the combining branch, too", async () => {
  const { id } = await start("panel");
  const run = await until(id, reviews(2));
  await decide(byTitle(run, "left"));
  await decide(byTitle(run, "right"));
  const merging = await until(id, (now) => byTitle(now, "merge") !== undefined);
  await holdpoint.operations.cancelRun(holdpoint.dana, id);
  await until(byTitle(merging, "merge").runId, ({ status }) => status === "canceled");
  await expect(decide(byTitle(merging, "merge"))).rejects.toMatchObject({ code: "review_closed" });
});

it("T2: nobody gets a yes that does not count: a branch that its run goes on without takes no answer any more", async () => {
  for (const act of ["cancel", "rewind"] as const) {
    const { id } = await start("duel");
    const left = byTitle(await until(id, reviews(2)), "left");
    const { cancelRun, rewindRun } = holdpoint.operations;
    if (act === "cancel") await cancelRun(holdpoint.dana, id);
    else await rewindRun(holdpoint.dana, id, { seq: 1 });
    await expect(decide(left, "ok", { comment: "Late" })).rejects.toMatchObject({ code: "review_closed" });
  }
});

it.each(["pair", "outer"])(
  "T2: of an answer in a branch and a withdrawal that holds only until somebody answers one counts: %s",
  async (name) => {
    const { operations, ben, dana } = holdpoint;
    const settled = new Set<string>();
    for (let round = 0; round < 15; round++) {
      const { id } = await operations.startRun(ben, { workflow: name, input: {} });
      const left = byTitle(await until(id, reviews(2)), "left");
      const wait = (first: boolean) => setTimeout(first ? 0 : Math.random() * 3);
      const [answer, cancel] = await Promise.allSettled([
        wait(round % 2 === 0).then(() => operations.decideReview(dana, left.id, { action: "more", values: {} })),
        wait(round % 2 === 1).then(() => operations.cancelRun(ben, id)),
      ]);
      settled.add(`answer ${answer.status}, cancel ${cancel.status}`);
    }
    const both = ["answer fulfilled, cancel rejected", "answer rejected, cancel fulfilled"];
    expect(both).toEqual(expect.arrayContaining([...settled]));
  },
);

it("T1: what others answered in branches is not undone by trying the step again, but by an admin", async () => {
  const { operations, ana, ben, dana } = holdpoint;
  const { id } = await operations.startRun(ben, { workflow: "pair", input: {} });
  const run = await until(id, reviews(2));
  await operations.decideReview(dana, byTitle(run, "left").id, { action: "ok", values: { comment: "Mine" } });
  await operations.cancelRun(ana, byTitle(run, "right").runId);
  await until(id, ended);
  for (const by of [ben, ana])
    await expect(operations.retryRun(by, id)).rejects.toMatchObject({ code: "forbidden", message: /only an admin/ });
  expect(await operations.retryRun(dana, id)).toMatchObject({ status: "waiting" });
});

it("workflow: canceling the parent cancels its children and theirs", async () => {
  const { id } = await start("outer");
  const run = await until(id, reviews(2));
  await holdpoint.operations.cancelRun(holdpoint.dana, id);
  for (const review of run.reviews) await until(review.runId, ({ status }) => status === "canceled");
  await expect(decide(byTitle(run, "left"))).rejects.toMatchObject({ code: "review_closed" });
  const open = await withClient(database.url, (client) => client.query("select 1 from reviews where status = 'open'"));
  expect(open.rowCount).toBe(0);
});
