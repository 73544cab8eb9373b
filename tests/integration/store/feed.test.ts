import { randomUUID } from "node:crypto";
import { Client, Pool } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { orderRestored } from "@/lib/store";
import { type Cursor, feed } from "@/lib/store/feed";
import { textarea, workflow } from "@/lib/workflow";
import { startHoldpoint } from "../../support/holdpoint";
import { createTestDatabase, type TestDatabase } from "../../support/postgres";

const [ONE, TWO] = [randomUUID(), randomUUID()];
const ALL: Cursor = { name: "test", workspaceId: null };
const OF_ONE: Cursor = { name: "test", workspaceId: ONE };

let database: TestDatabase;
let pool: Pool;
let clients: Client[];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url });
});
beforeEach(async () => {
  clients = [];
  await pool.query("delete from changes; delete from feed_cursors; delete from workspaces");
  await pool.query("insert into workspaces (id, name) values ($1, 'One'), ($2, 'Two')", [ONE, TWO]);
});
afterEach(() => Promise.all(clients.map((client) => client.end())));
afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

type Queries = Pick<Pool, "query">;

async function connect(): Promise<Client> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  clients.push(client);
  return client;
}

const write = (by: Queries | Client, runId: string, eventSeq: number, workspaceId = ONE) =>
  by.query("insert into changes (run_id, event_seq, workspace_id, events, visits) values ($1, $2, $3, '[]', '[]')", [
    runId,
    eventSeq,
    workspaceId,
  ]);

const nameOf = ({ runId, eventSeq }: { runId: string; eventSeq: number }) => `${runId} ${eventSeq}`;

interface Read {
  from: string;
  to: string;
  names: string[];
}

/**
 * Reads to the end, page by page; what somebody else was first to read does not count. The end is where a transaction is
 * under way, also one of another test in this Postgres: so whoever knows that there is more says how much.
 */
async function pages(cursor: Cursor, limit: number, wanted = 0): Promise<Read[]> {
  const { read, move } = feed(pool);
  for (const found: Read[] = []; ; ) {
    const page = await read(cursor, limit);
    if (page.changes.length === 0) {
      if (namesOf(found).length >= wanted) return found;
    } else if (await move(cursor, page)) found.push({ ...page, names: page.changes.map(nameOf) });
  }
}

const namesOf = (read: Read[]) => read.flatMap(({ names }) => names);
const readOn = async (cursor: Cursor, wanted = 0, limit = 3) => namesOf(await pages(cursor, limit, wanted));

/** What was read, whoever read it: page after page without a gap, and of each run one change after the other. */
function inOrder(read: Read[]): string[] {
  const sorted = read.toSorted((a, b) => (BigInt(a.to) < BigInt(b.to) ? -1 : 1));
  for (const [index, { to }] of sorted.slice(0, -1).entries()) expect(sorted[index + 1]?.from).toBe(to);
  const names = namesOf(sorted);
  const last = new Map<string, number>();
  for (const name of names) {
    const [run = "", seq] = name.split(" ");
    expect(Number(seq)).toBeGreaterThan(last.get(run) ?? 0);
    last.set(run, Number(seq));
  }
  return names;
}

it("a change that becomes visible after a later one is not skipped", async () => {
  const [early, late] = [await connect(), await connect()];
  const [a, b] = [randomUUID(), randomUUID()];
  for (const client of [early, late]) await client.query("begin");
  await write(early, a, 1);
  await write(late, b, 1);
  await late.query("commit");
  expect([await readOn(ALL), await readOn(OF_ONE)]).toEqual([[], []]);
  await early.query("commit");
  for (const cursor of [ALL, OF_ONE]) {
    expect(await readOn(cursor, 2)).toEqual([`${a} 1`, `${b} 1`]);
    expect(await readOn(cursor)).toEqual([]);
  }
});

