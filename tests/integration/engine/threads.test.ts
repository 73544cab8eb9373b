/** What people reported of other engines, where no other file of these tests has it. */
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { ReviewView, RunView } from "@/lib/views/views";
import { text, workflow } from "@/lib/workflow";
import writeStory from "@/workflows/write-story";
import { startFaultServer } from "../../support/fault-server";
import { startHoldpoint, type TestHoldpoint } from "../../support/holdpoint";
import { createTestDatabase, type TestDatabase, withClient } from "../../support/postgres";

const fields = { note: text({ label: "Note" }) };

const reminder = workflow("reminder", { title: "Reminder", input: {} })
  .form("ask", { fields, actions: { send: { label: "Send" } }, deadline: { afterMs: 3_600_000, to: "forgotten" } })
  .timer("rest", { until: () => 3_600_000 })
  .form("check", { fields, actions: { ok: { label: "OK" } } })
  .end("done", { output: ({ outputs }) => outputs.ask.values.note ?? null })
  .end("forgotten", { output: () => "forgotten" })
  .build();

const approval = workflow("approval", { title: "Approval", input: {} })
  .form("ask", {
    fields,
    actions: { approve: { label: "Approve" }, escalate: { label: "Escalate" } },
    deadline: { afterMs: 3_600_000, action: "escalate" },
  })
  .end("done", { output: ({ outputs }) => outputs.ask.action })
  .build();

let database: TestDatabase;
let started: TestHoldpoint[];

beforeEach(async () => {
  database = await createTestDatabase();
  started = [];
});

afterEach(async () => {
  for (const holdpoint of started) await holdpoint.stop();
  await database.drop();
});

type Options = Omit<Parameters<typeof startHoldpoint>[0], "databaseUrl">;

async function start(options: Options): Promise<TestHoldpoint> {
  const holdpoint = await startHoldpoint({ databaseUrl: database.url, ...options });
  started.push(holdpoint);
  return holdpoint;
}

async function until({ operations, live, ana }: TestHoldpoint, id: string, fits: (run: RunView) => boolean) {
  for (;;) {
    let stop = () => {};
    // Listen first: a change between reading and listening would be missed.
    const changed = new Promise<void>((resolve) => {
      stop = live.onRun(id, resolve);
    });
    const run = await operations.getRun(ana, id);
    if (!fits(run)) await changed;
    stop();
    if (fits(run)) return run;
  }
}

const begin = ({ operations, ana }: TestHoldpoint, name: string, input = {}) =>
  operations.startRun(ana, { workflow: name, input });
const completed = ({ status }: RunView) => status === "completed";
const firstReview = ({ reviews }: RunView) => reviews[0] as ReviewView;

it("a deadline that is over with its review takes nothing back (kestra#18507)", async () => {
  const holdpoint = await start({ workflows: [reminder] });
  const run = await begin(holdpoint, "reminder");
  const answer = { action: "send", values: { note: "Keep this" } };
  await holdpoint.operations.decideReview(holdpoint.ben, firstReview(run).id, answer);
  // Both hours pass: that of the answered review, and that of the timer, which has the sweep look at the run.
  await withClient(database.url, async (client) => {
    await client.query("update reviews set due_at = now() - interval '1 minute'");
    await client.query("update runs set wake_at = now() - interval '1 minute', revision = revision + 1");
  });
  const checked = await until(holdpoint, run.id, ({ step }) => step?.name === "check");
  const { data } = await holdpoint.operations.listEvents(holdpoint.ana, run.id, { limit: 50 });
  expect(data.map(({ type }) => type)).not.toContain("review.expired");
  expect(await holdpoint.operations.getReview(holdpoint.ana, firstReview(run).id)).toMatchObject({
    status: "decided",
    decision: { values: { note: "Keep this" } },
  });
  const ok = { action: "ok", values: {} };
  const done = await holdpoint.operations.decideReview(holdpoint.ben, firstReview(checked).id, ok);
  expect(done).toMatchObject({ status: "completed", output: "Keep this" });
});

it("20 answers at the very moment of their deadline: answered or expired, never failed, and nobody is told wrong (airflow#55054)", async () => {
  const holdpoint = await start({ workflows: [approval], env: { HOLDPOINT_SWEEP_SECONDS: "0.05" } });
  const runs = await Promise.all(Array.from({ length: 20 }, () => begin(holdpoint, "approval")));
  const due = "due_at = now() + interval '30 milliseconds'";
  const moved = withClient(database.url, (client) =>
    client.query(`with moved as (update reviews set ${due} returning run_id)
      update runs set wake_at = now() + interval '30 milliseconds', revision = revision + 1 where id in (select run_id from moved)`),
  );
  const approve = { action: "approve", values: {} };
  const answers = await Promise.allSettled(
    runs.map(async (run, index) => {
      // Some before the deadline is set, some after.
      if (index % 2 === 0) await moved;
      return holdpoint.operations.decideReview(holdpoint.ben, firstReview(run).id, approve);
    }),
  );
  await moved;
  for (const [index, run] of runs.entries()) {
    const done = await until(holdpoint, run.id, completed);
    const answer = answers[index];
    expect(done.output).toBe(answer?.status === "fulfilled" ? "approve" : "escalate");
    if (answer?.status !== "rejected") continue;
    expect(answer.reason).toMatchObject({ code: "review_closed", details: { reviewStatus: "expired" } });
  }
});

it("an answer reaches the flow although the process that took it is gone (activepieces#8183)", async () => {
  const model = await startFaultServer([{ kind: "ok", text: "First" }, "hang", { kind: "ok", text: "A title" }]);
  try {
    const first = await start({ workflows: [writeStory], model });
    const { id } = await begin(first, "write-story", { prompt: "A clock" });
    const waiting = await until(first, id, ({ reviews }) => reviews.length === 1);
    const accept = { action: "accept", values: {}, draftRevision: 1 };
    await first.operations.decideReview(first.ben, firstReview(waiting).id, accept);
    await model.requested(2);
    await first.stop();
    started = [];
    // Nobody told the second process: it began after all that was said.
    const done = await until(await start({ workflows: [writeStory], model }), id, completed);
    expect(done.output).toEqual({ title: "A title", text: "First", rounds: 1 });
  } finally {
    await model.close();
  }
});

it("a wait made in a loop is resumed, each round by its own answer (vercel/workflow#3181)", async () => {
  const workflowsDir = join(import.meta.dirname, "../../fixtures/workflows");
  const holdpoint = await start({ workflowsDir });
  const { id } = await begin(holdpoint, "rounds");
  for (const [index, answer] of ["one", "two", "done"].entries()) {
    const key = `round-${index + 1}`;
    const run = await until(holdpoint, id, ({ reviews }) => reviews[0]?.title === key);
    const decision = { action: "continue", values: { answer } };
    await holdpoint.operations.decideReview(holdpoint.ben, firstReview(run).id, decision);
  }
  expect((await until(holdpoint, id, completed)).output).toEqual(["one", "two", "done"]);
});
