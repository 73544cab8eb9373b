import { randomUUID } from "node:crypto";
import { Pool } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { Deliveries } from "@/lib/deliveries/deliveries";
import type { Delivery, Kind, Outcome } from "@/lib/deliveries/kind";
import { deliveryStore } from "@/lib/store";
import { createTestDatabase, type TestDatabase } from "../../support/postgres";

const WORKSPACE = randomUUID();

let database: TestDatabase;
let pool: Pool;
let running: Deliveries[];
let log: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url });
});
beforeEach(async () => {
  running = [];
  log = [];
  await pool.query("delete from deliveries");
});
afterEach(() => Promise.all(running.map((one) => one.stop())));
afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

/** A kind that nobody has told the store of. */
const kind = (deliver: Kind["deliver"], more: Partial<Kind> = {}): Kind => ({
  ...{ atOnce: 3, leaseMs: 60_000, attempts: 8, longestWaitMs: 100_000, deliver },
  ...more,
});

function start(kinds: Record<string, Kind>): Deliveries {
  const one = new Deliveries(deliveryStore(pool), kinds, { sweepMs: 20, log: (line) => void log.push(line) });
  running.push(one);
  one.start();
  return one;
}

const add = (of: string, payload: object = {}, key: string | null = null) =>
  pool.query(
    `insert into deliveries (id, kind, workspace_id, key, payload) values (gen_random_uuid(), $1, $2, $3, $4)
     on conflict (kind, key, status) where key is not null and status in ('due', 'sending') do nothing`,
    [of, WORKSPACE, key, payload],
  );
const rows = async (columns: string) => (await pool.query(`select ${columns} from deliveries order by id`)).rows;
const room = (of: string, size: number, leaseMs = 60_000) => [{ kind: of, size, leaseMs }];

it("a kind is a handler: it gets what it was made with, and what is done leaves no row", async () => {
  const got: unknown[] = [];
  await add("letter", { to: "Ben" });
  start({
    letter: kind(async ({ matter, attempts, workspaceId }) => {
      got.push({ matter, attempts, workspaceId });
      return { status: "done" };
    }),
  });
  await expect.poll(() => rows("status"), { timeout: 15_000 }).toEqual([]);
  expect(got).toEqual([{ matter: { to: "Ben" }, attempts: 1, workspaceId: WORKSPACE }]);
});

it("each is taken by one of the processes that look at once, and none by a process that does not know its kind", async () => {
  for (let n = 0; n < 40; n++) await add("letter", { n });
  await add("parcel");
  const sent: unknown[] = [];
  const letter = kind(async ({ matter }) => {
    sent.push((matter as { n: number }).n);
    return { status: "sent" };
  });
  for (let process = 0; process < 4; process++) start({ letter });
  await expect
    .poll(async () => (await rows("status")).filter(({ status }) => status === "sent"), { timeout: 15_000 })
    .toHaveLength(40);
  expect(sent.sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 40 }, (_, n) => n));
  expect((await pool.query("select status from deliveries where kind = 'parcel'")).rows).toEqual([{ status: "due" }]);
});

it("no more is taken than there is room for, also by a plan for a table that was nearly empty", async () => {
  await add("letter");
  await pool.query("analyze deliveries");
  for (let n = 0; n < 10; n++) await add(n % 2 === 0 ? "letter" : "parcel");
  const taken = await deliveryStore(pool).claim([...room("letter", 3), ...room("parcel", 1)]);
  expect(taken.map(({ kind }) => kind).sort()).toEqual(["letter", "letter", "letter", "parcel"]);
});

it("what comes of an earlier attempt changes nothing", async () => {
  const store = deliveryStore(pool);
  await add("letter");
  const [stuck] = await store.claim(room("letter", 1, 0));
  const [taken] = await store.claim(room("letter", 1));
  expect([stuck?.attempts, taken?.attempts, taken?.id]).toEqual([1, 2, stuck?.id]);
  for (const status of ["done", "sent", "dropped"] as const) await store.settle(stuck as Delivery, { status });
  await store.settle(stuck as Delivery, { status: "failed", error: "Late." });
  await store.postpone(stuck as Delivery, "Late.", 0);
  expect(await rows("status, attempts, error")).toEqual([{ status: "sending", attempts: 2, error: null }]);
  await store.settle(taken as Delivery, { status: "sent" });
  expect(await rows("status, settled_at is not null as settled, due_at")).toEqual([
    { status: "sent", settled: true, due_at: null },
  ]);
});

