import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Json, RunView } from "@/lib/views/views";
import { text, textarea, workflow } from "@/lib/workflow";
import writeStory from "@/workflows/write-story";
import { type FaultServer, startFaultServer } from "../../support/fault-server";
import { startHoldpoint, type TestHoldpoint } from "../../support/holdpoint";
import { createTestDatabase, type TestDatabase, withClient } from "../../support/postgres";

const approval = workflow("approval", { title: "Approval", input: {} })
  .forms("votes", {
    fields: { note: text({ label: "Note" }) },
    actions: { yes: { label: "Yes" }, no: { label: "No" } },
    each: () => [{ key: "ben", title: "Ben's vote" }, { key: "dana" }],
  })
  .signal("paid", { signal: "payment" })
  .form("last", {
    fields: { note: textarea({ label: "Note" }) },
    actions: { approve: { label: "Approve" }, escalate: { label: "Escalate" } },
    deadline: { afterMs: 300, action: "escalate" },
  })
  .timer("pause", { until: () => 100 })
  .end("done", {
    output: ({ outputs }) => ({ votes: Object.keys(outputs.votes), paid: outputs.paid, last: outputs.last.action }),
  })
  .build();

const patient = workflow("patient", { title: "Patient", input: {}, expireAfterMs: 200 })
  .signal("never", { signal: "never" })
  .end("done", { output: () => null })
  .build();

let database: TestDatabase;
let model: FaultServer;
let holdpoint: TestHoldpoint;

beforeEach(async () => {
  database = await createTestDatabase();
  model = await startFaultServer(["First", "Second", "Third", "Fourth"].map((word) => ({ kind: "ok", text: word })));
  holdpoint = await startHoldpoint({ databaseUrl: database.url, model, workflows: [writeStory, approval, patient] });
});

afterEach(async () => {
  await holdpoint.stop();
  await model.close();
  await database.drop();
});

const { stringify } = JSON;
const PAGE = { limit: 100 };
const wait = (id: string) => holdpoint.operations.waitForRun(holdpoint.ana, id, { timeoutMs: 10_000 });
const start = async (name: string, input = {}) =>
  wait((await holdpoint.operations.startRun(holdpoint.ana, { workflow: name, input })).id);

async function until(id: string, fits: (run: RunView) => boolean): Promise<RunView> {
  for (;;) {
    let stop = () => {};
    // Listen first: a change between reading and listening would be missed.
    const changed = new Promise<void>((resolve) => {
      stop = holdpoint.live.onRun(id, resolve);
    });
    const run = await holdpoint.operations.getRun(holdpoint.ana, id);
    if (!fits(run)) await changed;
    stop();
    if (fits(run)) return run;
  }
}

function decide(run: RunView, index: number, action: string, values = {}) {
  const review = run.reviews[index];
  if (!review) throw new Error(`No review in ${stringify(run)}`);
  return holdpoint.operations.decideReview(holdpoint.ben, review.id, {
    action,
    values,
    draftRevision: review.draft?.revision,
  });
}

it("opens several reviews, keeps early signals (inngest#1433), presses the default at the deadline, waits for a timer", async () => {
  const run = await start("approval");
  expect(run.reviews.map(({ title }) => title)).toEqual(["Ben's vote", "votes"]);
  await holdpoint.operations.signalRun(holdpoint.ana, run.id, { name: "payment", id: "p1", data: { euros: 5 } });
  await holdpoint.operations.signalRun(holdpoint.ana, run.id, { name: "payment", id: "p1", data: { euros: 5 } });
  const one = await decide(run, 1, "yes");
  expect(one).toMatchObject({ status: "waiting", step: { name: "votes" }, reviews: [{ title: "Ben's vote" }] });
  const two = await decide(run, 0, "no", { note: "Not yet" });
  expect(two).toMatchObject({ status: "waiting", step: { name: "last" } });
  const last = two.reviews[0];
  const done = await until(run.id, ({ status }) => status === "completed");
  expect(done.output).toEqual({ votes: ["ben", "dana"], paid: { euros: 5 }, last: "escalate" });
  expect(await holdpoint.operations.getReview(holdpoint.ana, last?.id ?? "")).toMatchObject({ status: "expired" });
});

it("keeps a hundred signals or a megabyte of them, and always takes the one it waits for", async () => {
  const run = await start("approval");
  const send = (name: string, data: Json) => holdpoint.operations.signalRun(holdpoint.ana, run.id, { name, data });
  for (let index = 0; index < 100; index++) await send("other", index);
  const refused = { code: "run_conflict", message: expect.stringContaining("keeps 100 signals") };
  await expect(send("other", 100)).rejects.toMatchObject(refused);
  await decide(run, 0, "yes");
  await decide(run, 1, "yes");
  expect(await send("payment", 1)).toMatchObject({ step: { name: "last" } });
  await expect(send("payment", 2)).rejects.toMatchObject(refused);

  const other = await start("approval");
  const long = (name: string) =>
    holdpoint.operations.signalRun(holdpoint.ana, other.id, { name, data: "x".repeat(600_000) });
  await long("one");
  await expect(long("two")).rejects.toMatchObject({ message: expect.stringContaining("keeps 1 signal until") });
});

