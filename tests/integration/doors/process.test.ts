import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunView } from "@/lib/views/views";
import { signIn } from "../../support/demo-session";
import { type FaultServer, startFaultServer } from "../../support/fault-server";
import { bearer, type Client, restClient } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

interface Paused {
  paused: boolean;
  execution_id: string;
  response: unknown;
}

let model: FaultServer;
let server: TestServer;
let client: Client;

beforeAll(async () => {
  model = await startFaultServer(["hang", "refuse"]);
  server = await startServer({
    env: { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: model.apiKey, HOLDPOINT_LEASE_SECONDS: "3600" },
  });
  client = restClient(server.url, bearer(server.token));
});

afterAll(async () => {
  await server?.stop();
  await model?.close();
});

const start = { workflow: "write-story", input: "A lighthouse keeper" };
const begin = async () => (await client.post<Paused>("/process", start)).body.execution_id;
const resume = (execution_id: unknown, data: unknown, headers = {}) =>
  client.post<Paused & { error: string }>("/workflow_resume", { execution_id, data }, headers);

test("says that it is still running when the time is up, and goes on from there", async () => {
  const { status, body } = await client.post<Paused>("/process", start, { Prefer: "wait=1" });
  const running = { paused: false, response: null, running: true, execution_id: expect.any(String) };
  expect([status, body]).toEqual([200, running]);
  expect((await resume(body.execution_id, {}, { Prefer: "wait=0" })).body).toEqual(running);
  const tooEarly = await resume(body.execution_id, { action: "accept" });
  expect([tooEarly.status, tooEarly.body]).toEqual([
    409,
    { error: "This run is at work; nothing waits for an answer. Yours was not sent." },
  ]);
});

test("a run that fails is an error with its reason", async () => {
  const { status, body } = await client.post<unknown>("/process", start);
  expect([status, body]).toEqual([500, { error: expect.stringMatching(/^This run failed at step "draft": ./) }]);
});

test("a story from start over update to accept, in exactly these shapes", async () => {
  const paused = (draft: unknown) => ({
    paused: true,
    execution_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    form: {
      title: "A lighthouse keeper",
      fields: [
        { name: "comment", label: "Comment", type: "textarea" },
        { name: "action", label: "Choose one of: update (Update with comments), accept (Accept)", type: "text" },
      ],
    },
    response: draft,
  });
  const draft = "Once there was a test, and it passed.";
  const first = await client.post<Paused>("/process", { ...start, input: { prompt: start.input, words: "120" } });
  expect([first.status, first.body]).toEqual([200, paused(draft)]);
  const id = first.body.execution_id;
  const run = await client.get<RunView>(`/api/v1/runs/${id}`);
  expect(run.body.input).toEqual({ prompt: "A lighthouse keeper", words: 120 });

  const second = await resume(id, { comment: "Name her Ida.", action: "UPDATE" });
  expect([second.status, second.body]).toEqual([200, { ...paused(draft), execution_id: id }]);
  const last = await resume(id, { comment: "", action: "Accept" });
  expect([last.status, last.body]).toEqual([
    200,
    { paused: false, response: { title: draft, text: draft, rounds: 2 } },
  ]);

  const after = await resume(id, { action: "accept" });
  expect([after.status, Object.keys(after.body)]).toEqual([409, ["error"]]);
  expect(after.body.error).toMatch(/^Dana chose "Accept" at \S+Z\. This run is completed; nothing waits/);
});

