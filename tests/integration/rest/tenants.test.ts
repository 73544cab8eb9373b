import { afterAll, beforeAll, expect, test } from "vitest";
import type { AgentView } from "@/lib/views/agents";
import type { FileView, Page, ReviewView, RunView, ScheduleView } from "@/lib/views/views";
import { type FaultServer, startFaultServer } from "../../support/fault-server";
import { receipt, sendFile } from "../../support/files";
import { accept, addTenant, bearer, type Client, type Problem, restClient, storyInReview } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

let model: FaultServer;
let server: TestServer;
let ours: Client;
let theirs: Client;
let run: RunView;
let review: ReviewView;
let schedule: ScheduleView;
let file: FileView;
let agent: AgentView;

beforeAll(async () => {
  model = await startFaultServer();
  server = await startServer({ env: { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: model.apiKey } });
  ours = restClient(server.url, bearer(server.token));
  theirs = restClient(server.url, bearer((await addTenant(server.databaseUrl)).token));
  ({ run, review } = await storyInReview(ours));
  schedule = (await ours.get<Page<ScheduleView>>("/api/v1/schedules")).body.data[0] as ScheduleView;
  file = (await sendFile(ours, receipt)).body;
  agent = (await ours.post<AgentView>("/api/v1/agents", { name: "Harbour", kind: "prompt", instructions: "Help." }))
    .body;
});

afterAll(async () => {
  await server?.stop();
  await model?.close();
});

const sendAs = (client: Client, method: string, path: string, body: object) =>
  client.send<Problem>(path, { method, body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });

const addresses: [string, (client: Client) => Promise<{ status: number; text: string }>][] = [
  ...["", "/events", "/drafts", "/comments", "/steps", "/steps/1", "/branches", "/workflow"].map(
    (part): (typeof addresses)[number] => [
      `GET runs/{id}${part}`,
      (client) => client.get(`/api/v1/runs/${run.id}${part}`),
    ],
  ),
  ["GET runs/{id}, waiting", (client) => client.get(`/api/v1/runs/${run.id}`, { Prefer: "wait=1" })],
  [
    "GET runs/{id}/events, streaming",
    (client) => client.get(`/api/v1/runs/${run.id}/events`, { Accept: "text/event-stream" }),
  ],
  [
    "PATCH schedules/{id}",
    (client) => client.send(`/api/v1/schedules/${schedule.id}`, { method: "PATCH", body: '{"enabled":false}' }),
  ],
  ["GET live?run={id}", (client) => client.get(`/api/live?run=${run.id}`)],
  ["GET files/{id}", (client) => client.get(`/api/v1/files/${file.id}`)],
  ...(
    [
      ["cancel", {}],
      ["retry", {}],
      ["rewind", { seq: 1 }],
      ["fork", { seq: 1 }],
      ["signals", { name: "x", data: 1 }],
    ] as const
  ).map(([part, body]): (typeof addresses)[number] => [
    `POST runs/{id}/${part}`,
    (client) => client.post(`/api/v1/runs/${run.id}/${part}`, body),
  ]),
  [
    "PATCH reviews/{id}",
    (client) => client.send(`/api/v1/reviews/${review.id}`, { method: "PATCH", body: '{"dueAt":null}' }),
  ],
  ["GET reviews/{id}", (client) => client.get(`/api/v1/reviews/${review.id}`)],
  ["POST reviews/{id}/decision", (client) => client.post(`/api/v1/reviews/${review.id}/decision`, accept)],
  ["POST runs/{id}/migrate", (client) => client.post(`/api/v1/runs/${run.id}/migrate`, {})],
  [
    "POST reviews/{id}/decision, answering badly",
    (client) => client.post(`/api/v1/reviews/${review.id}/decision`, { ...accept, action: "nope" }),
  ],
  ["GET agents/{id}", (client) => client.get(`/api/v1/agents/${agent.id}`)],
  ["PATCH agents/{id}", (client) => sendAs(client, "PATCH", `/api/v1/agents/${agent.id}`, { enabled: false })],
  ["DELETE agents/{id}", (client) => sendAs(client, "DELETE", `/api/v1/agents/${agent.id}`, {})],
  ["POST agents/{id}/test", (client) => client.post(`/api/v1/agents/${agent.id}/test`, {})],
  ["GET api/chat/status", (client) => client.get(`/api/chat/status/${run.id}`)],
  ["POST api/chat/continue", (client) => client.post("/api/chat/continue", { thread_id: run.id, response: "accept" })],
  ["GET threads/{thread_id}/turns", (client) => client.get(`/api/v1/threads/${run.id}/turns`)],
  ["POST workflow_resume", (client) => client.post("/workflow_resume", { execution_id: run.id, data: {} })],
  [
    "POST workflow_resume, answering",
    (client) => client.post("/workflow_resume", { execution_id: run.id, data: { action: "accept" } }),
  ],
  ["GET workflow-status", (client) => client.get(`/workflow-status?run_id=${run.id}`)],
  ["POST provide-input", (client) => client.post("/provide-input", { run_id: run.id, value: "accept" })],
  [
    "POST provide-input, naming the request",
    (client) => client.post("/provide-input", { run_id: run.id, request_id: "review", value: "accept" }),
  ],
];