it("never lets an answer win after the deadline, even when nobody has applied it (airflow#55054)", async () => {
  const sleepy = await startHoldpoint({
    databaseUrl: database.url,
    model,
    workflows: [approval],
    env: { HOLDPOINT_SWEEP_SECONDS: "3600" },
  });
  await holdpoint.stop();
  holdpoint = sleepy;
  const run = await start("approval");
  await decide(run, 0, "yes");
  const waiting = await decide(run, 1, "yes");
  await holdpoint.operations.signalRun(holdpoint.ana, waiting.id, { name: "payment", data: 1 });
  const asked = await holdpoint.operations.getRun(holdpoint.ana, run.id);
  await withClient(database.url, (client) =>
    client.query("update reviews set due_at = now(); update runs set wake_at = now(), revision = revision + 1"),
  );
  await expect(decide(asked, 0, "approve")).rejects.toMatchObject({
    code: "review_closed",
    details: { reviewStatus: "expired" },
  });
  expect(await holdpoint.operations.getRun(holdpoint.ana, run.id)).toMatchObject({ step: { name: "pause" } });
});

it("gives up a wait that nobody ended", async () => {
  const run = await start("patient");
  expect(await until(run.id, ({ status }) => status === "failed")).toMatchObject({
    error: { code: "expired", step: "never" },
  });
});

describe("control", () => {
  it("cancels a waiting run: its review closes and a late answer is told so", async () => {
    const run = await start("write-story", { prompt: "A clock" });
    const canceled = await holdpoint.operations.cancelRun(holdpoint.dana, run.id, "No longer needed");
    expect(canceled).toMatchObject({ status: "canceled", step: null, reviews: [] });
    await expect(decide(run, 0, "accept")).rejects.toMatchObject({
      code: "review_closed",
      details: { reviewStatus: "canceled" },
    });
    expect(await holdpoint.operations.cancelRun(holdpoint.dana, run.id)).toMatchObject({ status: "canceled" });
    await expect(holdpoint.operations.retryRun(holdpoint.dana, run.id)).rejects.toMatchObject({ code: "run_conflict" });
  });

  it("rewinds to an earlier visit with the data, draft and comments it began with", async () => {
    const first = await start("write-story", { prompt: "A clock" });
    await decide(first, 0, "update", { comment: "Shorter" });
    const second = await wait(first.id);
    await decide(second, 0, "update", { comment: "Longer" });
    const third = await wait(first.id);
    const rewound = await holdpoint.operations.rewindRun(holdpoint.dana, first.id, { seq: 2 });
    expect(rewound).toMatchObject({
      status: "waiting",
      step: { name: "review" },
      reviews: [{ visit: 4, draft: { revision: 1, content: "First" } }],
    });
    await expect(decide(third, 0, "accept")).rejects.toMatchObject({ code: "review_closed" });
    await decide(rewound, 0, "update", { comment: "Warmer" });
    const again = await wait(first.id);
    expect(again.reviews[0]?.draft).toMatchObject({ revision: 4, content: "Fourth" });
    const asked = model.requests.at(-1)?.body.messages as { content: string }[];
    expect(asked.at(-1)?.content).toContain("1. Warmer\n\nThe newest comment is number 1.");
    const comments = await holdpoint.operations.listComments(holdpoint.ana, first.id, PAGE);
    expect(comments.data.map(({ text }) => text)).toEqual(["Shorter", "Longer", "Warmer"]);
  });

  it("rewinds once for one request, however often it is sent", async () => {
    const { id } = await start("write-story", { prompt: "A clock" });
    const request = { seq: 2, requestId: "00000000-0000-7000-8000-000000000001" };
    const rewound = await holdpoint.operations.rewindRun(holdpoint.dana, id, request);
    expect(await holdpoint.operations.rewindRun(holdpoint.dana, id, request)).toEqual(rewound);
    const another = await holdpoint.operations.rewindRun(holdpoint.dana, id, { seq: 2 });
    expect(another.reviews[0]?.visit).toBe(3);
  });

  it("forks a run from a visit with edited data; the first run does not notice", async () => {
    const first = await start("write-story", { prompt: "A clock" });
    await decide(first, 0, "update", { comment: "Shorter" });
    const second = await wait(first.id);
    const fork = await holdpoint.operations.forkRun(holdpoint.dana, first.id, { seq: 4, data: { draft: "Edited" } });
    expect(fork).toMatchObject({
      status: "waiting",
      step: { name: "review" },
      reviews: [{ draft: { revision: 2, content: "Second" } }],
    });
    expect(fork.id).not.toBe(first.id);
    expect(await holdpoint.operations.getRun(holdpoint.ana, first.id)).toEqual(second);
    await decide(fork, 0, "update", { comment: "Warmer" });
    await wait(fork.id);
    const asked = model.requests.at(-1)?.body.messages as { content: string }[];
    expect(asked.at(-1)?.content).toContain("1. Shorter\n2. Warmer");
    await expect(holdpoint.operations.forkRun(holdpoint.dana, first.id, { seq: 99 })).rejects.toMatchObject({
      code: "invalid",
    });
  });

  it("is for the run's own workspace only", async () => {
    const run = await start("write-story", { prompt: "A clock" });
    const stranger = { ...holdpoint.ana, workspaceId: "01999999-0000-7000-8000-0000000000aa" };
    const { operations } = holdpoint;
    const tries = [
      () => operations.cancelRun(stranger, run.id),
      () => operations.retryRun(stranger, run.id),
      () => operations.rewindRun(stranger, run.id, { seq: 1 }),
      () => operations.forkRun(stranger, run.id, { seq: 1 }),
      () => operations.signalRun(stranger, run.id, { name: "payment", data: 1 }),
    ];
    for (const attempt of tries) await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    expect(await operations.getRun(holdpoint.ana, run.id)).toEqual(run);
  });
});
