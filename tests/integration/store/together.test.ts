import { Pool } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Change } from "@/lib/engine/change";
import type { RunSnapshot } from "@/lib/operations/records";
import { doorStore, openDatabase } from "@/lib/store";
import { decided, keptFor, started } from "../../support/judge-changes";
import { createTestDatabase, type TestDatabase } from "../../support/postgres";

let database: TestDatabase;
let pool: Pool;
let statements: string[];
let door: ReturnType<typeof doorStore>;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url, max: 4 });
  statements = [];
  const recording = {
    query(statement: { name: string }) {
      statements.push(statement.name);
      return pool.query(statement as never);
    },
  };
  door = doorStore(recording as unknown as Pool, { leaseMs: 1_000, notifyAfterMs: null });
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

const reads = async (changes: Change[]) =>
  Promise.all(changes.map(async ({ run }) => (await door.readRun(run.id)) as RunSnapshot));

it("changes that arrive together share statements, and each is whole", async () => {
  const changes = Array.from({ length: 60 }, () => started());
  expect((await Promise.all(changes.map((change) => door.commit(change)))).map((done) => done?.change.run.id)).toEqual(
    changes.map(({ run }) => run.id),
  );
  // The first goes at once, 32 and 27 after it.
  expect(statements).toHaveLength(3);
  statements.length = 0;
  const snapshots = await reads(changes);
  expect(statements).toHaveLength(3);
  expect(snapshots.map(({ run, openReviews }) => [run.id, run.eventSeq, openReviews[0]?.id])).toEqual(
    changes.map(({ run, openedReviews }) => [run.id, 2, openedReviews[0]?.id]),
  );
});

it("one that Postgres refuses does not take the others with it", async () => {
  const snapshots = await reads(await commitAll(Array.from({ length: 10 }, () => started())));
  const notes = snapshots.map((_, index) => (index === 5 ? "no text for Postgres: \u0000" : `note ${index}`));
  const done = await Promise.allSettled(
    snapshots.map((snapshot, index) => door.commit(decided(snapshot, notes[index] ?? ""))),
  );
  expect(done.map(({ status }, index) => [index, status])).toEqual(
    notes.map((_, index) => [index, index === 5 ? "rejected" : "fulfilled"]),
  );
  const comments = await pool.query("select text from comments where run_id = any($1) order by text", [
    snapshots.map(({ run }) => run.id),
  ]);
  expect(comments.rows.map(({ text }) => text)).toEqual(notes.filter((_, index) => index !== 5).sort());
  expect((await door.readRun(snapshots[5]?.run.id ?? ""))?.run.status).toBe("waiting");
});

it("of changes that were made of the same moment one counts, whoever they share a statement with", async () => {
  const [snapshot, other] = await reads(await commitAll([started(), started()]));
  if (!snapshot || !other) throw new Error("Not started.");
  const twenty = Array.from({ length: 20 }, (_, index) => decided(snapshot, `answer ${index}`));
  const [apart, ...done] = await Promise.all([decided(other, "apart"), ...twenty].map((change) => door.commit(change)));
  expect(apart?.change.run.status).toBe("completed");
  const won = done.flatMap((one) => one?.change.comments[0]?.text ?? []);
  expect(won).toHaveLength(1);
  const comments = await pool.query("select text from comments where run_id = $1", [snapshot.run.id]);
  expect(comments.rows).toEqual([{ text: won[0] }]);
  const again = started(snapshot.run.id);
  expect(await Promise.all([door.commit(again), door.commit(again)])).toEqual([null, null]);
});

it("whoever gives way to another statement writes again (O7)", async () => {
  const [change] = await commitAll([started()]);
  const [snapshot] = await reads([change as Change]);
  const other = await pool.connect();
  try {
    // The commit is the one that Postgres ends: the other one's look for deadlocks comes later.
    await other.query("begin; set local deadlock_timeout = '60s'");
    await other.query("select from reviews where run_id = $1 for update", [change?.run.id]);
    const done = door.commit(decided(snapshot as RunSnapshot, "after all"));
    await expect
      .poll(async () => (await pool.query("select from pg_locks where not granted")).rowCount)
      .toBeGreaterThan(0);
    await other.query("select from runs where id = $1 for update", [change?.run.id]);
    await other.query("commit");
    expect((await done)?.change.run.status).toBe("completed");
  } finally {
    other.release();
  }
});

async function commitAll(changes: Change[]): Promise<Change[]> {
  await Promise.all(changes.map((change) => door.commit(change)));
  return changes;
}

interface PlanNode {
  "Node Type": string;
  "Index Cond"?: string;
  Plans?: PlanNode[];
}

it("in a database that is still small, too, rows are found by their keys", async () => {
  const { door: planned, close } = openDatabase(database.url, 2);
  const single = new Pool({ connectionString: planned.options.connectionString, max: 1 });
  try {
    const own = doorStore(single, { leaseMs: 1_000, notifyAfterMs: null });
    const change = started();
    await own.commit(change);
    const read = await own.readReview(change.openedReviews[0]?.id ?? "");
    await own.commit(decided(read?.snapshot as RunSnapshot, "note"));
    await own.readRun(change.run.id);
    const kept = started();
    await own.commit(kept, keptFor("start"));
    const again = await own.readReview(kept.openedReviews[0]?.id ?? "");
    await own.commit(decided(again?.snapshot as RunSnapshot, "note"), keptFor("answer"));
    const { rows } = await single.query("select name, statement from pg_prepared_statements order by name");
    expect(rows.map(({ name }) => name.split("_", 2).join("_"))).toEqual([
      "door_m",
      "door_m",
      "door_s",
      "door_s",
      "read_reviews",
      "read_runs",
    ]);
    for (const { name, statement } of rows) {
      const plan = (await single.query(`explain (generic_plan, format json) ${statement}`)).rows[0]["QUERY PLAN"][0]
        .Plan;
      const nodes = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodes)];
      const scans = nodes(plan).filter((node) => /^(Seq|Index|Bitmap)/.test(node["Node Type"]));
      const blind = scans.filter((node) => node["Node Type"] !== "Index Scan" || !node["Index Cond"]);
      expect({ name, blind }).toEqual({ name, blind: [] });
    }
  } finally {
    await single.end();
    await close();
  }
});