it("many that overlap and end in reverse order are read in the order in which they began to write", async () => {
  const writers = await Promise.all(Array.from({ length: 12 }, connect));
  const runs = writers.map(() => randomUUID());
  for (const [n, client] of writers.entries()) {
    await client.query("begin");
    await write(client, runs[n] as string, 1);
  }
  for (const client of [...writers].reverse()) {
    expect(await readOn(ALL)).toEqual([]);
    await client.query("commit");
  }
  expect(await readOn(ALL, 12)).toEqual(runs.map((run) => `${run} 1`));
});

it("what is undone, and who only reads, hold nothing up", async () => {
  const [undone, reader] = [await connect(), await connect()];
  await reader.query("begin isolation level repeatable read");
  await reader.query("select count(*) from changes");
  await undone.query("begin");
  await write(undone, randomUUID(), 1);
  const run = randomUUID();
  await write(pool, run, 1);
  expect(await readOn(ALL)).toEqual([]);
  await undone.query("rollback");
  expect(await readOn(ALL, 1)).toEqual([`${run} 1`]);
});

it("each cursor stands for itself, and one of a workspace sees nothing of another", async () => {
  const [a, b] = [randomUUID(), randomUUID()];
  await write(pool, a, 1);
  await write(pool, b, 1, TWO);
  await write(pool, a, 2);
  expect(await readOn(OF_ONE, 2)).toEqual([`${a} 1`, `${a} 2`]);
  expect(await readOn({ name: "test", workspaceId: TWO }, 1)).toEqual([`${b} 1`]);
  expect(await readOn(ALL, 3, 1)).toEqual([`${a} 1`, `${b} 1`, `${a} 2`]);
  expect(await readOn({ name: "another", workspaceId: ONE }, 2, 1)).toEqual([`${a} 1`, `${a} 2`]);
});

it("what was written together is read together", async () => {
  const together = Array.from({ length: 7 }, () => randomUUID()).sort();
  await write(pool, randomUUID(), 1);
  await pool.query(
    `insert into changes (run_id, event_seq, workspace_id, events, visits)
     select id, 1, case when n % 2 = 0 then $2::uuid else $3 end, '[]', '[]' from unnest($1::uuid[]) with ordinality of(id, n)`,
    [together, ONE, TWO],
  );
  await write(pool, randomUUID(), 1);
  const last = await pool.query("select max(position) as position from changes");
  await expect.poll(async () => (await feed(pool).read(ALL, 100)).to, { timeout: 15_000 }).toBe(last.rows[0].position);
  expect((await pages(ALL, 2)).map(({ names }) => names.length)).toEqual([8, 1]);
});

it("whatever many writers do at once, each cursor reads each change once, and those of a run in order", async () => {
  const runs = Array.from({ length: 24 }, (_, n) => ({ id: randomUUID(), seq: 0, workspace: n % 3 === 0 ? TWO : ONE }));
  const written: { name: string; workspace: string }[] = [];
  let left = 8;
  /** Works on runs of its own, as whoever holds a run's revision does: the next change follows the one that counts. */
  async function writer(client: Client, mine: typeof runs): Promise<void> {
    for (let turn = 0; turn < 60; turn++) {
      const moved = mine.filter(() => Math.random() < 0.6);
      const kept = Math.random() < 0.85;
      await client.query("begin");
      for (const run of moved) {
        await write(client, run.id, run.seq + 1, run.workspace);
        if (Math.random() < 0.4) await client.query("select pg_sleep(random() * 0.004)");
      }
      await client.query(kept ? "commit" : "rollback");
      if (kept) for (const run of moved) written.push({ name: `${run.id} ${++run.seq}`, workspace: run.workspace });
    }
    left -= 1;
  }
  const cursors = [ALL, OF_ONE, { name: "test", workspaceId: TWO }];
  const read = new Map(cursors.map((cursor) => [cursor, [] as Read[]]));
  let held = 0;
  /** Two for each cursor: a page counts for one of them. */
  async function reader(cursor: Cursor, limit: number): Promise<void> {
    while (left > 0) {
      read.get(cursor)?.push(...(await pages(cursor, limit)));
      const { rows } = await pool.query("select count(*)::int as n from changes");
      if (cursor === ALL && rows[0].n > namesOf(read.get(cursor) ?? []).length) held += 1;
    }
  }
  const writers = await Promise.all(Array.from({ length: 8 }, connect));
  await Promise.all([
    ...writers.map((client, n) =>
      writer(
        client,
        runs.filter((_, index) => index % 8 === n),
      ),
    ),
    ...cursors.flatMap((cursor) => [reader(cursor, 1), reader(cursor, 5)]),
  ]);
  // Something that was visible was kept back for what came later: else nothing was tried here.
  expect(held).toBeGreaterThan(0);
  for (const cursor of cursors) {
    const wanted = written.filter(({ workspace }) => [null, workspace].includes(cursor.workspaceId));
    const before = read.get(cursor) ?? [];
    const found = inOrder([...before, ...(await pages(cursor, 3, wanted.length - namesOf(before).length))]);
    expect(found.toSorted()).toEqual(wanted.map(({ name }) => name).sort());
  }
});

