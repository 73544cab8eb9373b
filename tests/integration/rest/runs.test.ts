import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CommentView, DraftView, EventView, Page, ReviewSummary, ReviewView, RunView } from "@/lib/views/views";
import { signIn } from "../../support/demo-session";
import { type FaultServer, startFaultServer } from "../../support/fault-server";
import { withClient } from "../../support/postgres";
import { accept, bearer, type Client, restClient, story, storyInReview } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

let model: FaultServer;
let server: TestServer;
let client: Client;

beforeAll(async () => {
  model = await startFaultServer();
  server = await startServer({ env: { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: model.apiKey } });
  client = restClient(server.url, bearer(server.token));
});

afterAll(async () => {
  await server?.stop();
  await model?.close();
});

const decide = (review: { id: string }, body: unknown, headers: Record<string, string> = {}) =>
  client.post<RunView>(`/api/v1/reviews/${review.id}/decision`, body, headers);

test("a story from start over an update to accept, in the shapes that are documented", async () => {
  const started = await client.post<RunView>("/api/v1/runs", story);
  expect(started.status).toBe(201);
  expect(started.headers.get("location")).toBe(`/api/v1/runs/${started.body.id}`);
  expect(started.headers.get("preference-applied")).toBeNull();
  expect(started.body).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    workflow: "write-story",
    version: expect.any(String),
    status: "running",
    step: { index: 0, name: "draft" },
    input: { prompt: "A lighthouse keeper", words: 200 },
    output: null,
    error: null,
    blocked: null,
    limited: false,
    parentId: null,
    parentSeq: null,
    forkedFrom: null,
    visits: { draft: 1 },
    rootId: started.body.id,
    startedBy: { kind: "person", id: expect.any(String), name: "Dana" },
    models: [],
    reviews: [],
    createdAt: expect.stringMatching(/Z$/),
    updatedAt: expect.stringMatching(/Z$/),
  });

  const path = `/api/v1/runs/${started.body.id}`;
  const waiting = await client.get<RunView>(path, { Prefer: "wait=30" });
  expect([waiting.status, waiting.headers.get("preference-applied")]).toEqual([200, "wait=30"]);
  const [review] = waiting.body.reviews;
  expect(waiting.body).toMatchObject({ status: "waiting", step: { index: 1, name: "review" } });
  expect(review).toMatchObject({
    runId: started.body.id,
    rootRunId: started.body.id,
    step: { index: 1, name: "review" },
    visit: 1,
    status: "open",
    draft: { revision: 1, content: expect.any(String), format: "markdown" },
    decision: null,
    form: { fields: [expect.objectContaining({ name: "comment", type: "textarea", required: false })] },
  });
  expect(review?.form.actions.map(({ name, requires }) => [name, requires])).toEqual([
    ["update", ["comment"]],
    ["accept", []],
  ]);
  const { body: inList } = await client.get<Page<ReviewSummary>>("/api/v1/reviews?status=open");
  expect(inList.data).toEqual([{ ...review, draftRevision: 1 }]);
  expect((await client.get<ReviewView>(`/api/v1/reviews/${review?.id}`)).body).toEqual(review);

  const values = { comment: "Name the keeper Ida." };
  const updated = await decide(
    review as ReviewView,
    { action: "update", values, draftRevision: 1 },
    { Prefer: "wait=30" },
  );
  expect([updated.status, updated.headers.get("preference-applied")]).toEqual([200, "wait=30"]);
  const [second] = updated.body.reviews;
  expect(second).toMatchObject({ visit: 2, status: "open", draft: { revision: 2 } });
  expect(second?.id).not.toBe(review?.id);

  const accepted = await decide(second as ReviewView, { ...accept, draftRevision: 2 }, { Prefer: "wait=30" });
  expect(accepted.body).toMatchObject({ status: "completed", step: null, reviews: [], error: null });
  expect(accepted.body.output).toMatchObject({ title: expect.any(String), text: expect.any(String), rounds: 2 });

  const dana = { kind: "person", id: accepted.body.startedBy.id, name: "Dana" };
  const drafts = await client.get<Page<DraftView>>(`${path}/drafts`);
  expect(drafts.body.data.map(({ revision, format }) => [revision, format])).toEqual([
    [1, "markdown"],
    [2, "markdown"],
  ]);
  const comments = await client.get<Page<CommentView>>(`${path}/comments`);
  expect(comments.body).toEqual({
    data: [
      {
        id: expect.any(String),
        by: dana,
        text: "Name the keeper Ida.",
        draftRevision: 1,
        createdAt: expect.any(String),
      },
    ],
    nextCursor: null,
  });
  const decided = await client.get<ReviewView>(`/api/v1/reviews/${review?.id}`);
  expect(decided.body).toMatchObject({ status: "decided", decision: { by: dana, action: "update", values } });
  const events = await client.get<Page<EventView>>(`${path}/events`);
  expect(events.body.data[0]).toEqual({
    seq: 1,
    type: "run.started",
    actor: dana,
    data: expect.anything(),
    at: expect.any(String),
  });
  expect(events.body.data.filter(({ type }) => type === "review.decided")).toHaveLength(2);
});

