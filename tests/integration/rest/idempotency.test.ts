import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Page, RunSummary, RunView } from "@/lib/views/views";
import { signIn } from "../../support/demo-session";
import { type FaultServer, startFaultServer } from "../../support/fault-server";
import {
  accept,
  addTenant,
  bearer,
  type Client,
  type Problem,
  type Reply,
  restClient,
  story,
  storyInReview,
} from "../../support/rest";
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

let keys = 0;
const newKey = () => ({ "Idempotency-Key": `key ${++keys}` });
const countRuns = async () => (await client.get<Page<RunSummary>>("/api/v1/runs?limit=200")).body.data.length;

function expectSame(replies: Reply<unknown>[]): void {
  expect(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  const headers = replies.map((reply) => [reply.headers.get("location"), reply.headers.get("content-type")]);
  expect(new Set(headers.map(String)).size).toBe(1);
}

test("a repeated start is one run, and the first answer byte for byte, also when the run has moved on", async () => {
  const key = newKey();
  const before = await countRuns();
  const first = await client.post<RunView>("/api/v1/runs", story, key);
  expect([first.status, first.body.status]).toEqual([201, "running"]);
  await client.get(`/api/v1/runs/${first.body.id}`, { Prefer: "wait=30" });
  const again = await client.post<RunView>("/api/v1/runs", story, key);
  expectSame([first, again]);
  expect([first.headers.get("idempotent-replayed"), again.headers.get("idempotent-replayed")]).toEqual([null, "true"]);
  expect(await countRuns()).toBe(before + 1);
});

test("a dedupeKey is one run for ever: 201 for the first start, then 200 and that run, whatever else is sent", async () => {
  const body = { ...story, dedupeKey: "order 4711" };
  const before = await countRuns();
  const replies = await Promise.all(Array.from({ length: 10 }, () => client.post<RunView>("/api/v1/runs", body)));
  expect(replies.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 201]);
  const [first] = replies.filter(({ status }) => status === 201);
  expect(first?.headers.get("location")).toBe(`/api/v1/runs/${first?.body.id}`);
  const later = await client.post<RunView>(
    "/api/v1/runs",
    { ...body, input: { prompt: "A baker" } },
    { ...newKey(), Prefer: "wait=30" },
  );
  expect([later.status, later.headers.get("location")]).toEqual([200, null]);
  expect(later.body).toMatchObject({ id: first?.body.id, status: "waiting", input: { prompt: "A lighthouse keeper" } });
  expect(await countRuns()).toBe(before + 1);
  for (const dedupeKey of ["", 7, "x".repeat(201)]) {
    const { status, body: problem } = await client.post<Problem>("/api/v1/runs", { ...story, dedupeKey });
    expect([status, problem.errors?.[0]?.field]).toEqual([422, "dedupeKey"]);
  }
});

test("ten at once are one run: one works, the others wait for its answer", async () => {
  const key = newKey();
  const before = await countRuns();
  const replies = await Promise.all(
    Array.from({ length: 10 }, () => client.post<RunView>("/api/v1/runs", story, { ...key, Prefer: "wait=30" })),
  );
  expectSame(replies);
  expect(replies[0]?.body.status).toBe("waiting");
  expect(replies.filter(({ headers }) => headers.get("idempotent-replayed") === null)).toHaveLength(1);
  expect(await countRuns()).toBe(before + 1);
});

test("a repeated decision is one decision", async () => {
  const { review } = await storyInReview(client);
  const path = `/api/v1/reviews/${review.id}/decision`;
  const key = newKey();
  expectSame(await Promise.all(Array.from({ length: 10 }, () => client.post(path, accept, key))));
  expect((await client.post(path, accept, key)).status).toBe(200);
});

