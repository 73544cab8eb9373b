import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunView } from "@/lib/views/views";
import { agentClient, byId, data, send, text } from "../../support/a2a";
import { type FaultServer, startFaultServer } from "../../support/fault-server";
import { addTenant, addToken, bearer, type Client, restClient, storyInReview } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

let model: FaultServer;
let server: TestServer;
let ours: Client;
let theirs: Client;
let nobody: Client;
let theirToken: string;
let run: RunView;

const unknown = "01999999-0000-7000-8000-0000000000aa";
const v1 = { "A2A-Version": "1.0" };

beforeAll(async () => {
  model = await startFaultServer();
  server = await startServer({ env: { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: model.apiKey } });
  theirToken = (await addTenant(server.databaseUrl)).token;
  ours = restClient(server.url, bearer(server.token));
  theirs = restClient(server.url, bearer(theirToken));
  nobody = restClient(server.url, {});
  ({ run } = await storyInReview(ours));
  await ours.post(`/api/a2a/v1/tasks/${run.id}/pushNotificationConfigs`, { id: "p", url: "https://example.com" }, v1);
});

afterAll(async () => {
  await server?.stop();
  await model?.close();
});

const answer = (taskId: string) => ({
  message: { messageId: randomUUID(), role: "ROLE_USER", taskId, parts: [{ text: "accept" }] },
});
const legacyAnswer = (taskId: string) => ({
  message: { messageId: randomUUID(), role: "user", taskId, parts: [{ kind: "text", text: "accept" }] },
});

/** Every method, with the id of a task. */
const rest: [string, (client: Client, id: string) => Promise<{ status: number; text: string }>][] = [
  ["message:send", (client, id) => client.post("/api/a2a/v1/message:send", answer(id), v1)],
  ["message:stream", (client, id) => client.post("/api/a2a/v1/message:stream", answer(id), v1)],
  ["tasks/{id}", (client, id) => client.get(`/api/a2a/v1/tasks/${id}`, v1)],
  ["tasks/{id}:cancel", (client, id) => client.post(`/api/a2a/v1/tasks/${id}:cancel`, {}, v1)],
  ["tasks/{id}:subscribe", (client, id) => client.get(`/api/a2a/v1/tasks/${id}:subscribe`, v1)],
  [
    "creating a push config",
    (client, id) => client.post(`/api/a2a/v1/tasks/${id}/pushNotificationConfigs`, { url: "https://example.com" }, v1),
  ],
  ["listing push configs", (client, id) => client.get(`/api/a2a/v1/tasks/${id}/pushNotificationConfigs`, v1)],
  ["reading a push config", (client, id) => client.get(`/api/a2a/v1/tasks/${id}/pushNotificationConfigs/p`, v1)],
  [
    "deleting a push config",
    (client, id) => client.send(`/api/a2a/v1/tasks/${id}/pushNotificationConfigs/p`, { method: "DELETE", headers: v1 }),
  ],
];

const rpc: [string, object, (id: string) => object][] = [
  ["SendMessage", v1, answer],
  ["SendStreamingMessage", v1, answer],
  ["GetTask", v1, (id) => ({ id })],
  ["CancelTask", v1, (id) => ({ id })],
  ["SubscribeToTask", v1, (id) => ({ id })],
  ["CreateTaskPushNotificationConfig", v1, (taskId) => ({ taskId, url: "https://example.com" })],
  ["GetTaskPushNotificationConfig", v1, (taskId) => ({ taskId, id: "p" })],
  ["ListTaskPushNotificationConfigs", v1, (taskId) => ({ taskId })],
  ["DeleteTaskPushNotificationConfig", v1, (taskId) => ({ taskId, id: "p" })],
  ["message/send", {}, legacyAnswer],
  ["message/stream", {}, legacyAnswer],
  ["tasks/get", {}, (id) => ({ id })],
  ["tasks/cancel", {}, (id) => ({ id })],
  ["tasks/resubscribe", {}, (id) => ({ id })],
  ["tasks/pushNotificationConfig/list", {}, (id) => ({ id })],
];