test.each(addresses)(
  "%s with an id of another workspace is not found, exactly as one that nobody has",
  async (_, send) => {
    const foreign = await send(theirs);
    const [ourRun, ourReview, ourFile, ourSchedule, ourAgent] = [run, review, file, schedule, agent];
    run = { ...run, id: "01999999-0000-7000-8000-0000000000aa" };
    review = { ...review, id: "01999999-0000-7000-8000-0000000000aa" };
    file = { ...file, id: "01999999-0000-7000-8000-0000000000aa" };
    schedule = { ...schedule, id: "01999999-0000-7000-8000-0000000000aa" };
    agent = { ...agent, id: "01999999-0000-7000-8000-0000000000aa" };
    const unknown = await send(theirs);
    [run, review, file, schedule, agent] = [ourRun, ourReview, ourFile, ourSchedule, ourAgent];
    expect(foreign).toMatchObject({ status: 404, text: unknown.text });
    const { code, error } = JSON.parse(foreign.text) as Problem & { error?: string };
    expect(error ?? code).toMatch(/^(not_found|There is no such (run|thread)\.)$/);
  },
);

test("lists show nothing of another workspace, and nothing was changed from there", async () => {
  for (const path of ["/api/v1/runs", "/api/v1/reviews", "/api/v1/reviews?status=open"]) {
    expect((await theirs.get<Page<unknown>>(path)).body).toEqual({ data: [], nextCursor: null });
    expect((await ours.get<Page<unknown>>(path)).body.data).toHaveLength(1);
  }
  const theirSchedules = (await theirs.get<Page<ScheduleView>>("/api/v1/schedules")).body.data;
  expect(theirSchedules.map(({ id }) => id)).not.toContain(schedule.id);
  expect((await ours.get<Page<ScheduleView>>("/api/v1/schedules")).body.data).toContainEqual(schedule);
  for (const path of ["/api/v1/agents", "/api/v1/agents/search?query=harbour&disabled=true"]) {
    expect((await theirs.get<Page<unknown>>(path)).body).toEqual({ data: [], nextCursor: null });
    expect((await ours.get(path)).text).toContain(agent.id);
  }
  expect((await ours.get<AgentView>(`/api/v1/agents/${agent.id}`)).body).toEqual(agent);
  expect((await ours.get<RunView>(`/api/v1/runs/${run.id}`)).body).toEqual(run);
});

test("a cursor of one workspace opens nothing in another", async () => {
  await storyInReview(ours);
  const { nextCursor } = (await ours.get<Page<unknown>>("/api/v1/runs?limit=1")).body;
  const reply = await theirs.get<Page<unknown>>(`/api/v1/runs?cursor=${nextCursor}`);
  expect(reply.body).toEqual({ data: [], nextCursor: null });
});