describe("answers that do not fit", () => {
  test.each([
    ["no action", { values: {}, draftRevision: 1 }, ["action"]],
    ["an unknown action", { ...accept, action: "reject" }, ["action"]],
    ["an action named like a property", { ...accept, action: "constructor" }, ["action"]],
    ["update without a comment", { ...accept, action: "update" }, ["comment"]],
    ["update with an empty comment", { ...accept, action: "update", values: { comment: " \n" } }, ["comment"]],
    ["a comment that is a number", { ...accept, action: "update", values: { comment: 5 } }, ["comment"]],
    ["a comment that is an object", { ...accept, action: "update", values: { comment: { a: 1 } } }, ["comment"]],
    ["an unknown value", { ...accept, values: { colour: "red" } }, ["colour"]],
    ["values that are a list", { ...accept, values: [] }, ["values"]],
    ["no draftRevision where a draft is shown", { action: "accept", values: {} }, ["draftRevision"]],
    ["draftRevision 0", { ...accept, draftRevision: 0 }, ["draftRevision"]],
    ["a half draftRevision", { ...accept, draftRevision: 1.5 }, ["draftRevision"]],
    ["a draftRevision that is text", { ...accept, draftRevision: "1" }, ["draftRevision"]],
    ["an unknown key", { ...accept, by: "ben" }, ["by"]],
  ])("%s: 422 names the field, and the review stays open", async (_, body, fields) => {
    const { review, run } = await storyInReview(client);
    const reply = await client.post(`/api/v1/reviews/${review.id}/decision`, body);
    expect([reply.status, reply.body.code]).toEqual([422, "invalid"]);
    expect(reply.body.errors?.map(({ field }) => field)).toEqual(fields);
    expect((await client.get<RunView>(`/api/v1/runs/${run.id}`)).body).toEqual(run);
  });

  test("an answer about an earlier draft: 409 with the current revision", async () => {
    const { review } = await storyInReview(client);
    const next = await decide(
      review,
      { action: "update", values: { comment: "x" }, draftRevision: 1 },
      { Prefer: "wait=30" },
    );
    const [second] = next.body.reviews;
    const reply = await client.post(`/api/v1/reviews/${second?.id}/decision`, accept);
    expect([reply.status, reply.body]).toEqual([
      409,
      expect.objectContaining({ type: "/docs/errors/stale_draft", status: 409, currentRevision: 2 }),
    ]);
  });

  test.each(["canceled", "expired"])("a review that is %s: 409 says so", async (status) => {
    const { review } = await storyInReview(client);
    await withClient(server.databaseUrl, (db) =>
      db.query(
        `with closed as (update reviews set status = $1 where id = $2 returning run_id)
          update runs set revision = revision + 1 where id in (select run_id from closed)`,
        [status, review.id],
      ),
    );
    const reply = await client.post(`/api/v1/reviews/${review.id}/decision`, accept);
    expect([reply.status, reply.body]).toEqual([
      409,
      expect.objectContaining({ type: "/docs/errors/review_closed", status: 409, reviewStatus: status }),
    ]);
  });
});

