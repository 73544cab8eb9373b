import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Effect } from "@/lib/engine/types";
import { journalStore, openDatabase } from "@/lib/store";
import type { Json, ReviewView, RunView } from "@/lib/views/views";
import { startHoldpoint, type TestHoldpoint } from "../../support/holdpoint";
import { type JsonServer, sendJson, startJsonServer } from "../../support/json-server";
import { createTestDatabase, type TestDatabase, withClient } from "../../support/postgres";

const workflowsDir = join(import.meta.dirname, "../../fixtures/workflows");

let database: TestDatabase;
let server: JsonServer;
let started: TestHoldpoint[];
/** `/tell` hangs so often. */
let hangs: number;
/** After that `/tell` refuses so often. */
let refusals: number;

const start = async (env: Record<string, string> = {}) => {
  const holdpoint = await startHoldpoint({ databaseUrl: database.url, workflowsDir, env });
  started.push(holdpoint);
  return holdpoint;
};

const stop = async (holdpoint: TestHoldpoint) => {
  started = started.filter((one) => one !== holdpoint);
  await holdpoint.stop();
};

beforeEach(async () => {
  database = await createTestDatabase();
  started = [];
  hangs = 0;
  refusals = 0;
  server = await startJsonServer((request, response) => {
    if (request.url === "/tell" && hangs-- > 0) return;
    if (request.url === "/tell" && refusals-- > 0) return sendJson(response, 500, null);
    sendJson(response, 200, { receipt: charges().length });
  });
});

afterEach(async () => {
  for (const holdpoint of started) await holdpoint.stop();
  await server.close();
  await database.drop();
});

const charges = () => server.requests.filter(({ url }) => url === "/charge");

async function run(holdpoint: TestHoldpoint, workflow: string, input: Json = {}): Promise<RunView> {
  const { id } = await holdpoint.operations.startRun(holdpoint.ana, { workflow, input });
  return wait(holdpoint, id);
}

const wait = (holdpoint: TestHoldpoint, id: string) =>
  holdpoint.operations.waitForRun(holdpoint.ana, id, { timeoutMs: 20_000 });

async function answer(holdpoint: TestHoldpoint, view: RunView, title: string, values: Record<string, string | number>) {
  const review = view.reviews.find((one) => one.title === title) as ReviewView;
  await holdpoint.operations.decideReview(holdpoint.ben, review.id, { action: "continue", values });
  return wait(holdpoint, view.id);
}

const titles = ({ reviews }: RunView) => reviews.map(({ title }) => title);
const expireLeases = () =>
  withClient(database.url, (client) => client.query("update runs set lease_until = now() - interval '1 second'"));

it.each([[["Your name?", "Your age"]], [["Your age", "Your name?"]]])(
  "two questions of one step stay apart, answered as %j (langgraph#6542)",
  async (order) => {
    const holdpoint = await start();
    const values: Record<string, Record<string, string | number>> = {
      "Your name?": { answer: "Ada" },
      "Your age": { years: 36 },
    };
    let view = await run(holdpoint, "intake");
    expect(titles(view)).toEqual(["Your name?", "Your age"]);
    view = await answer(holdpoint, view, order[0] as string, values[order[0] as string] ?? {});
    expect(view).toMatchObject({ status: "waiting", reviews: [{ title: order[1] }] });
    view = await answer(holdpoint, view, order[1] as string, values[order[1] as string] ?? {});
    expect(titles(view)).toEqual(["What do friends call Ada?"]);
    view = await answer(holdpoint, view, "What do friends call Ada?", { answer: "A" });
    expect(view).toMatchObject({ status: "completed", output: { name: "Ada", years: 36, by: "Ben", nick: "A" } });
    const steps = await holdpoint.operations.listSteps(holdpoint.ana, view.id, { limit: 10 });
    expect(steps.data.map(({ step, visit, attempt }) => [step.name, visit, attempt])).toEqual([
      ["ask", 1, 1],
      ["done", 1, 1],
    ]);
  },
);

it("a bad answer asks again and ends nothing (prefect#12279)", async () => {
  const holdpoint = await start();
  const view = await run(holdpoint, "intake");
  await expect(answer(holdpoint, view, "Your age", { years: -1 })).rejects.toMatchObject({ code: "invalid" });
  expect(await wait(holdpoint, view.id)).toMatchObject({ status: "waiting", reviews: [{}, {}] });
});

it("goes on in another process, and does not do again what was done once", async () => {
  const first = await start();
  const waiting = await run(first, "order", { url: server.url });
  expect(titles(waiting)).toEqual(["Ship it?"]);
  await stop(first);
  const done = await answer(await start(), waiting, "Ship it?", { answer: "yes" });
  expect(done).toMatchObject({ status: "completed", output: { receipt: 1, ship: "yes" } });
  expect(charges().map(({ headers }) => headers["idempotency-key"])).toEqual([`${waiting.id}:1:charge`]);
});

it("does not do again what was done once before its process stopped in the middle of the step", async () => {
  hangs = 1;
  const first = await start({ HOLDPOINT_LEASE_SECONDS: "3600" });
  const { id } = await first.operations.startRun(first.ana, { workflow: "order", input: { url: server.url } });
  await server.requested(2);
  await stop(first);
  const waiting = await wait(await start(), id);
  expect(titles(waiting)).toEqual(["Ship it?"]);
  expect(charges()).toHaveLength(1);
});

