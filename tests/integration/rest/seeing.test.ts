import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { ReviewView, RunView } from "@/lib/views/views";
import { addToken, bearer, type Client, restClient } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

/** Ana chats, Ben is another member, Dana an admin. */
let server: TestServer;
let ana: Client;
let ben: Client;
let dana: Client;
/** A turn of Ana's that asks her something. */
let chat: { run: RunView; review: ReviewView };
/** A message that nobody answered in time. */
let escalated: { run: RunView; review: ReviewView };

const unknown = "01999999-0000-7000-8000-0000000000aa";
const v1 = { "A2A-Version": "1.0" };
const PROMPT = "Help me analyze data but I need guidance";

beforeAll(async () => {
  server = await startServer({ env: { HOLDPOINT_RATE_LIMIT: "0", HOLDPOINT_SWEEP_SECONDS: "0.2" } });
  const person = async (name: string) => restClient(server.url, bearer(await addToken(server.databaseUrl, name)));
  [ana, ben, dana] = [await person("ana"), await person("ben"), await person("dana")];
  await ana.post("/api/chat", { prompt: PROMPT, thread_id: "mine" }, { Prefer: "wait=30" });
  const { body } = await ana.get<{ data: { run: RunView }[] }>("/api/v1/threads/mine/turns");
  chat = await inReview(ana, body.data[0]?.run.id ?? "");
  const { body: begun } = await ana.post<RunView>(
    "/api/v1/runs",
    { workflow: "support-triage", input: { message: "I was charged twice for my subscription." } },
    { Prefer: "wait=30" },
  );
  const dueAt = new Date(Date.now() + 1_000).toISOString();
  const [answer] = begun.reviews;
  await dana.send(`/api/v1/reviews/${answer?.id}`, {
    method: "PATCH",
    body: JSON.stringify({ dueAt }),
    headers: { "Content-Type": "application/json" },
  });
  await vi.waitFor(
    async () => expect((await dana.get<RunView>(`/api/v1/runs/${begun.id}`)).body.step?.name).toBe("escalated"),
    { timeout: 30_000, interval: 200 },
  );
  escalated = await inReview(dana, begun.id);
}, 120_000);

afterAll(() => server?.stop());

async function inReview(client: Client, id: string) {
  const { body: run } = await client.get<RunView>(`/api/v1/runs/${id}`);
  const [review] = run.reviews;
  if (!review) throw new Error(`The run is ${run.status} and has no review.`);
  return { run, review };
}

type Ask = (client: Client, run: string, review: string) => Promise<{ status: number; text: string }>;

const message = (taskId: string) => ({
  message: { messageId: randomUUID(), role: "ROLE_USER", taskId, parts: [{ text: "Sales" }] },
});
const rpc =
  (method: string, params: (id: string) => object): Ask =>
  (client, run) =>
    client.post("/api/a2a", { jsonrpc: "2.0", id: 1, method, params: params(run) }, v1);

const ofRun: [string, Ask][] = [
  ...["", "/events", "/drafts", "/comments", "/steps", "/steps/1", "/branches", "/workflow"].map(
    (part): [string, Ask] => [`GET runs/{id}${part}`, (client, run) => client.get(`/api/v1/runs/${run}${part}`)],
  ),
  ["GET runs/{id}, waiting", (client, run) => client.get(`/api/v1/runs/${run}`, { Prefer: "wait=1" })],
  [
    "GET runs/{id}/events, streaming",
    (client, run) => client.get(`/api/v1/runs/${run}/events`, { Accept: "text/event-stream" }),
  ],
  ["GET live?run={id}", (client, run) => client.get(`/api/live?run=${run}`)],
  ...(
    [
      ["cancel", {}],
      ["rewind", { seq: 1 }],
      ["fork", { seq: 1 }],
      ["signals", { name: "x", data: 1 }],
    ] as const
  ).map(([part, body]): [string, Ask] => [
    `POST runs/{id}/${part}`,
    (client, run) => client.post(`/api/v1/runs/${run}/${part}`, body),
  ]),
  ["GET api/chat/status", (client, run) => client.get(`/api/chat/status/${run}`)],
  ["POST api/chat/continue", (client, run) => client.post("/api/chat/continue", { thread_id: run, response: "Sales" })],
  ["GET threads/{thread_id}/turns", (client, run) => client.get(`/api/v1/threads/${run}/turns`)],
  ["POST workflow_resume", (client, run) => client.post("/workflow_resume", { execution_id: run, data: {} })],
  ["GET workflow-status", (client, run) => client.get(`/workflow-status?run_id=${run}`)],
  ["POST provide-input", (client, run) => client.post("/provide-input", { run_id: run, value: "Sales" })],
  ["A2A message:send", (client, run) => client.post("/api/a2a/v1/message:send", message(run), v1)],
  ["A2A message:stream", (client, run) => client.post("/api/a2a/v1/message:stream", message(run), v1)],
  ["A2A tasks/{id}", (client, run) => client.get(`/api/a2a/v1/tasks/${run}`, v1)],
  ["A2A tasks/{id}:cancel", (client, run) => client.post(`/api/a2a/v1/tasks/${run}:cancel`, {}, v1)],
  ["A2A tasks/{id}:subscribe", (client, run) => client.get(`/api/a2a/v1/tasks/${run}:subscribe`, v1)],
  ["A2A push configs", (client, run) => client.get(`/api/a2a/v1/tasks/${run}/pushNotificationConfigs`, v1)],
  ["A2A SendMessage", rpc("SendMessage", message)],
  ["A2A GetTask", rpc("GetTask", (id) => ({ id }))],
  ["A2A CancelTask", rpc("CancelTask", (id) => ({ id }))],
  ["A2A SubscribeToTask", rpc("SubscribeToTask", (id) => ({ id }))],
];

