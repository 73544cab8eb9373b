import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ChatAnswer } from "@/lib/protocols/chat/schemas";
import type { ThreadView, TurnView } from "@/lib/views/threads";
import type { CommentView, Page, RunSummary, RunView } from "@/lib/views/views";
import { chatClient } from "../../support/chat";
import { signIn } from "../../support/demo-session";
import { type FaultServer, startFaultServer } from "../../support/fault-server";
import { addToken, bearer, type Client, restClient } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

let model: FaultServer;
let server: TestServer;
let dana: Client;
let ben: Client;
let benToken: string;

beforeAll(async () => {
  model = await startFaultServer(() => (modelHangs ? "hang" : "ok"));
  server = await startServer({
    env: {
      OPENAI_BASE_URL: model.baseUrl,
      OPENAI_API_KEY: model.apiKey,
      HOLDPOINT_CHAT_WORKFLOW: "write-story",
    },
  });
  dana = restClient(server.url, bearer(server.token));
  benToken = await addToken(server.databaseUrl, "ben");
  ben = restClient(server.url, bearer(benToken));
});

let isStopped = false;

afterAll(async () => {
  if (!isStopped) await server?.stop();
  await model?.close();
});

let modelHangs = false;
const text = "Once there was a test, and it passed.";
const prompt = "A lighthouse keeper";
let ids = 0;
/** Any text will do; this one needs encoding. */
const newId = () => `Ana's thread/${++ids} ü?#%25`;
const say = (body: object, client = dana) => client.post<ChatAnswer & { error: string }>("/api/chat", body);
const answer = (thread_id: string, response: unknown, client = dana) =>
  client.post<ChatAnswer & { error: string }>("/api/chat/continue", { response, thread_id });
const status = (id: string, client = dana) =>
  client.get<ChatAnswer & { error: string }>(`/api/chat/status/${encodeURIComponent(id)}`);
const runs = async () => (await dana.get<Page<RunSummary>>("/api/v1/runs?limit=200")).body.data;

const asking = (thread_id: string): ChatAnswer => ({
  thread_id,
  status: "pending_user_input",
  question_for_user: [
    prompt,
    "Read the draft. Ask for changes as often as you like, or accept it.",
    text,
    "Choose one of: update, accept",
  ].join("\n\n"),
  requires_user_input: true,
  final_response: null,
  task_agent_pairs: [],
  error_message: null,
});

const done = (thread_id: string): ChatAnswer => ({
  thread_id,
  status: "completed",
  question_for_user: null,
  requires_user_input: false,
  final_response: text,
  task_agent_pairs: [],
  error_message: null,
});

test("a story from start over update to accept, in exactly this shape", async () => {
  const id = newId();
  const first = await say({ prompt, thread_id: id, max_results: 3 });
  expect([first.status, first.body]).toEqual([200, asking(id)]);
  expect((await status(id)).body).toEqual(asking(id));
  expect((await answer(id, "Name her Ida.")).body).toEqual(asking(id));
  expect((await answer(id, "ACCEPT")).body).toEqual(done(id));
  expect((await status(id)).body).toEqual(done(id));
  const late = await answer(id, "accept");
  expect([late.status, Object.keys(late.body)]).toEqual([409, ["error"]]);
});

test("a thread has many turns; a prompt sent to a waiting thread is its answer", async () => {
  const { thread_id } = (await say({ prompt, thread_id: "" })).body;
  expect(thread_id).toMatch(/^[0-9a-f-]{36}$/);
  expect((await say({ prompt: "accept", thread_id })).body).toEqual(done(thread_id));
  expect((await say({ prompt, thread_id })).body).toEqual(asking(thread_id));
  expect((await runs()).slice(0, 2)).toMatchObject([{ status: "waiting" }, { id: thread_id, status: "completed" }]);
});

test("two prompts at once never make two runs", async () => {
  const id = newId();
  const before = (await runs()).length;
  const replies = await Promise.all(Array.from({ length: 8 }, () => say({ prompt, thread_id: id })));
  expect((await runs()).length).toBe(before + 1);
  // One that comes after the question was shown has answered it.
  const [refused, heard] = [409, 200].map((wanted) => replies.filter(({ status }) => status === wanted));
  expect([...(refused ?? []), ...(heard ?? [])]).toHaveLength(8);
  expect(heard?.map(({ body }) => body)).toContainEqual(asking(id));
  for (const { body } of refused ?? []) expect(Object.keys(body)).toEqual(["error"]);
});

test("a run of another door that is at work is a thread at work: no prompt takes its id away", async () => {
  modelHangs = true;
  const start = { workflow: "write-story", input: { prompt } };
  const { id } = (await dana.post<RunView>("/api/v1/runs", start)).body;
  const before = (await runs()).length;
  const refused = await say({ prompt: "Another one", thread_id: id });
  expect([refused.status, refused.body.error]).toEqual([409, expect.stringContaining("still being worked on")]);
  expect((await runs()).length).toBe(before);
  expect((await status(id)).body).toMatchObject({ thread_id: id, status: "running" });
  await dana.post(`/api/v1/runs/${id}/cancel`, {});
  modelHangs = false;
  expect((await say({ prompt, thread_id: id })).body).toEqual(asking(id));
});

