import { afterEach, beforeEach, expect, it } from "vitest";
import writeStory from "@/workflows/write-story";
import { type FaultServer, startFaultServer } from "../../support/fault-server";
import { startHoldpoint, type TestHoldpoint } from "../../support/holdpoint";
import { createTestDatabase, type TestDatabase, withClient } from "../../support/postgres";

const STORY = { workflow: "write-story", input: { prompt: "A clock" } };

let database: TestDatabase;
let model: FaultServer;
let started: TestHoldpoint[];

const start = async (env: Record<string, string> = {}) => {
  const holdpoint = await startHoldpoint({ databaseUrl: database.url, model, workflows: [writeStory], env });
  started.push(holdpoint);
  return holdpoint;
};

beforeEach(async () => {
  database = await createTestDatabase();
  started = [];
});

afterEach(async () => {
  for (const holdpoint of started) await holdpoint.stop();
  await model.close();
  await database.drop();
});

it("takes over an effect whose process stalled past its lease; the late one writes nothing", async () => {
  model = await startFaultServer(["hang", { kind: "ok", text: "By the second" }]);
  // The first process never renews: its sweep and its renewal are an hour away, as after SIGSTOP.
  const stalled = await start({ HOLDPOINT_LEASE_SECONDS: "3600", HOLDPOINT_SWEEP_SECONDS: "3600" });
  const run = await stalled.operations.startRun(stalled.ana, STORY);
  await model.requested(1);
  await withClient(database.url, (client) => client.query("update runs set lease_until = now() - interval '1 second'"));
  const second = await start();
  const waiting = await second.operations.waitForRun(second.ana, run.id, { timeoutMs: 10_000 });
  expect(waiting.reviews[0]?.draft).toMatchObject({ revision: 1, content: "By the second" });
  const events = await second.operations.listEvents(second.ana, run.id, { limit: 50 });
  expect(events.data.filter(({ type }) => type === "step.taken_over")).toHaveLength(1);
  expect(model.requests.map(({ headers }) => headers["idempotency-key"])).toEqual([`${run.id}:1`, `${run.id}:1`]);
});

it("keeps a lease alive while the effect takes longer than the lease", async () => {
  model = await startFaultServer([{ kind: "slow", text: "One two three four five six", betweenMs: 150 }]);
  const first = await start({ HOLDPOINT_LEASE_SECONDS: "0.5", HOLDPOINT_SWEEP_SECONDS: "0.1" });
  await start({ HOLDPOINT_LEASE_SECONDS: "0.5", HOLDPOINT_SWEEP_SECONDS: "0.1" });
  const run = await first.operations.startRun(first.ana, STORY);
  await first.operations.waitForRun(first.ana, run.id, { timeoutMs: 10_000 });
  const events = await first.operations.listEvents(first.ana, run.id, { limit: 50 });
  expect(events.data.map(({ type }) => type)).not.toContain("step.taken_over");
  expect(model.requests).toHaveLength(1);
});

it("gives its leases back when it stops, so that the next process goes on at once", async () => {
  model = await startFaultServer(["hang", { kind: "ok", text: "Later" }]);
  const first = await start({ HOLDPOINT_LEASE_SECONDS: "3600" });
  const run = await first.operations.startRun(first.ana, STORY);
  await model.requested(1);
  await first.stop();
  started = [];
  const second = await start();
  const waiting = await second.operations.waitForRun(second.ana, run.id, { timeoutMs: 10_000 });
  expect(waiting.reviews[0]?.draft?.content).toBe("Later");
});

it("leaves work beyond its limit to whoever has room, and loses none", async () => {
  model = await startFaultServer([]);
  const first = await start({ HOLDPOINT_CONCURRENCY: "1" });
  await start({ HOLDPOINT_CONCURRENCY: "2" });
  const runs = await Promise.all(Array.from({ length: 20 }, () => first.operations.startRun(first.ana, STORY)));
  for (const { id } of runs) {
    const run = await first.operations.waitForRun(first.ana, id, { timeoutMs: 20_000 });
    expect(run.status).toBe("waiting");
  }
  expect(model.requests).toHaveLength(20);
});

it("does not let two runs change each other", async () => {
  model = await startFaultServer([]);
  const holdpoint = await start();
  const both = await Promise.all([STORY, STORY].map((story) => holdpoint.operations.startRun(holdpoint.ana, story)));
  const [one, two] = await Promise.all(
    both.map(({ id }) => holdpoint.operations.waitForRun(holdpoint.ana, id, { timeoutMs: 10_000 })),
  );
  const review = one?.reviews[0];
  if (!review || !two) throw new Error("No open review.");
  await holdpoint.operations.decideReview(holdpoint.ben, review.id, { action: "accept", values: {}, draftRevision: 1 });
  const untouched = await holdpoint.operations.getRun(holdpoint.ana, two.id);
  expect(untouched).toEqual(two);
});