const call = (client: Client, method: string, headers: object, params: object) =>
  client.post<{ error: { code: number; message: string } }>(
    "/api/a2a",
    { jsonrpc: "2.0", id: 1, method, params },
    headers as Record<string, string>,
  );

describe("a task of another workspace is not found, exactly as one that nobody has", () => {
  test.each(rest)("HTTP+JSON: %s", async (_, ask) => {
    const [foreign, none] = [await ask(theirs, run.id), await ask(theirs, unknown)];
    expect([foreign.status, foreign.text]).toEqual([404, none.text]);
    expect(foreign.text).toContain('"message":"There is no such task."');
  });

  test.each(rpc)("JSON-RPC: %s", async (method, headers, params) => {
    const foreign = await call(theirs, method, headers, params(run.id));
    const none = await call(theirs, method, headers, params(unknown));
    expect([foreign.status, foreign.text]).toEqual([200, none.text]);
    expect(foreign.body.error).toMatchObject({ code: -32001, message: "There is no such task." });
  });

  test("and its context leads nowhere: what is sent there starts a task of one's own", async () => {
    const client = await agentClient(server.url, theirToken);
    await expect(send(client, [data({ action: "accept" })], { contextId: run.id })).rejects.toThrow("Nothing waits");
    const { body } = await ours.get<RunView>(`/api/v1/runs/${run.id}`);
    expect(body).toEqual(run);
  });
});

