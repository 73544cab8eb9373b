import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RunView } from "@/lib/views/views";
import writeStory from "@/workflows/write-story";
import { type FaultServer, startFaultServer } from "../../support/fault-server";
import { startHoldpoint, type TestHoldpoint } from "../../support/holdpoint";
import { createTestDatabase, type TestDatabase } from "../../support/postgres";

const PAGE = { limit: 50 };

let database: TestDatabase;
let model: FaultServer;
let holdpoint: TestHoldpoint;

beforeEach(async () => {
  database = await createTestDatabase();
  model = await startFaultServer(["First", "Second", "Third", "A title"].map((text) => ({ kind: "ok", text })));
  holdpoint = await startHoldpoint({ databaseUrl: database.url, model, workflows: [writeStory] });
});

afterEach(async () => {
  await holdpoint.stop();
  await model.close();
  await database.drop();
});

function openReview(run: RunView) {
  const review = run.reviews[0];
  if (!review) throw new Error(`Run ${run.id} is ${run.status} and has no open review.`);
  return review;
}

const wait = (runId: string) => holdpoint.operations.waitForRun(holdpoint.ana, runId, { timeoutMs: 10_000 });

async function startStory(): Promise<RunView> {
  const run = await holdpoint.operations.startRun(holdpoint.ana, {
    workflow: "write-story",
    input: { prompt: "A clock" },
  });
  return wait(run.id);
}

async function update(run: RunView, comment: string): Promise<RunView> {
  const review = openReview(run);
  await holdpoint.operations.decideReview(holdpoint.ben, review.id, {
    action: "update",
    values: { comment },
    draftRevision: review.draft?.revision,
  });
  return wait(run.id);
}

describe("write-story", () => {
  it("drafts, revises with every comment and ends with the accepted text", async () => {
    const first = await startStory();
    expect(first).toMatchObject({ status: "waiting", step: { index: 1, name: "review" }, output: null, error: null });
    expect(openReview(first)).toMatchObject({ visit: 1, draft: { revision: 1, content: "First" } });
    const third = await update(await update(first, "Shorter"), "Call her Mira");
    expect(openReview(third)).toMatchObject({ visit: 3, draft: { revision: 3, content: "Third" } });
    const accepted = await holdpoint.operations.decideReview(holdpoint.ben, openReview(third).id, {
      action: "accept",
      values: {},
      draftRevision: 3,
    });
    expect(accepted).toMatchObject({ status: "running", reviews: [] });
    const done = await wait(first.id);
    expect(done).toMatchObject({
      status: "completed",
      step: null,
      output: { title: "A title", text: "Third", rounds: 3 },
    });

    const asked = model.requests.map(({ body }) => (body.messages as { role: string; content: string }[]).slice(1));
    expect(asked[2]?.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
    expect(asked[2]?.[1]?.content).toBe("Second");
    expect(asked[2]?.[2]?.content).toContain("1. Shorter\n2. Call her Mira\n\nThe newest comment is number 2.");

    const drafts = await holdpoint.operations.listDrafts(holdpoint.ana, first.id, PAGE);
    expect(drafts.data.map(({ content }) => content)).toEqual(["First", "Second", "Third"]);
    const comments = await holdpoint.operations.listComments(holdpoint.ana, first.id, PAGE);
    expect(comments.data).toMatchObject([
      { text: "Shorter", draftRevision: 1, by: { kind: "person", name: "Ben" } },
      { text: "Call her Mira", draftRevision: 2 },
    ]);
    const events = await holdpoint.operations.listEvents(holdpoint.ana, first.id, { limit: 200 });
    expect(events.data.map(({ seq }) => seq)).toEqual(events.data.map((_, index) => index + 1));
    expect(events.data.at(-1)?.type).toBe("run.completed");
    const steps = await holdpoint.operations.listSteps(holdpoint.ana, first.id, PAGE);
    expect(steps.data.map(({ step, visit, status }) => `${step.name} ${visit} ${status}`)).toEqual([
      "draft 1 completed",
      "review 1 completed",
      "draft 2 completed",
      "review 2 completed",
      "draft 3 completed",
      "review 3 completed",
      "title 1 completed",
      "done 1 completed",
    ]);
  });

  it("refuses an update without a comment at the field, and keeps the review open (prefect#12279)", async () => {
    const review = openReview(await startStory());
    const answer = { action: "update", values: { comment: "  \n" }, draftRevision: 1 };
    await expect(holdpoint.operations.decideReview(holdpoint.ben, review.id, answer)).rejects.toMatchObject({
      code: "invalid",
      details: { errors: [{ field: "comment" }] },
    });
    expect(await holdpoint.operations.getReview(holdpoint.ben, review.id)).toMatchObject({ status: "open" });
  });

  it("lets one of 50 simultaneous answers win and tells 49 who won", async () => {
    const review = openReview(await startStory());
    const answers = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        holdpoint.operations.decideReview(index % 2 ? holdpoint.ben : holdpoint.dana, review.id, {
          action: "update",
          values: { comment: `Comment ${index}` },
          draftRevision: 1,
        }),
      ),
    );
    const refused = answers.filter((answer) => answer.status === "rejected");
    expect(refused).toHaveLength(49);
    const decided = await holdpoint.operations.getReview(holdpoint.ana, review.id);
    for (const { reason } of refused) {
      expect(reason).toMatchObject({
        code: "review_decided",
        details: { decidedBy: decided.decision?.by, action: "update" },
      });
    }
    const comments = await holdpoint.operations.listComments(holdpoint.ana, review.runId, PAGE);
    expect(comments.data.map(({ text }) => text)).toEqual([decided.decision?.values.comment]);
  });

  it("answers a repeated decision with the run again, and another one with the winner (langgraph#6663)", async () => {
    const review = openReview(await startStory());
    const decide = (by: TestHoldpoint["ben"], comment: string) =>
      holdpoint.operations.decideReview(by, review.id, { action: "update", values: { comment }, draftRevision: 1 });
    await decide(holdpoint.ben, "Shorter");
    expect(await decide(holdpoint.ben, "Shorter")).toMatchObject({ id: review.runId });
    await expect(decide(holdpoint.ben, "Longer")).rejects.toMatchObject({ code: "review_decided" });
    await expect(decide(holdpoint.dana, "Shorter")).rejects.toMatchObject({ code: "review_decided" });
    await wait(review.runId);
    expect(model.requests).toHaveLength(2);
  });

  it("refuses an answer to a draft that was not shown", async () => {
    const review = openReview(await startStory());
    const decide = (draftRevision?: number) =>
      holdpoint.operations.decideReview(holdpoint.ben, review.id, { action: "accept", values: {}, draftRevision });
    await expect(decide(7)).rejects.toMatchObject({ code: "stale_draft", details: { currentRevision: 1 } });
    await expect(decide()).rejects.toMatchObject({
      code: "invalid",
      details: { errors: [{ field: "draftRevision" }] },
    });
  });
});