it("of one key one goes after the other, and what waits is one", async () => {
  const store = deliveryStore(pool);
  for (let n = 1; n <= 3; n++) await add("letter", { n }, "to Ben");
  const [first] = await store.claim(room("letter", 5));
  expect(first).toMatchObject({ keyed: true, matter: { n: 1 } });
  for (let n = 4; n <= 6; n++) await add("letter", { n }, "to Ben");
  expect(await rows("status")).toHaveLength(2);
  expect(await store.claim(room("letter", 5))).toEqual([]);
  expect(await store.look(["letter"])).toMatchObject({ due: false });
  // It is tried again before what came after it.
  await store.postpone(first as Delivery, "Nobody there.", 0);
  const again = await store.claim(room("letter", 5));
  expect(again.map(({ matter }) => matter)).toEqual([{ n: 1 }]);
  await store.settle(again[0] as Delivery, { status: "done" });
  expect(await store.look(["letter"])).toMatchObject({ due: true });
  expect((await store.claim(room("letter", 5))).map(({ matter }) => matter)).toEqual([{ n: 4 }]);
});

it("many processes never have two of one key in hand, and the last that was made is delivered", async () => {
  let inHand = 0;
  let most = 0;
  let last = 0;
  const letter = kind(
    async ({ matter }): Promise<Outcome> => {
      inHand += 1;
      most = Math.max(most, inHand);
      await pool.query("select");
      last = (matter as { n: number }).n;
      inHand -= 1;
      return { status: "done" };
    },
    { atOnce: 10 },
  );
  const processes = [start({ letter }), start({ letter }), start({ letter })];
  for (let n = 1; n <= 60; n++) {
    // What is due already will do: then the newest is what it says when it is sent.
    await pool.query("update deliveries set payload = $1 where kind = 'letter' and status = 'due'", [{ n }]);
    await add("letter", { n }, "to Ben");
    await processes[n % 3]?.take();
  }
  await expect.poll(() => rows("status"), { timeout: 15_000 }).toEqual([]);
  expect([most, last]).toEqual([1, 60]);
});

it("waits double up to what the kind allows; then it is given up, kept with its error, and may be tried again", async () => {
  let answer: Outcome | Error = new Error("Nobody there.");
  const deliver = async () => {
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const waits: number[] = [];
  const one = start({ letter: kind(deliver, { leaseMs: 3_600_000 }) });
  await add("letter");
  for (let attempt = 1; attempt < 8; attempt++) {
    await one.take();
    const left = "ceil(extract(epoch from due_at - now()))::int as left";
    const postponed = async () => (await rows(`status, attempts, error, ${left}`)).filter((row) => row.left < 1_000);
    const failed = { status: "sending", attempts: attempt, error: "Nobody there.", left: expect.any(Number) };
    await expect.poll(postponed, { timeout: 15_000 }).toEqual([failed]);
    waits.push((await rows(left))[0].left);
    await pool.query("update deliveries set due_at = now()");
  }
  expect(waits).toEqual([2, 4, 8, 16, 32, 64, 100]);
  await one.take();
  const letters = () => rows("status, attempts, error, due_at");
  const dead = { status: "failed", attempts: 8, error: "Nobody there.", due_at: null };
  await expect.poll(letters, { timeout: 15_000 }).toEqual([dead]);
  expect(log.map((line) => line.replace(/ [0-9a-f-]{36} /, " "))).toEqual([
    "Delivery (letter) failed, trying again. Nobody there.",
    "Delivery (letter) was given up at attempt 8. Nobody there.",
  ]);
  answer = { status: "sent" };
  await pool.query(
    "update deliveries set status = 'due', attempts = 0, due_at = now(), settled_at = null where status = 'failed'",
  );
  await expect.poll(letters, { timeout: 15_000 }).toMatchObject([{ status: "sent", attempts: 1, due_at: null }]);
});

it("what the receiver refuses for good is given up at once", async () => {
  await add("letter");
  start({
    letter: kind(async () => {
      throw Object.assign(new Error("No such mailbox."), { final: true });
    }),
  });
  await expect.poll(() => rows("status, attempts"), { timeout: 15_000 }).toEqual([{ status: "failed", attempts: 1 }]);
});

it("what hangs holds up its own kind only, and is given back when the process stops", async () => {
  for (let n = 0; n < 5; n++) await add("parcel");
  const hanging = new Set<string>();
  const parcel = kind(({ id }, signal) => {
    hanging.add(id);
    return new Promise((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
    });
  });
  const one = start({ parcel, letter: kind(async () => ({ status: "sent" })) });
  await expect.poll(() => hanging.size, { timeout: 15_000 }).toBe(3);
  await add("letter");
  await one.take();
  const letters = async () => (await pool.query("select status from deliveries where kind = 'letter'")).rows;
  await expect.poll(letters, { timeout: 15_000 }).toEqual([{ status: "sent" }]);
  expect(hanging.size).toBe(3);
  await one.stop();
  const due = "select count(*)::int as n from deliveries where kind = 'parcel' and due_at <= now()";
  expect((await pool.query(due)).rows).toEqual([{ n: 5 }]);
});