it("does not do again what was done once by a process that stalled past its lease", async () => {
  hangs = 1;
  const stalled = await start({ HOLDPOINT_LEASE_SECONDS: "3600", HOLDPOINT_SWEEP_SECONDS: "3600" });
  const { id } = await stalled.operations.startRun(stalled.ana, { workflow: "order", input: { url: server.url } });
  await server.requested(2);
  await expireLeases();
  const second = await start();
  expect(titles(await wait(second, id))).toEqual(["Ship it?"]);
  expect(charges()).toHaveLength(1);
  const events = await second.operations.listEvents(second.ana, id, { limit: 50 });
  expect(events.data.filter(({ type }) => type === "step.taken_over")).toHaveLength(1);
});

it("does not do again what was done once, nor asks again, when the failed step is retried by hand", async () => {
  refusals = 3;
  const holdpoint = await start();
  const waiting = await run(holdpoint, "fragile", { url: server.url });
  expect(await answer(holdpoint, waiting, "Where to?", { answer: "Rome" })).toMatchObject({
    status: "failed",
    error: { code: "code_failed", message: "The service refused." },
  });
  await holdpoint.operations.retryRun(holdpoint.ana, waiting.id);
  expect(await wait(holdpoint, waiting.id)).toMatchObject({ status: "completed", output: "Rome" });
  expect(charges()).toHaveLength(1);
  // Two attempts before, two after.
  expect(server.requests.filter(({ url }) => url === "/tell")).toHaveLength(4);
});

it("records once: the first write wins, and a lease that is lost writes nothing", async () => {
  hangs = 1;
  const holdpoint = await start({ HOLDPOINT_LEASE_SECONDS: "3600" });
  const { id } = await holdpoint.operations.startRun(holdpoint.ana, { workflow: "order", input: { url: server.url } });
  await server.requested(2);
  const { pool, close } = openDatabase(database.url, 2);
  const journal = journalStore(pool);
  const effect: Effect = { runId: id, workspaceId: "", seq: 1, epoch: 1, stepIndex: 0, key: `${id}:1` };
  expect(await journal.record(effect, "mail", { sent: 1 })).toEqual({ sent: 1 });
  expect(await journal.record(effect, "mail", { sent: 2 })).toEqual({ sent: 1 });
  const lost = { code: "lease_lost" };
  await expect(journal.record({ ...effect, epoch: 0 }, "mail", 3)).rejects.toMatchObject(lost);
  await expect(journal.record({ ...effect, seq: 2 }, "other", 3)).rejects.toMatchObject(lost);
  expect((await journal.recall(effect)).results).toEqual({ charge: { receipt: 1 }, mail: { sent: 1 } });
  await close();
});

it("stops an endless loop at its time limit, while another run goes on", async () => {
  const holdpoint = await start();
  // The thread of the neighbour is loaded by then.
  await run(holdpoint, "intake");
  const looping = await holdpoint.operations.startRun(holdpoint.ana, { workflow: "poison", input: { kind: "loop" } });
  const neighbour = await run(holdpoint, "intake");
  expect(titles(neighbour)).toHaveLength(2);
  expect((await holdpoint.operations.getRun(holdpoint.ana, looping.id)).status).toBe("running");
  expect(await wait(holdpoint, looping.id)).toMatchObject({
    status: "failed",
    error: { code: "time_limit", message: "endless did not end within 1 s and was stopped." },
  });
});

it.each([
  ["large", "result_too_large", /50\.0 MB; at most 1\.0 MB/],
  ["hoard", "out_of_memory", /more memory/],
  ["exit", "code_crashed", /ended its thread \(3\)/],
  ["rejection", "code_crashed", /Nobody looks/],
  ["late", "time_limit", /1 s/],
  ["throw", "code_failed", /It broke/],
])("%s fails its own run with %s and hurts nobody", async (kind, code, message) => {
  const holdpoint = await start();
  const failed = await run(holdpoint, "poison", { kind });
  expect(failed).toMatchObject({
    status: "failed",
    error: { code, message: expect.stringMatching(message) },
  });
  expect(titles(await run(holdpoint, "intake"))).toHaveLength(2);
});

it("is given up after three takeovers of one visit", async () => {
  hangs = 10;
  const holdpoint = await start({ HOLDPOINT_LEASE_SECONDS: "3600" });
  const { id } = await holdpoint.operations.startRun(holdpoint.ana, { workflow: "order", input: { url: server.url } });
  // One request to charge, then one to the service that hangs for each time somebody takes the step up.
  for (const requests of [2, 3, 4, 5]) {
    await server.requested(requests);
    await expireLeases();
  }
  expect(await wait(holdpoint, id)).toMatchObject({ status: "failed", error: { code: "quarantined" } });
  expect(charges()).toHaveLength(1);
});

it("runs in branches, writes drafts, and goes on when nobody answers in time", async () => {
  const holdpoint = await start();
  const { id } = await holdpoint.operations.startRun(holdpoint.ana, { workflow: "squares", input: {} });
  let view = await wait(holdpoint, id);
  expect(view.reviews).toMatchObject([{ title: "Good?", draft: { content: "Squares: 1, 4, 9" } }]);
  while (view.status !== "completed") {
    let stopListening = () => {};
    const changed = new Promise<void>((resolve) => {
      stopListening = holdpoint.live.onRun(id, resolve);
    });
    view = await holdpoint.operations.getRun(holdpoint.ana, id);
    if (view.status !== "completed") await changed;
    stopListening();
  }
  expect(view.output).toBe('Nobody looked at "Squares: 1, 4, 9"');
});

it("says so when a workflow came from no file", async () => {
  const { workflow } = await import("@/lib/workflow");
  const lone = workflow("lone", { title: "Lone", input: {} })
    .code("think", { run: () => 1 })
    .end("done", { output: () => null })
    .build();
  const holdpoint = await startHoldpoint({ databaseUrl: database.url, workflows: [lone] });
  started.push(holdpoint);
  expect(await run(holdpoint, "lone")).toMatchObject({ status: "failed", error: { code: "no_workflow_file" } });
});
