import { afterAll, beforeAll, expect, it } from "vitest";
import type { Page, RunView, StepView } from "@/lib/views/views";
import { startServer, type TestServer } from "../../support/server";

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});

afterAll(() => server.stop());

async function call<T>(path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { Authorization: `Bearer ${server.token}`, "Content-Type": "application/json", ...headers },
    body: body === undefined || body === null ? undefined : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as T };
}

const start = async () =>
  (await call<RunView>("/runs", { workflow: "write-story", input: { prompt: "A clock" } }, { Prefer: "wait=30" })).body;

it("rewinds and forks to what a visit began with, cancels, and refuses what can't be done", async () => {
  const run = await start();
  const review = run.reviews[0];
  await call(
    `/reviews/${review?.id}/decision`,
    { action: "update", values: { comment: "Shorter" }, draftRevision: 1 },
    { Prefer: "wait=30" },
  );
  const steps = (await call<Page<StepView>>(`/runs/${run.id}/steps`)).body.data;
  expect(steps.map(({ seq, step }) => `${seq} ${step.name}`)).toEqual(["1 draft", "2 review", "3 draft", "4 review"]);

  const rewound = await call<RunView>(`/runs/${run.id}/rewind`, { seq: 2 });
  expect(rewound).toMatchObject({ status: 200, body: { status: "waiting", reviews: [{ draft: { revision: 1 } }] } });
  expect((await call(`/runs/${run.id}/rewind`, { seq: 99 })).status).toBe(422);
  expect((await call(`/runs/${run.id}/rewind`, {})).status).toBe(422);

  const again = { "Idempotency-Key": "fork-1" };
  const fork = await call<RunView>(`/runs/${run.id}/fork`, { seq: 4 }, again);
  expect(fork).toMatchObject({ status: 201, body: { status: "waiting", reviews: [{ draft: { revision: 2 } }] } });
  expect((await call<RunView>(`/runs/${run.id}/fork`, { seq: 4 }, again)).body.id).toBe(fork.body.id);
  expect((await call(`/runs/${run.id}/fork`, { seq: 4, data: { nowhere: 1 } })).status).toBe(422);

  expect((await call(`/runs/${run.id}/retry`, null)).status).toBe(409);
  expect(await call(`/runs/${run.id}/migrate`, null)).toMatchObject({ status: 200, body: { version: run.version } });
  expect(await call(`/runs/${run.id}/cancel`, null)).toMatchObject({ status: 200, body: { status: "canceled" } });
  expect((await call(`/runs/${run.id}/signals`, { name: "x", data: 1 })).status).toBe(409);
  const late = await call(`/reviews/${rewound.body.reviews[0]?.id}/decision`, { action: "accept", draftRevision: 1 });
  expect(late.status).toBe(409);
});

it("keeps a signal that comes before its wait, once by its id", async () => {
  const run = await start();
  const signal = { name: "paid", id: "order-7", data: { euros: 5 } };
  expect((await call(`/runs/${run.id}/signals`, signal)).status).toBe(200);
  expect((await call(`/runs/${run.id}/signals`, signal)).status).toBe(200);
  const events = (await call<Page<{ type: string }>>(`/runs/${run.id}/events`)).body.data;
  expect(events.filter(({ type }) => type === "signal.received")).toHaveLength(1);
  expect((await call(`/runs/${run.id}/signals`, { name: "paid-nothing", data: null })).status).toBe(200);
});