describe("what it refuses, always as one error", () => {
  const someId = "01999999-0000-7000-8000-0000000000aa";

  test.each<[string, string, unknown, number, string]>([
    ["an unknown execution", "/workflow_resume", { execution_id: someId, data: {} }, 404, "There is no such run."],
    ["no id", "/workflow_resume", { execution_id: "1; drop", data: {} }, 404, "There is no such run."],
    ["no data", "/workflow_resume", { execution_id: someId }, 422, "data is missing."],
    ["no input", "/process", { workflow: "write-story" }, 422, "input is missing."],
    [
      "empty input",
      "/process",
      { ...start, input: " " },
      422,
      'Send an object with a value for "What is the story about?".',
    ],
    [
      "empty fields",
      "/process",
      { ...start, input: { prompt: "" } },
      422,
      'Please fill in "What is the story about?".',
    ],
    [
      "several mistakes",
      "/process",
      { ...start, input: { prompt: "x", words: "many", mood: "x" } },
      422,
      'This form has no field "mood". Length in words must be a number. Write digits, like 1500 or -2.5.',
    ],
    ["an unknown key", "/process", { ...start, extra: 1 }, 422, 'There is no key "extra" here.'],
    ["a body that is no JSON", "/process", "{", 400, "The body is not JSON"],
    ["an unknown workflow", "/process", { ...start, workflow: "nope" }, 422, 'There is no workflow "nope".'],
  ])("%s", async (_, path, body, status, error) => {
    const reply = await client.post<{ error: string }>(path, body);
    expect(reply.status).toBe(status);
    expect(reply.headers.get("content-type")).toBe("application/json");
    expect(Object.keys(reply.body)).toEqual(["error"]);
    for (const sentence of error.split(/(?<=\.) /)) expect(reply.body.error).toContain(sentence);
  });

  test("an answer that fits nothing, with the choices; the form stays open", async () => {
    const id = await begin();
    const reply = await resume(id, { comment: "x" });
    expect([reply.status, reply.body.error]).toEqual([422, expect.stringMatching(/^Choose one of: update \(Update/)]);
    expect((await resume(id, { action: "update" })).body).toEqual({ error: 'Please fill in "Comment".' });
    expect((await resume(id, "accept")).body).toMatchObject({ paused: false });
  });

  test("who is nobody, the wrong method, and a cookie's write from another site", async () => {
    const nobody = await restClient(server.url, {}).post("/process", start);
    expect([nobody.status, Object.keys(nobody.body)]).toEqual([401, ["error"]]);
    expect(nobody.headers.get("www-authenticate")).toMatch(/^Bearer/);
    const got = await client.get("/process");
    expect([got.status, got.headers.get("allow"), Object.keys(got.body)]).toEqual([405, "POST, OPTIONS", ["error"]]);

    const Cookie = await signIn(server.url, "ana@example.com");
    const runs = () => client.get<{ data: unknown[] }>("/api/v1/runs?limit=200");
    const before = (await runs()).body.data.length;
    const foreign = await restClient(server.url, { Cookie, Origin: "https://evil.example" }).post("/process", start);
    expect([foreign.status, Object.keys(foreign.body)]).toEqual([403, ["error"]]);
    expect((await runs()).body.data).toHaveLength(before);
    const own = await restClient(server.url, { Cookie, Origin: server.url }).post<Paused>("/process", start);
    expect(own.body).toMatchObject({ paused: true });
  });
});

test("answers are data: nothing in them may run, nobody may keep them", async () => {
  const { headers } = await client.post("/process", start);
  expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
  expect(headers.get("cache-control")).toBe("no-store");
});

test("one Idempotency-Key is one run and one answer, given again byte for byte", async () => {
  const key = { "Idempotency-Key": "order 4711" };
  const [first, second] = await Promise.all([
    client.post<Paused>("/process", start, key),
    client.post("/process", start, key),
  ]);
  expect(second.text).toBe(first.text);
  const id = first.body.execution_id;
  const data = { action: "update", comment: "Once." };
  const answers = [await resume(id, data, key), await resume(id, data, key)];
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(answers[1]?.text).toBe(answers[0]?.text);
  expect(answers[1]?.headers.get("idempotent-replayed")).toBe("true");
  const comments = await client.get<{ data: unknown[] }>(`/api/v1/runs/${id}/comments`);
  expect(comments.body.data).toHaveLength(1);
});

test("empty data shows a form that this caller has not seen, and answers nothing", async () => {
  const { body: run } = await client.post<RunView>(
    "/api/v1/runs",
    { workflow: "write-story", input: { prompt: "Elsewhere" } },
    { Prefer: "wait=30" },
  );
  expect((await resume(run.id, {})).body).toMatchObject({ paused: true, form: { title: "Elsewhere" } });
});
