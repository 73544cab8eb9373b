import type { Task } from "@a2a-js/sdk";
import type { Client } from "@a2a-js/sdk/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunView } from "@/lib/views/views";
import {
  agentClient,
  artifact,
  byId,
  type Dialect,
  data,
  message,
  questions,
  questionText,
  send,
  sending,
  stateName,
  text,
} from "../../support/a2a";
import { type FaultServer, startFaultServer } from "../../support/fault-server";
import { bearer, type Client as RestClient, restClient } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

let model: FaultServer;
let server: TestServer;
let rest: RestClient;

const story = { workflow: "write-story", input: { prompt: "A lighthouse keeper" } };
const draft = "Once there was a test, and it passed.";

/** The model answers when this has come. */
let ready: Promise<unknown> = Promise.resolve();

beforeAll(async () => {
  model = await startFaultServer(async () => {
    await ready;
    return "ok" as const;
  });
  server = await startServer({
    env: { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: model.apiKey, HOLDPOINT_A2A_WORKFLOW: "write-story" },
  });
  rest = restClient(server.url, bearer(server.token));
});

afterAll(async () => {
  await server?.stop();
  await model?.close();
});

describe.each<Dialect>(["JSON-RPC", "HTTP+JSON", "0.3"])("the SDK's client over %s", (dialect) => {
  let client: Client;
  beforeAll(async () => {
    client = await agentClient(server.url, server.token, dialect);
  });

  test("takes a story from start over update to accept", async () => {
    const started = await send(client, [data(story)]);
    expect(stateName(started)).toBe("TASK_STATE_INPUT_REQUIRED");
    expect(started.contextId).toBe(started.id);
    const [asked] = questions(started) as [Record<string, unknown>];
    expect(asked).toMatchObject({
      reviewId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      workflow: "write-story",
      step: { index: 1, name: "review" },
      draftRevision: 1,
      draft,
      schema: { type: "object", properties: { comment: { type: "string", maxLength: 10_000 } }, required: [] },
      actions: [
        { name: "update", label: "Update with comments", requires: ["comment"] },
        { name: "accept", label: "Accept", requires: [] },
      ],
    });
    expect(questionText(started)).toContain(draft);
    expect(artifact(started, "draft")).toMatchObject({ metadata: { revision: 1 } });

    const answer = { reviewId: asked.reviewId, action: "update", values: { comment: "Name her Ida." } };
    const updated = await send(client, [data(answer)], { taskId: started.id, contextId: started.contextId });
    expect(questions(updated)).toMatchObject([{ draftRevision: 2 }]);

    const done = await send(client, [text("Accept")], { taskId: started.id });
    expect(stateName(done)).toBe("TASK_STATE_COMPLETED");
    expect(artifact(done, "output")?.parts[0]?.content?.value).toEqual({ title: draft, text: draft, rounds: 2 });
    const { body } = await rest.get<RunView>(`/api/v1/runs/${started.id}`);
    expect(body).toMatchObject({ status: "completed", output: { rounds: 2 }, startedBy: { name: "Dana" } });
    expect(await client.getTask(byId(started.id))).toEqual(done);
  });

  test("starts the default workflow from a text; the context alone leads to what waits in it", async () => {
    const contextId = `letters of ${dialect}`;
    const first = await send(client, [text("A bakery at night")], { contextId });
    expect(first.contextId).toBe(contextId);
    const second = await send(client, [text("Shorter, please.")], { contextId });
    expect(second.id).toBe(first.id);
    expect(questions(second)).toMatchObject([{ draftRevision: 2 }]);
    await send(client, [data({ action: "accept", values: {} })], { contextId });
    const next = await send(client, [text("A bakery by day")], { contextId });
    expect(next.id).not.toBe(first.id);
    expect(next.contextId).toBe(contextId);
  });

  test("streams: the task, its draft, its question; then its output and its end", async () => {
    const events = [];
    let write = (_: unknown) => {};
    ready = new Promise((resolve) => (write = resolve));
    for await (const { payload } of client.sendMessageStream(sending([data(story)]))) {
      events.push(payload);
      write(true);
    }
    const [first, ...later] = events;
    if (first?.$case !== "task") throw new Error("It does not begin with the task.");
    expect(stateName(first.value)).toBe("TASK_STATE_WORKING");
    expect(later.map((event) => event?.$case)).toEqual(["artifactUpdate", "statusUpdate"]);
    expect(later[0]).toMatchObject({ value: { taskId: first.value.id, artifact: { artifactId: "draft" } } });
    const asks = later[1]?.$case === "statusUpdate" ? later[1].value : null;
    expect(asks && stateName(asks)).toBe("TASK_STATE_INPUT_REQUIRED");

    const watched: string[] = [];
    const watching = (async () => {
      for await (const { payload } of client.resubscribeTask(byId(first.value.id))) {
        if (payload?.$case === "task") void send(client, [text("accept")], { taskId: first.value.id });
        watched.push(payload?.$case === "statusUpdate" ? stateName(payload.value) : String(payload?.$case));
      }
    })();
    await watching;
    expect(watched.filter((one) => one !== "TASK_STATE_WORKING")).toEqual([
      "task",
      "artifactUpdate",
      "TASK_STATE_COMPLETED",
    ]);
    const over = client.resubscribeTask(byId(first.value.id)).next();
    await expect(over).rejects.toThrow("This task is completed: nothing more will happen to it.");
  });

  test("answers at once where it is asked to", async () => {
    let write = (_: unknown) => {};
    ready = new Promise((resolve) => (write = resolve));
    const configuration = { acceptedOutputModes: [], taskPushNotificationConfig: undefined, returnImmediately: true };
    const task = (await client.sendMessage({ ...sending([data(story)]), configuration })) as Task;
    expect([stateName(task), task.status?.message]).toEqual(["TASK_STATE_WORKING", undefined]);
    write(true);
    const early = send(client, [text("accept")], { taskId: task.id, contextId: "nowhere" });
    await expect(early).rejects.toThrow('not in "nowhere"');
  });

  test("cancels, once and for all", async () => {
    const { id } = await send(client, [data(story)]);
    expect(stateName(await client.cancelTask({ ...byId(id), metadata: undefined }))).toBe("TASK_STATE_CANCELED");
    expect(stateName(await client.cancelTask({ ...byId(id), metadata: undefined }))).toBe("TASK_STATE_CANCELED");
    await expect(send(client, [text("accept")], { taskId: id })).rejects.toThrow(
      /^This run is canceled; nothing waits/,
    );
  });

  test("a message counts once, by its id, also when it comes twice at once", async () => {
    const start = message([data(story)]);
    const request = { ...sending([]), message: start };
    const both = await Promise.all([client.sendMessage(request), client.sendMessage(request)]);
    const [one, two] = both.map((answer) => ("id" in answer ? answer.id : null));
    expect(one).toBe(two);
    const update = { ...sending([]), message: message([text("Darker.")], { taskId: one ?? "" }) };
    for (const _ of [1, 2])
      expect(questions((await client.sendMessage(update)) as never)).toMatchObject([{ draftRevision: 2 }]);
    const other = {
      ...sending([]),
      message: message([text("Lighter.")], { taskId: one ?? "", messageId: update.message.messageId }),
    };
    await expect(client.sendMessage(other)).rejects.toThrow("This messageId was used for another message.");
    const { body } = await rest.get<{ data: unknown[] }>(`/api/v1/runs/${one}/comments`);
    expect(body.data).toHaveLength(1);
  });

  test("says what does not fit, and changes nothing", async () => {
    const { id } = await send(client, [data(story)]);
    const refused = (parts: Parameters<typeof send>[1], to = {}) => expect(send(client, parts, to)).rejects;
    await refused([data({ action: "update", values: {} })], { taskId: id }).toThrow('Please fill in "Comment".');
    await refused([data({ action: "nope", values: {} })], { taskId: id }).toThrow("Choose one of: update");
    await refused([data({ action: "accept", values: {}, more: 1 })], { taskId: id }).toThrow(/more/);
    await refused([text("a"), data("accept")], { taskId: id }).toThrow("not both");
    await refused([data({ action: "accept" })]).toThrow("Nothing waits for this answer here.");
    await refused([data({ workflow: "nope", input: {} })]).toThrow('There is no workflow "nope".');
    await refused([data({ workflow: "write-story", input: {} })]).toThrow("Please fill in");
    await refused([text("accept")], { taskId: id, contextId: "another" }).toThrow(/not in "another"/);
    await refused([text("x")], { taskId: "01999999-0000-7000-8000-0000000000aa" }).toThrow("There is no such task.");
    await refused([], { taskId: id }).toThrow("The message is empty");
    expect(questions(await client.getTask(byId(id)))).toMatchObject([{ draftRevision: 1 }]);
  });
});
