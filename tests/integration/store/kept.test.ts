import { Pool } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { RunSnapshot } from "@/lib/operations/records";
import { doorStore } from "@/lib/store";
import { decided, keptFor, started } from "../../support/judge-changes";
import { createTestDatabase, type TestDatabase } from "../../support/postgres";

/** Two processes on one database. */
let database: TestDatabase;
let pools: [Pool, Pool];
let here: ReturnType<typeof doorStore>;
let there: ReturnType<typeof doorStore>;

beforeAll(async () => {
  database = await createTestDatabase();
  const open = () => new Pool({ connectionString: database.url, max: 4 });
  pools = [open(), open()];
  // A statement that Postgres refuses costs its connection nothing here.
  [here, there] = pools.map((pool) => doorStore(pool, { leaseMs: 1_000, notifyAfterMs: null })) as [
    typeof here,
    typeof there,
  ];
});

afterAll(async () => {
  for (const pool of pools) await pool.end();
  await database.drop();
});

const TAKEN = { name: "ClaimFirst" };

interface KeyRow {
  key: string;
  status: number;
  resource_id: string;
  body: string;
}

const keptRows = async (like: string) =>
  (await pools[0].query<KeyRow>("select * from idempotency_keys where key like $1 order by key", [like])).rows;

const runs = async (ids: string[]) =>
  (await pools[0].query("select id from runs where id = any($1) order by id", [ids])).rows.map(({ id }) => id);

async function waiting(): Promise<RunSnapshot> {
  const change = started();
  await here.commit(change);
  return (await here.readRun(change.run.id)) as RunSnapshot;
}

it("a response is kept with its change, and says when that was by the database's clock", async () => {
  const change = started();
  const done = await here.commit(change, keptFor("one"));
  const at = done?.at.updatedAt.toISOString();
  expect(await keptRows("one")).toMatchObject([
    { status: 200, resource_id: change.run.id, body: `"one" at ${at}, again ${at}` },
  ]);
  const answer = await here.commit(decided((await here.readRun(change.run.id)) as RunSnapshot, "note"), keptFor("two"));
  const then = answer?.at.updatedAt.toISOString();
  expect(await keptRows("two")).toMatchObject([{ body: `"two" at ${then}, again ${then}` }]);
});

it("a change that loses keeps no response", async () => {
  const snapshot = await waiting();
  const answers = [decided(snapshot, "first"), decided(snapshot, "second")];
  const doors = [here, there];
  const done = await Promise.all(
    answers.map((change, index) => doors[index]?.commit(change, keptFor(`lost ${index}`))),
  );
  const won = done.flatMap((one, index) => (one ? `lost ${index}` : []));
  expect(won).toHaveLength(1);
  expect((await keptRows("lost%")).map(({ key }) => key)).toEqual(won);
});

it("under a key that is taken nothing is changed", async () => {
  await here.commit(started(), keptFor("taken"));
  const [kept] = await keptRows("taken");
  const start = started();
  const snapshot = await waiting();
  await expect(there.commit(start, keptFor("taken"))).rejects.toMatchObject(TAKEN);
  await expect(there.commit(decided(snapshot, "note"), keptFor("taken"))).rejects.toMatchObject(TAKEN);
  expect(await runs([start.run.id])).toEqual([]);
  expect((await there.readRun(snapshot.run.id))?.run).toMatchObject({ status: "waiting", revision: 1 });
  expect(await keptRows("taken")).toEqual([kept]);
});

it("of many at once under one key, on runs of their own, in two processes, one is made, and their neighbours are", async () => {
  for (let round = 0; round < 10; round++) {
    const key = `many ${round}`;
    const snapshots = await Promise.all(Array.from({ length: 4 }, waiting));
    const rivals = [...Array.from({ length: 6 }, () => started()), ...snapshots.map((one) => decided(one, "note"))];
    const neighbours = Array.from({ length: 6 }, () => started());
    const door = (index: number) => (index % 2 ? here : there);
    const [outcomes] = await Promise.all([
      Promise.allSettled(rivals.map((change, index) => door(index).commit(change, keptFor(key)))),
      Promise.all(
        neighbours.map(async (change, index) =>
          expect(await door(index).commit(change, keptFor(`neighbour ${round} ${index}`))).not.toBeNull(),
        ),
      ),
    ]);
    const made = outcomes.flatMap((outcome, index) =>
      outcome.status === "fulfilled" ? (rivals[index]?.run.id ?? "") : [],
    );
    expect(made).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === "rejected") expect(outcome.reason).toMatchObject(TAKEN);
    expect((await keptRows(key)).map(({ resource_id }) => resource_id)).toEqual(made);
    const ids = rivals.map(({ run }) => run.id);
    const { rows } = await pools[0].query("select id from runs where id = any($1) and status = 'completed'", [ids]);
    const begun = (await runs(ids)).filter((id) => !snapshots.some(({ run }) => run.id === id));
    expect([...begun, ...rows.map(({ id }) => id)]).toEqual(made);
  }
});

it("who comes second waits for the first to be made, and loses only then", async () => {
  const other = await pools[1].connect();
  const change = started();
  try {
    await other.query("begin");
    await other.query(
      `insert into idempotency_keys (principal, path, key, body_hash, resource_id, status, content_type, body)
       values ('token:ana', '/runs', 'slow', 'same', gen_random_uuid(), 200, 'text/plain', 'first')`,
    );
    const done = here.commit(change, keptFor("slow")).catch((error: Error) => error);
    await expect
      .poll(async () => (await pools[0].query("select from pg_locks where not granted")).rowCount)
      .toBeGreaterThan(0);
    await other.query("commit");
    expect(await done).toMatchObject(TAKEN);
  } finally {
    other.release();
  }
  expect(await runs([change.run.id])).toEqual([]);
  expect(await keptRows("slow")).toMatchObject([{ body: "first" }]);
});

it("a key is free again after a day", async () => {
  await here.commit(started(), keptFor("old"));
  await pools[0].query("update idempotency_keys set created_at = now() - interval '25 hours' where key = 'old'");
  const change = started();
  expect(await here.commit(change, keptFor("old"))).not.toBeNull();
  expect(await keptRows("old")).toMatchObject([{ resource_id: change.run.id }]);
  await expect(there.commit(started(), keptFor("old"))).rejects.toMatchObject(TAKEN);
});