describe("two users", () => {
  test("a thread of another one is not found, and the same id is another thread", async () => {
    const { thread_id } = (await say({ prompt })).body;
    for (const reply of [await status(thread_id, ben), await answer(thread_id, "accept", ben)]) {
      expect([reply.status, reply.body]).toEqual([404, { error: "There is no such thread." }]);
    }
    expect((await say({ prompt: "Mine", thread_id }, ben)).body.question_for_user).toMatch(/^Mine\n/);
    expect((await status(thread_id)).body).toEqual(asking(thread_id));

    const { data } = (await ben.get<Page<ThreadView>>("/api/v1/threads")).body;
    expect(data).toMatchObject([{ id: thread_id, title: "Mine", status: "waiting", turns: 1 }]);
    const turns = (await ben.get<Page<TurnView>>(`/api/v1/threads/${thread_id}/turns`)).body.data;
    expect(turns).toMatchObject([{ number: 1, run: { input: { prompt: "Mine" } } }]);
    expect((await dana.get<Page<ThreadView>>("/api/v1/threads?limit=1")).body.data).toMatchObject([{ title: prompt }]);
  });
});

test.each<[string, string, object | string, number, RegExp]>([
  ["no prompt", "/api/chat", {}, 422, /^prompt is missing\.$/],
  ["an empty prompt", "/api/chat", { prompt: " " }, 422, /^prompt must not be empty\.$/],
  ["no prompt at all", "/api/chat", { prompt: "" }, 422, /^prompt must not be empty\.$/],
  ["a prompt of which nothing is seen", "/api/chat", { prompt: "\u200b\u2060" }, 422, /^prompt must not be empty\.$/],
  ["too long an id", "/api/chat", { prompt, thread_id: "x".repeat(129) }, 422, /at most 128 characters/],
  ["too many results", "/api/chat", { prompt, max_results: 51 }, 422, /from 1 to 50/],
  ["an unknown key", "/api/chat", { prompt, user: "x" }, 422, /There is no key "user" here/],
  ["no response", "/api/chat/continue", { thread_id: "x" }, 422, /^response is missing\.$/],
  ["an unknown thread", "/api/chat/continue", { thread_id: "nobody's", response: "x" }, 404, /no such thread/],
  ["what is no JSON", "/api/chat", "{", 400, /not JSON/],
])("%s is refused with one error", async (_, path, body, code, error) => {
  const reply = await dana.post<{ error: string }>(path, body);
  expect([reply.status, reply.headers.get("content-type")]).toEqual([code, "application/json"]);
  expect(Object.keys(reply.body)).toEqual(["error"]);
  expect(reply.body.error).toMatch(error);
});

