import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FileView, ReviewView, RunView } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";
import { contract, letter, matter } from "../../fixtures/seeing/matter";
import { startHoldpoint, type TestHoldpoint } from "../../support/holdpoint";
import { createTestDatabase, type TestDatabase } from "../../support/postgres";

let database: TestDatabase;
let holdpoint: TestHoldpoint;
let ana: Principal;
let ben: Principal;
let dana: Principal;
let cleo: Principal;

beforeAll(async () => {
  database = await createTestDatabase();
  holdpoint = await startHoldpoint({ databaseUrl: database.url, workflows: [matter, letter, contract] });
  ({ ana, ben, dana } = holdpoint);
  cleo = { ...ben, userId: "01999999-0000-7000-8000-0000000000c1", name: "Cleo", email: "cleo@example.com" };
});

afterAll(async () => {
  await holdpoint?.stop();
  await database?.drop();
});

const page = { limit: 100 };
const missing = { code: "not_found" };

const start = (by: Principal, workflow: string, input: Record<string, string> = {}) =>
  holdpoint.operations.startRun(by, { workflow, input });

const now = (by: Principal, { id }: { id: string }) => holdpoint.operations.getRun(by, id);

async function decide(by: Principal, run: { id: string }, action: string, values = {}): Promise<RunView> {
  const { operations } = holdpoint;
  const [review] = (await operations.waitForRun(by, run.id, { timeoutMs: 10_000 })).reviews;
  if (!review) throw new Error("Nothing waits.");
  const draftRevision = review.draft?.revision;
  return operations.decideReview(by, review.id, { action, values, draftRevision });
}

async function upload(by: Principal, name: string): Promise<FileView> {
  const content = async function* () {
    yield Buffer.from("some");
  };
  return holdpoint.operations.uploadFile(by, { name, type: "text/plain", size: 4 }, content());
}

/** All that somebody can read of a run, as text. */
async function everything(by: Principal, id: string): Promise<string> {
  const { operations, tasks } = holdpoint;
  const parts = await Promise.all([
    operations.getRun(by, id),
    operations.waitForRun(by, id, { timeoutMs: 0 }),
    operations.listRuns(by, page),
    operations.listSteps(by, id, page),
    operations.listSteps(by, id, { ...page, newestFirst: true }),
    operations.listEvents(by, id, page),
    operations.listEvents(by, id, { ...page, newestFirst: true }),
    operations.listDrafts(by, id, page),
    operations.listDrafts(by, id, { ...page, newestFirst: true, upTo: 100 }),
    operations.listComments(by, id, page),
    operations.listBranches(by, id, page),
    operations.getThread(by, id),
    operations.lastDecision(by, id),
    operations.listReviews(by, page),
    operations.listReviews(by, { ...page, status: "open" }),
    operations.listReviews(by, { ...page, status: "decided", newestFirst: true }),
    operations.listReviews(by, { ...page, status: "open", query: "hidden", drafts: true }),
    operations.listReviews(by, { ...page, status: "open", asked: "me" }),
    tasks.list(by, page),
  ]);
  return JSON.stringify(parts);
}

/** A matter that admins have, with an answer of theirs and what came of it. */
async function passedOn() {
  const run = await start(ana, "matter", { topic: "Rent" });
  for (const by of [ana, ben, dana]) await holdpoint.tasks.place(by, run.id, run.id);
  await decide(ben, run, "pass");
  const [lead] = (await now(dana, run)).reviews as [ReviewView];
  const paper = await upload(dana, "hidden.txt");
  await decide(dana, run, "again", { comment: "Hidden comment", paper: paper.id });
  const [after] = (await now(dana, run)).reviews as [ReviewView];
  return { run, lead, paper, after };
}

