import { afterAll, beforeAll, expect, test } from "vitest";
import type { OpenApiDocument } from "@/lib/openapi/document";
import type { AgentView } from "@/lib/views/agents";
import type { FileView, Page, RunView, ScheduleView } from "@/lib/views/views";
import { documentedAnswers } from "../../support/documented";
import { type FaultServer, startFaultServer } from "../../support/fault-server";
import { bearer, story } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

let model: FaultServer;
let server: TestServer;
let answers: ReturnType<typeof documentedAnswers>;

beforeAll(async () => {
  model = await startFaultServer(["refuse"]);
  server = await startServer({
    env: { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: model.apiKey, HOLDPOINT_CHAT_WORKFLOW: "write-story" },
  });
  const served = await fetch(`${server.url}/api/openapi.json`);
  expect(served.headers.get("content-type")).toBe("application/json");
  answers = documentedAnswers((await served.json()) as OpenApiDocument);
});

afterAll(async () => {
  await server?.stop();
  await model?.close();
});

/** Sends, checks the answer against the document, and returns it. */
async function call<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { ...bearer(server.token), Prefer: "wait=30", ...headers },
    body: body === undefined ? undefined : body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
  });
  const text = await response.text();
  answers.check(method, path, response, text);
  return (response.headers.get("content-type")?.includes("json") ? JSON.parse(text) : text) as T;
}

const start = (input: object = story.input) => call<RunView>("POST", "/api/v1/runs", { ...story, input });

test("every answer of a run through all calls is as the document says", async () => {
  await call("GET", "/api/health");
  await call("GET", "/api/v1/workflows");

  const failed = await start();
  expect(failed.status).toBe("failed");
  const run = await call<RunView>("POST", `/api/v1/runs/${failed.id}/retry`);
  expect(run.status).toBe("waiting");
  const [review] = run.reviews;
  const at = `/api/v1/runs/${run.id}`;
  await call("POST", `${at}/signals`, { name: "hello", data: { any: [1, null] } });
  await call("PATCH", `/api/v1/reviews/${review?.id}`, { dueAt: "2099-01-01T00:00:00Z" });
  await call("GET", `/api/v1/reviews/${review?.id}`);
  const answer = { action: "update", values: { comment: "Darker." }, draftRevision: 1 };
  await call("POST", `/api/v1/reviews/${review?.id}/decision`, answer);
  await call("GET", `/api/v1/reviews/${review?.id}`);
  await call("GET", "/api/v1/reviews");
  await call("GET", "/api/v1/reviews/count");
  await call("POST", `${at}/migrate`);
  const forked = await call<RunView>("POST", `${at}/fork`, { seq: 1 });
  await call("POST", `/api/v1/runs/${forked.id}/rewind`, { seq: 1 });
  await call("POST", `/api/v1/runs/${forked.id}/cancel`, { reason: "Enough" });
  const accepted = await call<RunView>("GET", at);
  const [last] = accepted.reviews;
  await call("POST", `/api/v1/reviews/${last?.id}/decision`, { action: "accept", draftRevision: 2 });
  const parts = ["", "/events", "/steps", "/steps/1", "/workflow", "/branches", "/drafts", "/comments"];
  for (const part of parts) await call("GET", at + part);
  await call("GET", `${at}/events`, undefined, { Accept: "text/event-stream" });
  await call("GET", "/api/v1/runs?status=completed&limit=1");

  const kept = await call<FileView>("POST", "/api/v1/files?name=a.txt&type=text/plain", Buffer.from("hello"), {
    "Content-Type": "application/octet-stream",
  });
  expect(await call("GET", `/api/v1/files/${kept.id}`)).toBe("hello");

  const { data: schedules } = await call<Page<ScheduleView>>("GET", "/api/v1/schedules");
  await call("PATCH", `/api/v1/schedules/${schedules[0]?.id}`, { enabled: false });
  const added = await call<AgentView>("POST", "/api/v1/agents", {
    name: "Help",
    kind: "prompt",
    instructions: "Help.",
  });
  await call("GET", "/api/v1/agents?limit=2&enabled=true");
  await call("GET", "/api/v1/agents/search?query=weather");
  await call("GET", `/api/v1/agents/${added.id}`);
  await call("PATCH", `/api/v1/agents/${added.id}`, { enabled: false });
  await call("POST", `/api/v1/agents/${added.id}/test`);
  await call("DELETE", `/api/v1/agents/${added.id}`);

  const paused = await call<{ execution_id: string }>("POST", "/process", { ...story, input: "A clock" });
  const { execution_id } = paused;
  await call("POST", "/workflow_resume", { execution_id, data: { action: "accept" } });
  const { thread_id } = await call<{ thread_id: string }>("POST", "/api/chat", { prompt: "A clock" });
  await call("GET", `/api/chat/status/${thread_id}`);
  await call("POST", "/api/chat/continue", { thread_id, response: "accept" });
  await call("POST", "/api/v1/threads", { prompt: "A second clock", threadId: thread_id });
  await call("GET", "/api/v1/threads");
  await call("GET", `/api/v1/threads/${thread_id}/turns`);

  await call("GET", "/api/v1/me");
  await call("PATCH", "/api/v1/me", { mail: "all" });

  const { run_id } = await call<{ run_id: string }>("POST", "/start-workflow", story);
  await call("GET", `/api/v1/runs/${run_id}`);
  await call("GET", `/workflow-status?run_id=${run_id}`);
  await call("POST", "/provide-input", { run_id, value: "accept" });
  await call("GET", `/api/v1/runs/${run_id}`);
  await call("GET", "/workflow-status");

  // The story's review has no deadline to move.
  expect(answers.missing()).toEqual(["patch /api/v1/reviews/{id}"]);
});

test("refusals are as the document says, too", async () => {
  const unknown = "01999999-0000-7000-8000-0000000000aa";
  const run = await start();
  const [review] = run.reviews;
  const decide = (body: object) => call<{ code: string }>("POST", `/api/v1/reviews/${review?.id}/decision`, body);
  const refusals = [
    await call<{ code: string }>("GET", `/api/v1/runs/${unknown}`),
    await call<{ code: string }>("GET", "/api/v1/runs", undefined, { Authorization: "Bearer wrong" }),
    await call<{ code: string }>("GET", "/api/v1/runs?limit=0"),
    await call<{ code: string }>("POST", "/api/v1/runs", { workflow: "nope", input: {} }),
    await decide({ action: "accept", draftRevision: 7 }),
    await call<{ code: string }>("POST", `/api/v1/runs/${run.id}/retry`),
  ];
  await call("POST", `/api/v1/runs/${run.id}/cancel`);
  refusals.push(await decide({ action: "accept", draftRevision: 1 }));
  expect(refusals.map(({ code }) => code)).toEqual([
    "not_found",
    "unauthenticated",
    "invalid",
    "unknown_workflow",
    "stale_draft",
    "run_conflict",
    "review_closed",
  ]);
  await call("GET", `/workflow-status?run_id=${unknown}`);
  await call("POST", "/workflow_resume", { execution_id: unknown });
});