describe("a refusal is not kept: the same request, or a better one, is judged anew under its key", () => {
  test.each<[string, unknown, number]>([
    ["malformed", "{", 400],
    ["too large", "x".repeat(1_100_000), 413],
    ["a missing field", { workflow: "write-story", input: {} }, 422],
    ["an unknown workflow", { workflow: "nope", input: {} }, 422],
  ])("%s", async (_, body, status) => {
    for (const wait of [{}, { Prefer: "wait=1" }] as Record<string, string>[]) {
      const headers = { ...newKey(), ...wait };
      const replies = [
        await client.post("/api/v1/runs", body, headers),
        await client.post("/api/v1/runs", body, headers),
      ];
      expectSame(replies);
      expect(replies.map((reply) => [reply.status, reply.headers.get("idempotent-replayed")])).toEqual([
        [status, null],
        [status, null],
      ]);
      const better = [await client.post("/api/v1/runs", story, headers)];
      better.push(await client.post("/api/v1/runs", story, headers));
      expectSame(better);
      expect(better.map((reply) => [reply.status, reply.headers.get("idempotent-replayed")])).toEqual([
        [201, null],
        [201, "true"],
      ]);
      const other = await client.post("/api/v1/runs", body, headers);
      expect([other.status, other.body.code]).toEqual([422, "idempotency_mismatch"]);
    }
  });

  test("a lost race stays lost", async () => {
    const { review } = await storyInReview(client);
    const path = `/api/v1/reviews/${review.id}/decision`;
    await client.post(path, accept);
    const late = { action: "update", values: { comment: "Late" }, draftRevision: 1 };
    const key = newKey();
    const replies = [await client.post(path, late, key), await client.post(path, late, key)];
    expectSame(replies);
    expect(replies[1]?.status).toBe(409);
  });

  test("an answer that did not fit is accepted once it does", async () => {
    const { review } = await storyInReview(client);
    const path = `/api/v1/reviews/${review.id}/decision`;
    const key = newKey();
    const refused = await client.post<Problem>(path, { ...accept, draftRevision: 7 }, key);
    expect([refused.status, refused.body.code]).toEqual([409, "stale_draft"]);
    const replies = [await client.post(path, accept, key), await client.post(path, accept, key)];
    expectSame(replies);
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
  });
});

test("another body under the same key is refused; other spaces and another order of keys are the same body", async () => {
  const key = newKey();
  const before = await countRuns();
  const first = await client.post("/api/v1/runs", '{"workflow":"write-story","input":{"prompt":"x","words":100}}', key);
  const same = await client.post(
    "/api/v1/runs",
    '{ "input": {"words": 100, "prompt": "x"}, "workflow": "write-story" }',
    key,
  );
  expectSame([first, same]);
  const others = [
    '{"workflow":"write-story","input":{"prompt":"y","words":100}}',
    '{"workflow":"write-story"}',
    "{",
    "",
  ];
  for (const other of others) {
    const reply = await client.post<Problem>("/api/v1/runs", other, key);
    expect([reply.status, reply.body.code, reply.body.type]).toEqual([
      422,
      "idempotency_mismatch",
      "/docs/errors/idempotency_mismatch",
    ]);
  }
  expect(await countRuns()).toBe(before + 1);
});

test("a key belongs to one caller and one path", async () => {
  const key = newKey();
  const other = restClient(server.url, bearer((await addTenant(server.databaseUrl)).token));
  const cookie = { Cookie: await signIn(server.url, "dana@example.com"), Origin: server.url };
  const person = restClient(server.url, cookie);
  const runs = await Promise.all([client, other, person].map((one) => one.post<RunView>("/api/v1/runs", story, key)));
  expect(new Set(runs.map(({ body }) => body.id)).size).toBe(3);

  const { review } = await storyInReview(client);
  const decided = await client.post(`/api/v1/reviews/${review.id}/decision`, accept, key);
  expect(decided.status).toBe(200);
});

test.each(["", "x".repeat(256), "schl\u00fcssel", "tab\tbed"])("a key that is none (%j) is refused", async (key) => {
  const reply = await client.post("/api/v1/runs", story, { "Idempotency-Key": key });
  expect([reply.status, reply.body.errors?.[0]?.field]).toEqual([422, "Idempotency-Key"]);
});

test("a start that was cut off by a crash and is repeated afterwards is still one run", {
  timeout: 60_000,
}, async () => {
  const hanging = await startFaultServer(["hang"]);
  const env = { OPENAI_BASE_URL: hanging.baseUrl, OPENAI_API_KEY: hanging.apiKey, HOLDPOINT_LEASE_SECONDS: "2" };
  const own = await startServer({ env });
  try {
    const its = restClient(own.url, bearer(own.token));
    const headers = { ...newKey(), Prefer: "wait=30" };
    const lost = its.post<RunView>("/api/v1/runs", story, headers).catch(() => "lost");
    await hanging.requested(1);
    await own.kill();
    expect(await lost).toBe("lost");
    await own.restart();
    const repeated = await its.post<RunView>("/api/v1/runs", story, headers);
    expect([repeated.status, repeated.body.status]).toEqual([201, "waiting"]);
    const { data } = (await its.get<Page<RunSummary>>("/api/v1/runs")).body;
    expect(data.map(({ id }) => id)).toEqual([repeated.body.id]);
  } finally {
    await own.stop();
    await hanging.close();
  }
});