describe("T9: a form for its participants", () => {
  test("hides its review and what comes after it, from everybody but those it asks, the starter and admins", async () => {
    const { run, lead, after, paper } = await passedOn();
    const { operations } = holdpoint;
    expect(await everything(ben, run.id)).not.toMatch(/hidden/i);
    for (const by of [ana, dana]) {
      const seen = await everything(by, run.id);
      for (const text of ["Hidden question", "Hidden draft", "Hidden comment", "Hidden next question"])
        expect([by.name, seen]).toEqual([by.name, expect.stringContaining(text)]);
      expect((await operations.getReview(by, lead.id)).id).toBe(lead.id);
      expect((await operations.readFile(by, paper.id)).file.name).toBe("hidden.txt");
    }
    for (const { id } of [lead, after]) {
      await expect(operations.getReview(ben, id)).rejects.toMatchObject(missing);
      await expect(operations.rescheduleReview(ben, id, null)).rejects.toMatchObject(missing);
    }
    await expect(operations.readFile(ben, paper.id)).rejects.toMatchObject(missing);
    const steps = (await operations.listSteps(dana, run.id, page)).data;
    const hidden = steps.filter(({ seq }) => seq >= (steps.find(({ step }) => step.name === "lead")?.seq ?? 0));
    expect(hidden.length).toBeGreaterThan(2);
    for (const { seq } of hidden) await expect(operations.getStep(ben, run.id, seq)).rejects.toMatchObject(missing);
    expect(await operations.maySeeVisit(ben, run.id, hidden[0]?.seq ?? 0)).toBe(false);
    expect(await operations.maySeeVisit(ana, run.id, hidden[0]?.seq ?? 0)).toBe(true);
  });

  test("leaves the run and what was there before to be seen, with who decided last as far as that goes", async () => {
    const { run } = await passedOn();
    const { operations } = holdpoint;
    const shown = await now(ben, run);
    expect(shown).toMatchObject({ status: "waiting", step: null, output: null, reviews: [] });
    expect(shown.visits).toEqual({ first: 1, check: 1 });
    const drafts = (await operations.listDrafts(ben, run.id, page)).data;
    expect(drafts.map(({ content }) => content)).toEqual(["Open draft"]);
    expect((await operations.listSteps(ben, run.id, page)).data.map(({ step }) => step.name)).toEqual([
      "first",
      "check",
    ]);
    const events = (await operations.listEvents(ben, run.id, page)).data;
    expect(events.map(({ type }) => type)).toEqual(["run.started", "draft.written", "review.opened", "review.decided"]);
    expect(await operations.lastDecision(ben, run.id)).toMatch(/^Ben chose "Pass on"/);
    expect(await operations.lastDecision(ana, run.id)).toMatch(/^Dana chose "Again"/);
  });

  test("asks those it lets through where a later form names nobody, and counts for nobody else", async () => {
    const { operations } = holdpoint;
    const count = async () =>
      [await operations.countOpenReviews(ben), await operations.countOpenReviews(dana)] as const;
    const before = await count();
    const { after } = await passedOn();
    expect(after.assignee).toEqual({ kind: "role", id: "admin" });
    expect((await operations.getReview(ana, after.id)).may).toEqual({ answer: false, reason: "This is for admins." });
    const counts = await count();
    expect([counts[0] - before[0], counts[1] - before[1]]).toEqual([0, 1]);
  });

  test("hides branches that begin behind it, their outputs, and the end", async () => {
    const { run } = await passedOn();
    const { operations } = holdpoint;
    await decide(dana, run, "ok");
    const [branch] = (await operations.listBranches(dana, run.id, page)).data;
    const child = branch?.runId ?? "";
    await expect.poll(async () => (await operations.getRun(dana, child)).reviews.length).toBe(1);
    await expect(operations.getRun(ben, child)).rejects.toMatchObject(missing);
    expect((await operations.getRun(ana, child)).reviews[0]?.may.answer).toBe(false);
    expect(await everything(ben, run.id)).not.toMatch(new RegExp(`hidden|${child}`, "i"));
    expect(await everything(ana, run.id)).toContain("Hidden part");
    await decide(dana, { id: child }, "sign");
    await expect.poll(async () => (await now(dana, run)).status).toBe("completed");
    expect((await now(ana, run)).output).toMatchObject({ hidden: "Hidden output" });
    expect(await now(ben, run)).toMatchObject({ status: "completed", output: null, step: null });
    expect(await everything(ben, run.id)).not.toMatch(/hidden/i);
  });

  test("is in force for forks from behind it, and lifted by a rewind to before it", async () => {
    const { run, lead } = await passedOn();
    const { operations } = holdpoint;
    const visit = async (name: string) =>
      (await operations.listSteps(dana, run.id, page)).data.find(({ step }) => step.name === name)?.seq ?? 0;
    const behind = await visit("rewrite");
    await expect(operations.forkRun(ben, run.id, { seq: behind })).rejects.toMatchObject({ code: expect.any(String) });
    const fork = await operations.forkRun(dana, run.id, { seq: behind });
    await expect(now(ben, fork)).rejects.toMatchObject(missing);
    expect((await operations.listRuns(ben, page)).data.map(({ id }) => id)).not.toContain(fork.id);
    expect((await now(dana, fork)).reviews).toMatchObject([{ title: "Hidden next question" }]);
    await operations.rewindRun(dana, run.id, { seq: await visit("check") });
    const shown = await now(ben, run);
    expect(shown).toMatchObject({ step: { name: "check" }, reviews: [{ title: "Check", may: { answer: true } }] });
    expect(shown.visits).toEqual({ first: 1, check: 2 });
    expect(await everything(ben, run.id)).not.toMatch(/hidden/i);
    await expect(operations.getReview(ben, lead.id)).rejects.toMatchObject(missing);
    await operations.rewindRun(dana, run.id, { seq: behind });
    expect(await now(ben, run)).toMatchObject({ step: null, reviews: [] });
    expect(await everything(ben, run.id)).not.toMatch(/hidden/i);
  });
});