const ofReview: [string, Ask][] = [
  ["GET reviews/{id}", (client, _, review) => client.get(`/api/v1/reviews/${review}`)],
  [
    "POST reviews/{id}/decision",
    (client, _, review) => client.post(`/api/v1/reviews/${review}/decision`, { action: "call", values: {} }),
  ],
];

const lists = [
  "/api/v1/runs?limit=200",
  "/api/v1/runs?workflow=orchestrate",
  "/api/v1/reviews?limit=200",
  "/api/v1/reviews?status=open",
  "/api/v1/reviews?status=open&asked=me",
  "/api/v1/reviews?status=open&query=which+data",
  "/api/v1/reviews?status=open&query=late",
  "/api/v1/threads",
];

const isMissing = ({ status, text }: { status: number; text: string }) =>
  status === 404 || (status === 200 && text.includes('"code":-32001'));

describe("T9: a chat of somebody else", () => {
  test.each([...ofRun, ...ofReview])("%s is not found, exactly as what nobody has", async (_, ask) => {
    const foreign = await ask(ben, chat.run.id, chat.review.id);
    const none = await ask(ben, unknown, unknown);
    expect([isMissing(foreign), foreign.status, foreign.text]).toEqual([true, none.status, none.text]);
  });

  test.each(lists)("nothing of it is in %s", async (path) => {
    const { text } = await ben.get(path);
    expect(text).not.toContain(chat.run.id);
    expect(text).not.toContain(PROMPT);
  });

  test("is there for its own person and for admins", async () => {
    for (const client of [ana, dana]) {
      for (const [name, ask] of [...ofRun.slice(0, 5), ofReview[0] as [string, Ask]]) {
        expect([name, (await ask(client, chat.run.id, chat.review.id)).status]).toEqual([name, 200]);
      }
      expect((await client.get("/api/v1/runs?limit=200")).text).toContain(chat.run.id);
    }
    expect((await ana.get(`/api/v1/reviews/${chat.review.id}`)).text).toContain('"may":{"answer":true}');
    const { body } = await ana.get<RunView>(`/api/v1/runs/${chat.run.id}`);
    expect(body).toEqual(chat.run);
  });
});

describe("T9: an escalation", () => {
  test.each(ofReview)("%s is not found for another member", async (_, ask) => {
    const foreign = await ask(ben, escalated.run.id, escalated.review.id);
    const none = await ask(ben, unknown, unknown);
    expect([foreign.status, foreign.text]).toEqual([404, none.text]);
  });

  test("its run is there, without it", async () => {
    const { id } = escalated.run;
    const { body } = await ben.get<RunView>(`/api/v1/runs/${id}`);
    expect(body).toMatchObject({ status: "waiting", step: null, limited: true, reviews: [] });
    const parts = ["", "/events?limit=200", "/steps?limit=200", "/drafts", "/comments", "/branches"];
    const seen = await Promise.all(parts.map(async (part) => (await ben.get(`/api/v1/runs/${id}${part}`)).text));
    const others = [`/workflow-status?run_id=${id}`, `/api/chat/status/${id}`, ...lists];
    const texts = [...seen, ...(await Promise.all(others.map(async (path) => (await ben.get(path)).text)))];
    for (const text of texts) {
      expect(text).not.toContain(escalated.review.id);
      expect(text).not.toMatch(/"escalated"|Late:/);
    }
    const task = await ben.get(`/api/a2a/v1/tasks/${id}`, v1);
    expect(task.text).toContain("TASK_STATE_WORKING");
    expect(task.text).not.toMatch(/Late:|artifact/);
  });

  test("is read by who started it, who may not answer it, and answered by admins", async () => {
    const { body } = await ana.get<ReviewView>(`/api/v1/reviews/${escalated.review.id}`);
    expect(body).toMatchObject({ may: { answer: false, reason: "This is for admins." }, draft: { revision: 1 } });
    const answer = { action: "update", values: { comment: "Say that it is on its way" }, draftRevision: 1 };
    const path = `/api/v1/reviews/${escalated.review.id}/decision`;
    const { body: next } = await dana.post<RunView>(path, answer, { Prefer: "wait=30" });
    expect(next.reviews[0]).toMatchObject({ draft: { revision: 2 }, assignee: { kind: "role", id: "admin" } });
    const parts = ["/drafts", "/comments", "/events?limit=200", "/steps?limit=200"];
    for (const part of parts) {
      const [seen, all] = [
        await ben.get(`/api/v1/runs/${next.id}${part}`),
        await ana.get(`/api/v1/runs/${next.id}${part}`),
      ];
      expect(seen.text).not.toMatch(/on its way|"revision":2/);
      expect(all.text.length).toBeGreaterThan(seen.text.length);
    }
  });
});
