import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { textarea, workflow } from "@/lib/workflow";
import { startHoldpoint, type TestHoldpoint } from "../../support/holdpoint";
import { createTestDatabase, type TestDatabase, withClient } from "../../support/postgres";

const judge = workflow("judge", { title: "Judge", input: {} })
  .form("review", {
    fields: { comment: textarea({ label: "Comment" }) },
    comment: "comment",
    actions: { again: { label: "Again", to: "review", requires: ["comment"] }, accept: { label: "Accept" } },
  })
  .end("done", { output: ({ visits }) => visits.review ?? 0 })
  .build();

let database: TestDatabase;
let running: TestHoldpoint[];

beforeEach(async () => {
  database = await createTestDatabase();
  const start = () => startHoldpoint({ databaseUrl: database.url, workflows: [judge] });
  running = [await start(), await start()];
});

afterEach(async () => {
  await Promise.all(running.map((holdpoint) => holdpoint.stop()));
  await database.drop();
});

const both = () => running as [TestHoldpoint, TestHoldpoint];

/** Begun by the first process, answered by Ben at the other: what the first remembers is old. */
async function overtaken() {
  const [one, other] = both();
  const run = await one.operations.startRun(one.ana, { workflow: "judge", input: {} });
  const reviewId = run.reviews[0]?.id ?? "";
  const moved = await other.operations.decideReview(other.ben, reviewId, {
    action: "again",
    values: { comment: "More" },
  });
  return { one, other, reviewId, moved };
}

const BEN_WAS_FIRST = { code: "review_decided", details: { decidedBy: { name: "Ben" }, action: "again" } };

it("who comes second is told who was first, at a process that has not heard of it", async () => {
  const { one, reviewId, moved } = await overtaken();
  const accept = { action: "accept", values: {} };
  await expect(one.operations.decideReview(one.dana, reviewId, accept)).rejects.toMatchObject(BEN_WAS_FIRST);
  expect(await one.operations.getRun(one.ana, moved.id)).toMatchObject({ visits: { review: 2 } });
});

it("what would not have fitted the form is told who was first, too", async () => {
  const { one, reviewId } = await overtaken();
  const empty = { action: "again", values: {} };
  await expect(one.operations.decideReview(one.dana, reviewId, empty)).rejects.toMatchObject(BEN_WAS_FIRST);
  const strange = { action: "burn", values: {} };
  await expect(one.operations.decideReview(one.dana, reviewId, strange)).rejects.toMatchObject(BEN_WAS_FIRST);
});

it("a repeat of the answer that won gets the run as it is now, also where it is remembered as open", async () => {
  const { one, reviewId, moved } = await overtaken();
  const again = { action: "again", values: { comment: "More" } };
  expect(await one.operations.decideReview(one.ben, reviewId, again)).toEqual(moved);
});

it("pages and GETs show what the database has", async () => {
  const { one, reviewId, moved } = await overtaken();
  expect(await one.operations.getRun(one.ana, moved.id)).toEqual(moved);
  expect(await one.operations.getReview(one.ana, reviewId)).toMatchObject({ status: "decided" });
});

/** As after a restore: every connection is cut, and the run is another one than it was. */
async function setBack(runId: string): Promise<void> {
  await withClient(database.url, async (client) => {
    await client.query("update runs set data = jsonb_build_object('kept', true) where id = $1", [runId]);
    const others = "datname = current_database() and pid <> pg_backend_pid()";
    await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where ${others}`);
  });
}

it.each([
  ["an answer is the first to notice it", async () => undefined],
  ["a page is the first to notice it", (holdpoint: TestHoldpoint, runId: string) => read(holdpoint, runId)],
  ["nobody has asked it meanwhile", () => setTimeout(500)],
])("what a process remembers does not overwrite a database that was set back: %s", async (_, meanwhile) => {
  const [one] = both();
  const run = await one.operations.startRun(one.ana, { workflow: "judge", input: {} });
  await setBack(run.id);
  await meanwhile(one, run.id);
  const accept = { action: "accept", values: {} };
  const done = await persistently(() => one.operations.decideReview(one.ana, run.reviews[0]?.id ?? "", accept));
  expect(done).toMatchObject({ status: "completed" });
  const { rows } = await withClient(database.url, (client) => client.query("select data from runs"));
  expect(rows).toEqual([{ data: expect.objectContaining({ kept: true }) }]);
});

const read = ({ operations, ana }: TestHoldpoint, runId: string) => persistently(() => operations.getRun(ana, runId));

async function persistently<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (tries === 20) throw error;
    }
  }
}