describe("T9: a workflow for its participants", () => {
  test("is seen by who started it, whoever is or was asked, and admins; its forms ask the starter by default", async () => {
    const { operations } = holdpoint;
    const paper = await upload(ana, "private.txt");
    const run = await start(ana, "private-letter", { to: ben.userId, paper: paper.id });
    for (const by of [ana, dana, ben, cleo]) await holdpoint.tasks.place(by, run.id, run.id).catch(() => undefined);
    const [own] = run.reviews as [ReviewView];
    expect(own.assignee).toEqual({ kind: "person", id: ana.userId });
    await expectUnseen(ben, run, own, paper);
    await decide(ana, run, "ok");
    const [read] = (await now(ben, run)).reviews as [ReviewView];
    expect((await operations.getReview(ben, own.id)).status).toBe("decided");
    expect((await operations.readFile(ben, paper.id)).file.name).toBe("private.txt");
    await expectUnseen(cleo, run, read, paper);
    for (const by of [ana, dana, ben]) expect(await everything(by, run.id)).toContain("Private draft");
    await decide(ben, run, "ok");
    await expectUnseen(cleo, run, read, paper);
    for (const by of [ana, dana, ben]) expect((await now(by, run)).output).toBe("Private output");
  });

  async function expectUnseen(by: Principal, run: RunView, review: ReviewView, paper: FileView): Promise<void> {
    const { operations, tasks } = holdpoint;
    const { id } = run;
    const asks: [string, () => Promise<unknown>][] = [
      ["getRun", () => operations.getRun(by, id)],
      ["waitForRun", () => operations.waitForRun(by, id, { timeoutMs: 0 })],
      ["getRunWorkflow", () => operations.getRunWorkflow(by, id)],
      ["listSteps", () => operations.listSteps(by, id, page)],
      ["getStep", () => operations.getStep(by, id, 1)],
      ["listEvents", () => operations.listEvents(by, id, page)],
      ["listDrafts", () => operations.listDrafts(by, id, page)],
      ["listComments", () => operations.listComments(by, id, page)],
      ["listBranches", () => operations.listBranches(by, id, page)],
      ["getLiveText", () => operations.getLiveText(by, id)],
      ["maySeeVisit", () => operations.maySeeVisit(by, id, 1)],
      ["lastDecision", () => operations.lastDecision(by, id)],
      ["getThread", () => operations.getThread(by, id)],
      ["listTurns", () => operations.listTurns(by, id, page)],
      ["cancelRun", () => operations.cancelRun(by, id)],
      ["rewindRun", () => operations.rewindRun(by, id, { seq: 1 })],
      ["forkRun", () => operations.forkRun(by, id, { seq: 1 })],
      ["signalRun", () => operations.signalRun(by, id, { name: "x", data: null })],
      ["getReview", () => operations.getReview(by, review.id)],
      ["rescheduleReview", () => operations.rescheduleReview(by, review.id, null)],
      ["decideReview", () => operations.decideReview(by, review.id, { action: "ok", values: {} })],
      ["readFile", () => operations.readFile(by, paper.id)],
      ["placing a task", () => tasks.place(by, id, id)],
      ["listPush", () => tasks.listPush(by, id)],
    ];
    for (const [name, ask] of asks) {
      const outcome = await ask().then(
        () => "it was answered",
        (error: { code?: string }) => error.code,
      );
      expect([name, outcome]).toEqual([name, "not_found"]);
    }
    const lists = await Promise.all([
      operations.listRuns(by, page),
      operations.listReviews(by, page),
      operations.listReviews(by, { ...page, status: "open", query: "private" }),
      operations.listStarters(by, [id]),
      tasks.list(by, page),
    ]);
    expect(JSON.stringify(lists)).not.toContain(id);
  }
});

test("T9: elsewhere a review is read by all, with who is asked; may says who answers, and why not", async () => {
  const { operations } = holdpoint;
  const run = await start(ana, "contract");
  await decide(ben, run, "ok");
  const reviews = async (by: Principal) => (await operations.listReviews(by, { ...page, status: "open" })).data;
  const mine = async (by: Principal) =>
    (await operations.listReviews(by, { ...page, status: "open", asked: "me" })).data;
  const of = (list: ReviewView[]) => list.filter(({ runId }) => runId === run.id).map(({ may }) => may);
  const both = (may: ReviewView["may"]) => [may, may];
  const starter = { answer: false, reason: "You started this, so somebody else decides." };
  const decided = { answer: false, reason: "You decided at “First look”, so somebody else decides here." };
  const answered = {
    answer: false,
    reason: "You have answered another of these already, so somebody else answers this one.",
  };
  for (const [by, may] of [
    [ana, starter],
    [ben, decided],
    [cleo, { answer: true }],
    [dana, { answer: true }],
  ] as const) {
    expect([by.name, of(await reviews(by))]).toEqual([by.name, both(may)]);
    expect([by.name, of((await now(by, run)).reviews)]).toEqual([by.name, both(may)]);
    expect([by.name, of(await mine(by))]).toEqual([by.name, may.answer ? both(may) : []]);
  }
  const before = await operations.countOpenReviews(cleo);
  await decide(cleo, run, "sign");
  expect(before - (await operations.countOpenReviews(cleo))).toBe(2);
  expect(of(await reviews(cleo))).toEqual([answered]);
  expect(of(await mine(cleo))).toEqual([]);
  const [left] = (await now(dana, run)).reviews as [ReviewView];
  expect((await operations.getReview(cleo, left.id)).may).toEqual(answered);
  expect((await operations.getReview(dana, left.id)).may).toEqual({ answer: true });
});
