import { Role, TaskState } from "@a2a-js/sdk";
import type { Client } from "@a2a-js/sdk/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { agentClient, artifact, type Dialect, data, message, send, sending, text } from "../../support/a2a";
import { type FaultServer, startFaultServer } from "../../support/fault-server";
import { type JsonServer, sendJson, startJsonServer } from "../../support/json-server";
import { withClient } from "../../support/postgres";
import { bearer, type Client as RestClient, restClient } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

let model: FaultServer;
let server: TestServer;
let receiver: JsonServer;
let client: Client;
let rest: RestClient;
/** Statuses that the receiver answers with, before it takes everything. */
let refusals: number[] = [];

const story = data({ workflow: "write-story", input: "A lighthouse keeper" });
const list = { tenant: "", contextId: "", status: 0, pageToken: "", statusTimestampAfter: undefined };
const ids = ({ tasks }: { tasks: { id: string }[] }) => tasks.map(({ id }) => id);

beforeAll(async () => {
  model = await startFaultServer();
  receiver = await startJsonServer((_, response) => sendJson(response, refusals.shift() ?? 200, {}));
  server = await startServer({
    env: {
      OPENAI_BASE_URL: model.baseUrl,
      OPENAI_API_KEY: model.apiKey,
      HOLDPOINT_ALLOW_PRIVATE_ADDRESSES: receiver.place,
      HOLDPOINT_SWEEP_SECONDS: "0.3",
    },
  });
  client = await agentClient(server.url, server.token);
  rest = restClient(server.url, bearer(server.token));
});

afterAll(async () => {
  await server?.stop();
  await model?.close();
  await receiver?.close();
});

test("tasks are listed by their last change, filtered and page by page", async () => {
  const first = await send(client, [story], { contextId: "a" });
  const second = await send(client, [story], { contextId: "b" });
  const third = await send(client, [story], { contextId: "a" });
  await send(client, [text("accept")], { taskId: first.id });

  const one = await client.listTasks({ ...list, pageSize: 2 });
  expect([ids(one), one.totalSize, one.pageSize]).toEqual([[first.id, third.id], 3, 2]);
  const two = await client.listTasks({ ...list, pageSize: 2, pageToken: one.nextPageToken });
  expect([ids(two), two.nextPageToken, two.totalSize]).toEqual([[second.id], "", 3]);
  expect(ids(await client.listTasks({ ...list, contextId: "a" }))).toEqual([first.id, third.id]);
  const status = TaskState.TASK_STATE_INPUT_REQUIRED;
  expect(ids(await client.listTasks({ ...list, status }))).toEqual([third.id, second.id]);
  expect(ids(await client.listTasks({ ...list, status, contextId: "a" }))).toEqual([third.id]);
  const done = await client.listTasks({ ...list, status: TaskState.TASK_STATE_COMPLETED, includeArtifacts: true });
  expect(done.tasks.map((task) => artifact(task, "output")?.name)).toEqual(["Output"]);
  const since = done.tasks[0]?.status?.timestamp;
  expect(ids(await client.listTasks({ ...list, statusTimestampAfter: since }))).toEqual([first.id]);
  const over = await agentClient(server.url, server.token, "HTTP+JSON");
  expect(ids(await over.listTasks({ ...list, status, pageSize: 1, contextId: "b" }))).toEqual([second.id]);
  await expect(client.listTasks({ ...list, pageSize: 101 })).rejects.toThrow("from 1 to 100");
  await expect(client.listTasks({ ...list, pageToken: "x" })).rejects.toThrow("cursor");
});

test.each(["contextId", "pageToken", "statusTimestampAfter"])(
  "a %s with NUL is a mistake of who asks",
  async (name) => {
    const v1 = { "A2A-Version": "1.0" };
    const query = await rest.get(`/api/a2a/v1/tasks?${name}=a%00b`, v1);
    expect([query.status, query.text]).toEqual([400, expect.stringContaining("can't be stored")]);
    const call = { jsonrpc: "2.0", id: 7, method: "ListTasks", params: { [name]: "a\u0000b" } };
    const { status, body } = await rest.post<object>("/api/a2a", call, v1);
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({
        id: 7,
        error: expect.objectContaining({ message: expect.stringContaining("can't be stored") }),
      }),
    ]);
  },
);

test("several that wait in one context must be named", async () => {
  const contextId = "twice";
  const { id } = await send(client, [story], { contextId });
  const other = await send(client, [story], { contextId });
  const named = expect(send(client, [text("accept")], { contextId })).rejects;
  await named.toThrow(`Name the one you answer by taskId: ${other.id}, ${id}.`);
});

test("what an agent says is nobody's answer", async () => {
  const { id } = await send(client, [story]);
  const refused = expect(send(client, [text("accept")], { taskId: id, role: Role.ROLE_AGENT })).rejects;
  await refused.toThrow("message.role must be ROLE_USER");
  expect((await client.getTask({ tenant: "", id, historyLength: undefined })).status?.state).toBe(
    TaskState.TASK_STATE_INPUT_REQUIRED,
  );
});

