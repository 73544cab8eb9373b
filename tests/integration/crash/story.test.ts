import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CommentView, DraftView, EventView, Page, ReviewView, RunView, StepView } from "@/lib/views/views";
import { type FaultServer, startFaultServer } from "../../support/fault-server";
import { startServer, type TestServer } from "../../support/server";

const COMMENTS = ["Shorter", "Call her Mira", "Set it in Lisbon"];

/** Where the processes to come die, counted from their start. */
let failpoints: string[] = [];
let model: FaultServer;
let server: TestServer;

beforeAll(async () => {
  model = await startFaultServer();
});

afterAll(async () => {
  await model.close();
});

/** A client as it should be: after a broken connection it starts the server again and repeats the same request. */
async function call<T>(path: string, body?: unknown): Promise<T> {
  const key = randomUUID();
  for (;;) {
    const response = await fetch(`${server.url}/api/v1${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        Authorization: `Bearer ${server.token}`,
        "Content-Type": "application/json",
        ...(body === undefined ? {} : { "Idempotency-Key": key }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    }).catch(() => null);
    const text = await response?.text().catch(() => null);
    if (response?.ok && typeof text === "string") return JSON.parse(text) as T;
    if (response && typeof text === "string" && response.status < 500)
      throw new Error(`${path} answered ${response.status}: ${text}`);
    await server.kill();
    await server.restart({ HOLDPOINT_FAILPOINT: failpoints.shift() ?? "" });
  }
}

async function untilWaiting(id: string): Promise<RunView> {
  for (;;) {
    const run = await call<RunView>(`/runs/${id}`);
    if (run.status !== "running") return run;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function decide(run: RunView, action: string, values: Record<string, string>): Promise<RunView> {
  const review = run.reviews[0] as ReviewView;
  await call(`/reviews/${review.id}/decision`, { action, values, draftRevision: review.draft?.revision });
  return untilWaiting(run.id);
}

async function tellStory(): Promise<RunView> {
  const { id } = await call<RunView>("/runs", { workflow: "write-story", input: { prompt: "A clock" } });
  let run = await untilWaiting(id);
  for (const comment of COMMENTS) run = await decide(run, "update", { comment });
  return decide(run, "accept", {});
}

async function expectWholeStory(run: RunView): Promise<void> {
  expect(run).toMatchObject({ status: "completed", output: { rounds: 4 } });
  const drafts = await call<Page<DraftView>>(`/runs/${run.id}/drafts`);
  expect(drafts.data.map(({ revision }) => revision)).toEqual([1, 2, 3, 4]);
  const comments = await call<Page<CommentView>>(`/runs/${run.id}/comments`);
  expect(comments.data.map(({ text }) => text)).toEqual(COMMENTS);
  const steps = await call<Page<StepView>>(`/runs/${run.id}/steps?limit=200`);
  expect(steps.data.map(({ step, status }) => `${step.name} ${status}`)).toEqual([
    ...Array(4).fill(["draft completed", "review completed"]).flat(),
    "title completed",
    "done completed",
  ]);
  const events = await call<Page<EventView>>(`/runs/${run.id}/events?limit=200`);
  expect(events.data.map(({ seq }) => seq)).toEqual(events.data.map((_, index) => index + 1));
  expect(events.data.filter(({ type }) => type === "review.decided")).toHaveLength(4);
}

it("tells the whole story when the whole product dies and is started again, twice", { timeout: 300_000 }, async () => {
  const env = {
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: model.apiKey,
    HOLDPOINT_LEASE_SECONDS: "1",
    HOLDPOINT_SWEEP_SECONDS: "0.2",
  };
  failpoints = ["5", "8"];
  server = await startServer({ env: { ...env, HOLDPOINT_FAILPOINT: failpoints.shift() ?? "" } });
  try {
    await expectWholeStory(await tellStory());
    const died = [...server.log().matchAll(/failpoint: (.*)/g)].map(([, where]) => where);
    // Once before a change, once after one; after which depends on whether the start's answer was faster than the first death.
    expect(died).toEqual([
      "before effect.succeeded",
      expect.stringMatching(/^after (review.decided|run.started|effect.succeeded)$/),
    ]);
  } finally {
    await server.stop();
  }
});

it("goes on within 30 s of a kill in the middle of an effect, with the ordinary lease", {
  timeout: 120_000,
}, async () => {
  const hanging = await startFaultServer(["hang"]);
  server = await startServer({ env: { OPENAI_BASE_URL: hanging.baseUrl, OPENAI_API_KEY: hanging.apiKey } });
  try {
    const { id } = await call<RunView>("/runs", { workflow: "write-story", input: { prompt: "A clock" } });
    await hanging.requested(1);
    await server.kill();
    await server.restart();
    const ready = performance.now();
    expect((await untilWaiting(id)).status).toBe("waiting");
    expect(performance.now() - ready).toBeLessThan(30_000);
  } finally {
    await server.stop();
    await hanging.close();
  }
});