describe("who was first", () => {
  test("the same person repeating the same answer gets the run; anything else is told who won", async () => {
    const { review, run } = await storyInReview(client);
    expect((await decide(review, accept)).status).toBe(200);
    const again = await decide(review, accept);
    expect([again.status, again.body.id]).toEqual([200, run.id]);

    const conflict = {
      decidedBy: { kind: "person", name: "Dana" },
      action: "accept",
      decidedAt: expect.stringMatching(/Z$/),
    };
    const other = await client.post(`/api/v1/reviews/${review.id}/decision`, {
      action: "update",
      values: { comment: "Wait" },
      draftRevision: 1,
    });
    expect([other.status, other.body]).toMatchObject([409, { ...conflict, code: "review_decided" }]);
    const ben = restClient(server.url, { Cookie: await signIn(server.url, "ben@example.com"), Origin: server.url });
    const late = await ben.post(`/api/v1/reviews/${review.id}/decision`, accept);
    expect([late.status, late.body]).toMatchObject([409, { ...conflict, code: "review_decided" }]);
    expect(late.body.detail).toContain("Dana");
  });

  test("of 50 answers at once one wins, and 49 are told who", async () => {
    const { review, run } = await storyInReview(client);
    const cookies = await Promise.all(["ana", "ben", "dana"].map((name) => signIn(server.url, `${name}@example.com`)));
    const people = cookies.map((Cookie) => restClient(server.url, { Cookie, Origin: server.url }));
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        (people[index % 3] as Client).post(`/api/v1/reviews/${review.id}/decision`, {
          action: "update",
          values: { comment: `Comment ${index}` },
          draftRevision: 1,
        }),
      ),
    );
    const winners = replies.filter(({ status }) => status === 200);
    const losers = replies.filter(({ status }) => status === 409);
    expect([winners.length, losers.length]).toEqual([1, 49]);
    const { decision } = (await client.get<ReviewView>(`/api/v1/reviews/${review.id}`)).body;
    for (const { body } of losers) {
      expect(body).toMatchObject({ decidedBy: decision?.by, action: "update", decidedAt: decision?.at });
    }
    const comments = await client.get<Page<CommentView>>(`/api/v1/runs/${run.id}/comments`);
    expect(comments.body.data.map(({ text }) => text)).toEqual([decision?.values.comment]);
  });
});

describe("Prefer: wait", () => {
  test.each(["wait=61", "wait=-1", "wait=1.5", "wait=", "wait", "wait=ten", "wait=1e1", "wait=99999", 'wait="x"'])(
    "%s is refused on every address that waits",
    async (Prefer) => {
      const { run, review } = await storyInReview(client);
      const replies = [
        await client.post("/api/v1/runs", story, { Prefer }),
        await client.get(`/api/v1/runs/${run.id}`, { Prefer }),
        await client.post(`/api/v1/reviews/${review.id}/decision`, accept, { Prefer }),
      ];
      for (const { status, body } of replies) {
        expect([status, body.errors?.[0]?.field]).toEqual([422, "Prefer"]);
      }
      expect((await client.get<RunView>(`/api/v1/runs/${run.id}`)).body.status).toBe("waiting");
    },
  );

  test.each(["wait=0", "wait=60", "respond-async, wait=10", 'WAIT = "10"', "return=minimal", "handling=lenient; wait"])(
    "%s is taken",
    async (Prefer) => {
      const { run } = await storyInReview(client);
      const reply = await client.get<RunView>(`/api/v1/runs/${run.id}`, { Prefer });
      expect([reply.status, reply.body]).toEqual([200, run]);
    },
  );
});