describe("push notifications", () => {
  const config = (extra: object = {}) => ({
    ...{ tenant: "", taskId: "", id: "", url: `${receiver.url}/hook`, token: "t0ken" },
    authentication: { scheme: "Bearer", credentials: "s3cret" },
    ...extra,
  });
  /** The refusal has been noted: nobody has it in hand any more. */
  const willTryAgain = (id: string) =>
    withClient(server.databaseUrl, async (database) => {
      const sql = "select due_at < now() + interval '10 seconds' as soon from deliveries where payload->>'id' = $1";
      return (await database.query<{ soon: boolean }>(sql, [id])).rows[0]?.soon;
    });
  const pushed = (from: number) =>
    receiver.requests.slice(from).map(({ headers, body }) => ({ headers, body: JSON.parse(body) }));

  test.each<Dialect>(["JSON-RPC", "HTTP+JSON", "0.3"])(
    "tell over %s how a task goes on, to its end",
    async (dialect) => {
      const told = receiver.requests.length;
      const own = await agentClient(server.url, server.token, dialect);
      const configuration = {
        ...{ acceptedOutputModes: [], returnImmediately: false, taskPushNotificationConfig: config() },
      };
      const started = await own.sendMessage({ ...sending([story]), configuration });
      const taskId = "id" in started ? started.id : "";
      const stateOf = (body: { task?: object }) => ((body.task ?? body) as { status: { state: string } }).status.state;
      const states = () => pushed(told).map(({ body }) => stateOf(body));
      const eventually = { timeout: 20_000 };
      const [asks, ends] =
        dialect === "0.3" ? ["input-required", "completed"] : ["TASK_STATE_INPUT_REQUIRED", "TASK_STATE_COMPLETED"];
      await expect.poll(states, eventually).toContain(asks);
      await send(own, [text("accept")], { taskId });
      await expect.poll(states, eventually).toContain(ends);
      const { headers, body } = pushed(told).at(-1) ?? {};
      expect(headers).toMatchObject({
        authorization: "Bearer s3cret",
        "x-a2a-notification-token": "t0ken",
        "content-type": dialect === "0.3" ? "application/json" : "application/a2a+json",
      });
      expect(body.task ?? body).toMatchObject({ id: taskId, artifacts: [{ artifactId: "output" }] });
      const kept = await own.listTaskPushNotificationConfig({ tenant: "", taskId, pageSize: 0, pageToken: "" });
      expect(kept.configs).toMatchObject([{ id: taskId, taskId, url: `${receiver.url}/hook` }]);
      expect(await own.getTaskPushNotificationConfig({ tenant: "", taskId, id: taskId })).toMatchObject({
        token: "t0ken",
      });
      await own.deleteTaskPushNotificationConfig({ tenant: "", taskId, id: taskId });
      const gone = own.getTaskPushNotificationConfig({ tenant: "", taskId, id: taskId });
      await expect(gone).rejects.toThrow("There is no such push notification config.");
    },
  );

  test.each([
    ["http://127.0.0.1:1/hook", "public address"],
    ["http://169.254.169.254/latest", "public address"],
    ["ftp://example.com", "https:// or http://"],
    ["https://user:word@example.com", "not into url"],
  ])("go to public addresses only, and not to %s; then nothing is started either", async (url, refusal) => {
    const before = (await rest.get<{ data: unknown[] }>("/api/v1/runs?limit=200")).body.data.length;
    const configuration = {
      ...{ acceptedOutputModes: [], returnImmediately: true, taskPushNotificationConfig: config({ url }) },
    };
    await expect(client.sendMessage({ ...sending([story]), configuration })).rejects.toThrow(refusal);
    expect((await rest.get<{ data: unknown[] }>("/api/v1/runs?limit=200")).body.data).toHaveLength(before);
  });

  test("are sent again until they are taken, and after a kill; a message that comes again is the same one", async () => {
    const start = { ...sending([]), message: message([story], { contextId: "kept" }) };
    const first = await client.sendMessage(start);
    const taskId = "id" in first ? first.id : "";
    refusals = [500, 503];
    const told = receiver.requests.length;
    await client.createTaskPushNotificationConfig(config({ taskId, id: "again" }));
    await receiver.requested(told + 1);
    await expect.poll(() => willTryAgain("again")).toBe(true);
    await server.kill();
    await server.restart();
    await receiver.requested(told + 3);
    for (const { body } of pushed(told)) expect(body.task).toMatchObject({ id: taskId });
    expect(await client.sendMessage(start)).toMatchObject({ id: taskId });
    expect((await rest.get<{ data: unknown[] }>("/api/v1/runs?limit=1")).body.data).toMatchObject([{ id: taskId }]);
    expect(await send(client, [text("accept")], { contextId: "kept" })).toMatchObject({
      id: taskId,
      status: { state: TaskState.TASK_STATE_COMPLETED },
    });
  });
});