describe("the WebSocket", () => {
  const open = (token = server.token) => chatClient(server.url, bearer(token));

  const by = (want: ChatAnswer["status"]) => (said: { status: string }) => said.status === want;

  test("takes a story from start over update to accept, each state once", async () => {
    const id = newId();
    const client = await open();
    client.send({ type: "start", prompt, thread_id: id });
    expect(await client.until(by("pending_user_input"))).toEqual({ type: "status", ...asking(id) });
    client.send({ type: "subscribe", thread_id: id });
    client.send({ type: "continue", response: "Name her Ida.", thread_id: id });
    expect(await client.until(by("pending_user_input"))).toMatchObject(asking(id));
    client.send({ type: "continue", response: { action: "accept" }, thread_id: id });
    expect(await client.until(by("completed"))).toEqual({ type: "status", ...done(id) });
    const states = client.all.map(({ status }) => status).filter((status) => status !== "running");
    expect(states).toEqual(["pending_user_input", "pending_user_input", "completed"]);
    client.close();
  });

  test("tells what happens elsewhere: an answer by REST, and the next turn", async () => {
    const id = newId();
    await say({ prompt, thread_id: id });
    const client = await open();
    client.send({ type: "subscribe", thread_id: id });
    await client.until(by("pending_user_input"));
    await answer(id, "accept");
    await client.until(by("completed"));
    await say({ prompt: "Another one", thread_id: id });
    expect((await client.until(by("pending_user_input"))).question_for_user).toMatch(/^Another one\n/);
    client.close();
  });

  test("refuses what it can't read, and nobody else notices", async () => {
    const id = newId();
    const other = await open();
    other.send({ type: "start", prompt, thread_id: id });
    await other.until(by("pending_user_input"));
    const client = await open();
    for (const [message, error] of [
      ["{", /not JSON/],
      ["[]", /^The body must be a JSON object\.$/],
      [{ type: "nope" }, /^type must be start, continue or subscribe\.$/],
      [{ type: "start" }, /prompt is missing/],
      [{ type: "subscribe", thread_id: "nobody's" }, /^There is no such thread\.$/],
      [{ type: "continue", response: "x", thread_id: "nobody's" }, /^There is no such thread\.$/],
      [{ type: "start", prompt: "x".repeat(65_536) }, /64 kB/],
    ] as const) {
      client.send(message);
      const said = await client.next();
      expect(Object.keys(said)).toEqual(["type", "error"]);
      expect(said.error).toMatch(error);
    }
    client.send({ type: "start", prompt: "x".repeat(1_100_000) });
    expect((await client.closed).code).toBe(1009);
    other.send({ type: "continue", response: "accept", thread_id: id });
    await other.until(by("completed"));
    other.close();
  });

  test("who is too fast is told, then sent away; others go on", async () => {
    const [fast, other] = await Promise.all([open(), open(benToken)]);
    for (let sent = 0; sent < 400; sent++) fast.send({ type: "subscribe", thread_id: "nobody's" });
    expect((await fast.until(({ error }) => /Too many messages/.test(error))).type).toBe("error");
    expect((await fast.closed).code).toBe(1008);
    const id = newId();
    other.send({ type: "start", prompt, thread_id: id });
    expect(await other.until(by("pending_user_input"))).toMatchObject(asking(id));
    other.close();
  });

  test("lets nobody in without a token, or with a cookie from elsewhere", async () => {
    const Cookie = await signIn(server.url, "ana@example.com");
    const refused: [Record<string, string>, RegExp][] = [
      [{}, /^401 \{"error":"Please sign in/],
      [bearer("wrong"), /^401 \{"error":"This API token is unknown/],
      [{ Cookie }, /^403 /],
      [{ Cookie, Origin: "https://evil.example" }, /^403 /],
      [{ Cookie: `${Cookie}x`, Origin: server.url }, /^401 /],
    ];
    for (const [headers, reason] of refused) await expect(chatClient(server.url, headers)).rejects.toThrow(reason);
    const { thread_id } = (await say({ prompt })).body;
    const own = await chatClient(server.url, { Cookie, Origin: server.url });
    own.send({ type: "subscribe", thread_id });
    expect(await own.next()).toEqual({ type: "error", error: "There is no such thread." });
    own.send({ type: "start", prompt, thread_id: "mine" });
    expect(await own.until(by("pending_user_input"))).toMatchObject(asking("mine"));
    own.close();
  });
});

test("of 50 answers at once over REST and WebSocket one wins, and every loser is told", async () => {
  const thread_id = newId();
  await say({ prompt, thread_id });
  const sockets = await Promise.all(Array.from({ length: 25 }, () => chatClient(server.url, bearer(server.token))));
  for (const socket of sockets) socket.send({ type: "subscribe", thread_id });
  await Promise.all(sockets.map((socket) => socket.until(({ status }) => status === "pending_user_input")));
  // The next draft never comes: an answer that counts can only be about this one.
  modelHangs = true;

  const replies = sockets.map((_, index) =>
    dana.post<ChatAnswer & { error: string }>(
      "/api/chat/continue",
      { thread_id, response: `Change number ${index}` },
      { Prefer: "wait=0" },
    ),
  );
  for (const [index, socket] of sockets.entries()) {
    socket.send({ type: "continue", response: `Wish number ${index}`, thread_id });
  }
  const losers = (await Promise.all(replies)).filter(({ status }) => status !== 200).map(({ body }) => body.error);
  const [{ id }] = (await runs()) as [RunSummary];
  const comments = async () => (await dana.get<Page<CommentView>>(`/api/v1/runs/${id}/comments`)).body.data;
  const won = (await comments())[0]?.text;
  for (const [index, socket] of sockets.entries()) {
    if (won !== `Wish number ${index}`) losers.push((await socket.until(({ type }) => type === "error")).error);
    socket.close();
  }
  modelHangs = false;

  expect(await comments()).toHaveLength(1);
  expect(losers).toHaveLength(49);
  for (const error of losers) {
    expect(error).toMatch(/^Dana chose "Update with comments" at \S+Z\. (.* Yours|Your answer) was not sent\.$/);
  }
});

test("a thread outlives kill -9: reconnect, subscribe, answer", async () => {
  const id = newId();
  const before = await chatClient(server.url, bearer(server.token));
  before.send({ type: "start", prompt, thread_id: id });
  await before.until(({ status }) => status === "pending_user_input");
  await server.kill();
  await before.closed;
  await server.restart();
  const after = await chatClient(server.url, bearer(server.token));
  after.send({ type: "subscribe", thread_id: id });
  expect(await after.next()).toEqual({ type: "status", ...asking(id) });
  after.send({ type: "continue", response: "accept", thread_id: id });
  expect(await after.until(({ status }) => status === "completed")).toEqual({ type: "status", ...done(id) });
  isStopped = true;
  await server.stop();
  expect(await after.closed).toEqual({ code: 1001, reason: "Holdpoint is stopping" });
}, 60_000);