it("what the product writes, many at once in two processes, is read in order while it is written", async () => {
  const judge = workflow("judge", { title: "Judge", input: {} })
    .form("review", {
      fields: { comment: textarea({ label: "Comment" }) },
      comment: "comment",
      actions: { again: { label: "Again", to: "review", requires: ["comment"] }, accept: { label: "Accept" } },
    })
    .end("done", { output: () => null })
    .build();
  const options = { databaseUrl: database.url, workflows: [judge] };
  const processes = [await startHoldpoint(options), await startHoldpoint(options)] as const;
  const read: Read[] = [];
  let left = 30;
  async function play(n: number): Promise<void> {
    const [one, two] = processes;
    const [here, there] = n % 2 === 0 ? [one, two] : [two, one];
    let run = await here.operations.startRun(here.dana, { workflow: "judge", input: {} });
    for (const action of ["again", "again", "accept"]) {
      const values: Record<string, string> = action === "again" ? { comment: "More" } : {};
      run = await there.operations.decideReview(there.dana, run.reviews[0]?.id ?? "", { action, values });
    }
    expect(run.status).toBe("completed");
    left -= 1;
  }
  const reading = (async () => {
    while (left > 0) read.push(...(await pages(ALL, 3)));
  })();
  await Promise.all([reading, ...Array.from({ length: 30 }, (_, n) => play(n))]);
  for (const one of processes) await one.stop();
  const { rows } = await pool.query(`select run_id as "runId", event_seq as "eventSeq" from changes`);
  read.push(...(await pages(ALL, 3, rows.length - namesOf(read).length)));
  expect(inOrder(read).toSorted()).toEqual(rows.map(nameOf).sort());
});

it("a database that was restored counts transactions anew: what was read is not read again, what was not is, and new ones follow", async () => {
  const [a, b] = [randomUUID(), randomUUID()];
  await write(pool, a, 1);
  await write(pool, a, 2);
  expect(await readOn(ALL, 2)).toHaveLength(2);
  await write(pool, b, 1);
  // The same rows, as a database that had counted further left them.
  await pool.query("update changes set position = position + 4e9; update feed_cursors set position = position + 4e9");
  await write(pool, randomUUID(), 1);
  expect(await readOn(ALL)).toEqual([]);
  await pool.query("delete from changes where run_id not in ($1, $2)", [a, b]);
  await Promise.all([orderRestored(pool), orderRestored(pool), orderRestored(pool)]);
  await write(pool, a, 3);
  expect(await readOn(ALL, 2)).toEqual([`${b} 1`, `${a} 3`]);
  expect(await readOn({ name: "another", workspaceId: null }, 4)).toEqual([`${a} 1`, `${a} 2`, `${b} 1`, `${a} 3`]);
  const { rows } = await pool.query("select max(position) as last from changes");
  await orderRestored(pool);
  expect((await pool.query("select max(position) as last from changes")).rows).toEqual(rows);
});
