import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { RunView } from "@/lib/views/views";
import { type ChatClient, chatClient, type Said } from "./chat";
import { type Client, type Reply, story } from "./rest";
import { type Ended, inProcess } from "./terminal";

export interface StoryAnswer {
  action: "update" | "accept";
  comment?: string;
}

/** One way to start *Write a story* and to answer its reviews. A new door is one more entry of `doors`. */
export interface Door {
  name: string;
  /** Returns the run's id. */
  start(client: Client): Promise<string>;
  /** Waits for the run's open form, is shown it, and returns how to answer that. */
  look(client: Client, runId: string): Promise<(answer: StoryAnswer) => Promise<Reply<unknown>>>;
  /** What a loser is told, in the door's own dialect; fails for anything else. */
  refusal(reply: Reply<unknown>): string;
}

const wait = { Prefer: "wait=30" };
const { workflow, input } = story;

/** The run once it waits for a person or has ended. */
export async function settled(client: Client, runId: string): Promise<RunView> {
  return (await client.get<RunView>(`/api/v1/runs/${runId}`, wait)).body;
}

const rest: Door = {
  name: "REST",
  start: async (client) => (await client.post<RunView>("/api/v1/runs", { workflow, input })).body.id,
  async look(client, runId) {
    const [review] = (await settled(client, runId)).reviews;
    return ({ action, ...values }) =>
      client.post(
        `/api/v1/reviews/${review?.id}/decision`,
        { action, values, draftRevision: review?.draft?.revision },
        wait,
      );
  },
  refusal({ status, headers, body }) {
    expect([status, headers.get("content-type")]).toEqual([409, "application/problem+json"]);
    expect(body).toMatchObject({ code: "review_decided", decidedBy: { kind: "person" }, action: expect.any(String) });
    return (body as { detail: string }).detail;
  },
};

/** `{"error"}` and nothing else. */
function errorOf({ status, headers, body }: Reply<unknown>): string {
  expect([status, headers.get("content-type")]).toEqual([409, "application/json"]);
  expect(Object.keys(body as object)).toEqual(["error"]);
  return (body as { error: string }).error;
}

const process: Door = {
  name: "/process",
  start: async (client) =>
    (await client.post<{ execution_id: string }>("/process", { workflow, input: input.prompt })).body.execution_id,
  async look(client, runId) {
    await settled(client, runId);
    const shown = await client.post("/workflow_resume", { execution_id: runId, data: {} });
    // Whoever was shown this form already has just sent an answer without a button.
    expect([200, 422]).toContain(shown.status);
    return (data) => client.post("/workflow_resume", { execution_id: runId, data });
  },
  refusal: errorOf,
};

const startWorkflow: Door = {
  name: "/start-workflow",
  start: async (client) => (await client.post<{ run_id: string }>("/start-workflow", { workflow, input })).body.run_id,
  async look(client, runId) {
    await settled(client, runId);
    const { body } = await client.get<{ status: string }>(`/workflow-status?run_id=${runId}`);
    expect(body.status).toBe("waiting_for_input");
    return (answer) => client.post("/provide-input", { run_id: runId, value: answer.comment ?? answer.action });
  },
  refusal: errorOf,
};

const chat: Door = {
  name: "/api/chat",
  start: async (client) => (await client.post<{ thread_id: string }>("/api/chat", input)).body.thread_id,
  async look(client, runId) {
    await settled(client, runId);
    const { body } = await client.get<{ status: string }>(`/api/chat/status/${runId}`);
    expect(body.status).toBe("pending_user_input");
    return ({ action, comment }) =>
      client.post("/api/chat/continue", { thread_id: runId, response: comment ?? action });
  },
  refusal: errorOf,
};

/** A connection of its own for each thing that is said: what was shown is kept by the server. */
async function connected<T>({ url, headers }: Client, talk: (chat: ChatClient) => Promise<T>): Promise<T> {
  const chat = await chatClient(url, headers);
  try {
    return await talk(chat);
  } finally {
    chat.close();
    await chat.closed;
  }
}

const NOT_JSON = "?";

const socket: Door = {
  name: "/ws/chat",
  start: (client) =>
    connected(client, async (chat) => {
      chat.send({ type: "start", prompt: input.prompt });
      return (await chat.next()).thread_id;
    }),
  async look(client, runId) {
    await connected(client, (chat) => {
      chat.send({ type: "subscribe", thread_id: runId });
      return chat.until(({ status }) => status === "pending_user_input");
    });
    return ({ action, comment }) =>
      connected(client, async (chat) => {
        chat.send({ type: "continue", thread_id: runId, response: comment ?? action });
        // Messages are dealt with in turn: the refusal of this one comes after what came of the answer.
        chat.send(NOT_JSON);
        const body = await chat.until(({ type }) => type === "error");
        const status = body.error.startsWith("This message is not JSON") ? 200 : 409;
        return { status, headers: new Headers(), text: JSON.stringify(body), body };
      });
  },
  refusal({ body }) {
    const { type, error, ...others } = body as Said;
    expect([type, others]).toEqual(["error", {}]);
    return error;
  },
};

const version = { "A2A-Version": "1.0" };

/** A message as HTTP+JSON has it, to a task or to none. */
const tell = (client: Client, part: object, taskId?: string) =>
  client.post<{ task: { id: string } }>(
    "/api/a2a/v1/message:send",
    { message: { messageId: randomUUID(), role: "ROLE_USER", parts: [part], ...(taskId && { taskId }) } },
    version,
  );

const a2a: Door = {
  name: "A2A",
  start: async (client) => (await tell(client, { data: { workflow, input } })).body.task.id,
  async look(client, runId) {
    await settled(client, runId);
    const { body } = await client.get<{ status: { state: string } }>(`/api/a2a/v1/tasks/${runId}`, version);
    expect(body.status.state).toBe("TASK_STATE_INPUT_REQUIRED");
    return ({ action, comment }) => tell(client, comment === undefined ? { text: action } : { text: comment }, runId);
  },
  refusal({ status, headers, body }) {
    expect([status, headers.get("content-type")]).toEqual([400, "application/a2a+json"]);
    const { error } = body as { error: { status: string; message: string; details: unknown[] } };
    expect(error.details).toMatchObject([{ reason: "UNSUPPORTED_OPERATION", metadata: { code: "review_decided" } }]);
    return error.message;
  },
};

/** The terminal client as a script calls it. */
async function command(client: Client, ...args: string[]): Promise<Reply<Ended>> {
  const token = client.headers.Authorization?.replace("Bearer ", "") ?? "";
  const body = await inProcess(args, { env: { HOLDPOINT_URL: client.url, HOLDPOINT_TOKEN: token } });
  return { status: body.code === 0 ? 200 : 0, headers: new Headers(), text: body.stdout, body };
}

const terminal: Door = {
  name: "holdpoint",
  start: async (client) => JSON.parse((await command(client, "start", workflow, input.prompt, "--json")).text).id,
  async look(client, runId) {
    await settled(client, runId);
    const [review] = (JSON.parse((await command(client, "show", runId, "--json")).text) as RunView).reviews;
    return ({ action, comment }) => command(client, "answer", String(review?.id), comment ?? action);
  },
  refusal({ body }) {
    const { code, stdout, stderr } = body as Ended;
    expect([code, stdout]).toEqual([5, ""]);
    return stderr.trimEnd();
  },
};

export const doors = [rest, process, startWorkflow, chat, socket, a2a, terminal];