describe("who is nobody gets 401 before anything else", () => {
  test.each(rest)("HTTP+JSON: %s", async (_, ask) => {
    expect((await ask(nobody, run.id)).status).toBe(401);
  });

  test.each([...rpc, ["Nonsense", v1, () => ({})], ["GetTask", { "A2A-Version": "9" }, () => ({})]] as typeof rpc)(
    "JSON-RPC: %s",
    async (method, headers, params) => {
      const reply = await call(nobody, method, headers, params(run.id));
      expect([reply.status, reply.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="Holdpoint"']);
    },
  );

  test("also with a wrong token, a body that is no JSON, or the list of tasks", async () => {
    expect((await nobody.post("/api/a2a", "{")).status).toBe(401);
    expect((await nobody.get("/api/a2a/v1/tasks", v1)).status).toBe(401);
    expect((await nobody.get("/api/a2a/v1/extendedAgentCard", v1)).status).toBe(401);
    const wrong = { Authorization: "Bearer nope" };
    expect((await nobody.get("/.well-known/agent-card.json", wrong)).status).toBe(401);
    expect((await nobody.get("/api/a2a/v1/tasks", { ...v1, ...wrong })).status).toBe(401);
  });

  test("the public card names no workflow; the one for who signed in has them all", async () => {
    const open = await nobody.get<{ skills: { id: string }[] }>("/.well-known/agent-card.json", v1);
    expect(open.status).toBe(200);
    expect(open.text).not.toMatch(/story|expense|translation/i);
    const own = await ours.get<typeof open.body>("/.well-known/agent-card.json", v1);
    const extended = await ours.get<typeof open.body>("/api/a2a/v1/extendedAgentCard", v1);
    expect(own.body).toEqual(extended.body);
    expect(own.body.skills.map(({ id }) => id)).toContain("write-story");
    const older = await nobody.get("/.well-known/agent-card.json");
    expect(older.body).toMatchObject({
      protocolVersion: "0.3",
      url: `${server.url}/api/a2a`,
      preferredTransport: "JSONRPC",
    });
    const document = await nobody.get("/api/a2a/review-extension.json");
    expect(document.body).toMatchObject({ uri: "urn:holdpoint:a2a:review:v1", question: { type: "object" } });
  });
});

describe("what is no request of this protocol is refused in its own shape", () => {
  test.each<[string, object, unknown, number, RegExp]>([
    ["no JSON", v1, "{", -32700, /^The body is not JSON/],
    ["a list", v1, [], -32602, /^Send one JSON-RPC request/],
    ["no method", v1, { jsonrpc: "2.0", id: 1 }, -32602, /Invalid JSON-RPC Request/],
    ["an unknown method", v1, { jsonrpc: "2.0", id: 1, method: "Nonsense", params: {} }, -32601, /method/],
    [
      "a method of 1.0 without a version",
      {},
      { jsonrpc: "2.0", id: 1, method: "GetTask", params: {} },
      -32601,
      /GetTask/,
    ],
    [
      "another version",
      { "A2A-Version": "9" },
      { jsonrpc: "2.0", id: 1, method: "GetTask" },
      -32009,
      /^A2A version "9"/,
    ],
    ["a NUL", v1, { jsonrpc: "2.0", id: 1, method: "GetTask", params: { id: "\u0000" } }, -32602, /can't be stored/],
    [
      "parts that are none",
      v1,
      { jsonrpc: "2.0", id: 1, method: "SendMessage", params: { message: "x" } },
      -32602,
      /parts/,
    ],
    ["no message", v1, { jsonrpc: "2.0", id: 1, method: "SendMessage", params: {} }, -32602, /no message/],
  ])("JSON-RPC: %s", async (_, headers, body, code, message) => {
    const reply = await ours.post<{ error: unknown }>("/api/a2a", body, headers as Record<string, string>);
    expect([reply.status, reply.body.error]).toMatchObject([200, { code, message: expect.stringMatching(message) }]);
  });

  test("HTTP+JSON: no version, no address, no JSON, too much", async () => {
    const older = await ours.get<{ error: { status: string; message: string } }>("/api/a2a/v1/tasks");
    expect([older.status, older.body.error.message]).toEqual([400, expect.stringMatching(/^A2A version "0.3" is not/)]);
    expect((await ours.get("/api/a2a/v1/nothing", v1)).status).toBe(404);
    expect((await ours.post("/api/a2a/v1/message:send", "{", v1)).status).toBe(400);
    expect((await ours.post("/api/a2a/v1/message:send", " ".repeat(2_000_000), v1)).status).toBe(413);
    expect((await ours.post("/api/a2a", " ".repeat(2_000_000), v1)).status).toBe(413);
  });

  test("who asks for the extension is told that it is there", async () => {
    const uri = "urn:holdpoint:a2a:review:v1";
    const { headers } = await ours.get(`/api/a2a/v1/tasks/${run.id}`, { ...v1, "A2A-Extensions": `x, ${uri}` });
    expect(headers.get("a2a-extensions")).toBe(uri);
  });
});

describe("two people of one workspace", () => {
  test("share tasks, but neither contexts nor lists", async () => {
    const [ana, ben] = await Promise.all(
      ["ana", "ben"].map(async (name) => agentClient(server.url, await addToken(server.databaseUrl, name))),
    );
    if (!ana || !ben) throw new Error("There is nobody.");
    const task = await send(ana, [data({ workflow: "write-story", input: "A bakery" })], { contextId: "letters" });
    expect((await ben.getTask(byId(task.id))).contextId).toBe(task.id);
    await expect(send(ben, [data({ action: "accept" })], { contextId: "letters" })).rejects.toThrow("Nothing waits");
    const list = { tenant: "", contextId: "", status: 0, pageToken: "", statusTimestampAfter: undefined };
    expect((await ben.listTasks(list)).tasks).toEqual([]);
    await send(ben, [text("accept")], { contextId: task.id });
    expect((await ben.listTasks(list)).tasks).toMatchObject([{ id: task.id, contextId: task.id, artifacts: [] }]);
    expect((await ana.listTasks(list)).tasks).toMatchObject([{ id: task.id, contextId: "letters" }]);
  });
});
