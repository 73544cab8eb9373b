import { randomUUID } from "node:crypto";
import { Pool } from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { PushTarget } from "@/lib/contract/tasks";
import type { Delivery } from "@/lib/deliveries/kind";
import { deliveryStore, pushStore } from "@/lib/store";
import type { Principal } from "@/lib/words/people";
import { createTestDatabase, type TestDatabase } from "../../support/postgres";

const RUN = randomUUID();
const by = { userId: randomUUID(), workspaceId: randomUUID() } as Principal;

let database: TestDatabase;
let pool: Pool;
let pushes: ReturnType<typeof pushStore>;
let store: ReturnType<typeof deliveryStore>;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url });
  pushes = pushStore(pool);
  store = deliveryStore(pool);
});
beforeEach(async () => {
  await pool.query("delete from deliveries; delete from push_configs; delete from runs");
  await pool.query(
    `insert into runs (id, workspace_id, workflow, version, status, revision, seq, attempt, takeovers, event_seq,
       draft_revision, lease_epoch, root_id, started_by, input, data, visits)
     values ($1, $2, 'a', '1', 'waiting', 1, 1, 1, 0, 3, 0, 0, $1, '{}', '{}', '{}', '{}')`,
    [RUN, by.workspaceId],
  );
});
afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

const target = (url: string): PushTarget => ({
  ...{ id: "p", url, token: "", authScheme: "", credentials: "", wireVersion: "1.0" as const },
});
const claim = async () => (await store.claim([{ kind: "push", size: 5, leaseMs: 60_000 }])) as Delivery<PushMatter>[];
type PushMatter = { told: string; target: PushTarget } | null;
const goOn = () => pool.query("update runs set event_seq = event_seq + 1");
const config = async () => (await pool.query("select told, ended from push_configs")).rows[0];
const tell = (delivery: Delivery | undefined, told: string, ended = false) =>
  store.settle(delivery as Delivery, { status: "done", note: { told, ended } });

it("news is one delivery, whoever looks; what follows while it is under way is the next", async () => {
  await pushes.save(by, RUN, target("https://a.example"));
  const made = await Promise.all([pushes.make(null), pushes.make([RUN]), pushes.make(null)]);
  expect(made.filter(Boolean)).toHaveLength(1);
  const [first] = await claim();
  expect(first?.matter).toMatchObject({ told: "", target: { url: "https://a.example" } });
  for (let n = 0; n < 3; n++) {
    await goOn();
    await pushes.make([RUN]);
  }
  expect(await claim()).toEqual([]);
  await tell(first, "one");
  const rest = await claim();
  expect(rest.map(({ matter }) => matter?.told)).toEqual(["one"]);
  await tell(rest[0], "two", true);
  expect(await config()).toEqual({ told: "two", ended: true });
  await goOn();
  expect(await pushes.make(null)).toBe(false);
});

it("a target that is given again is told at once, however long the old one was to wait, and from the beginning", async () => {
  await pushes.save(by, RUN, target("https://wrong.example"));
  await pushes.make(null);
  const [old] = await claim();
  await store.postpone(old as Delivery, "Nobody there.", 600_000);
  await pushes.save(by, RUN, target("https://right.example"));
  await pushes.make([RUN]);
  const [now, ...others] = await claim();
  expect([now?.matter?.target.url, others]).toEqual(["https://right.example", []]);
  await tell(now, "right");
  // The old one comes due after all: it is about nothing any more, and says nothing of the new one.
  await pool.query("update deliveries set due_at = now()");
  const [late] = await claim();
  expect(late).toMatchObject({ id: old?.id, matter: null });
  await tell(late, "wrong", true);
  expect(await config()).toEqual({ told: "right", ended: false });
});

it("so is one that was taken away and is given anew", async () => {
  await pushes.save(by, RUN, target("https://wrong.example"));
  await pushes.make(null);
  const [old] = await claim();
  await store.postpone(old as Delivery, "Nobody there.", 600_000);
  await pushes.remove(by, RUN, "p");
  await pushes.save(by, RUN, target("https://right.example"));
  await pushes.make([RUN]);
  expect((await claim()).map(({ matter }) => matter?.target.url)).toEqual(["https://right.example"]);
});

it("an attempt that comes back late does not say what was told; one that is given up ends its target", async () => {
  await pushes.save(by, RUN, target("https://a.example"));
  await pushes.make(null);
  const [stuck] = await store.claim([{ kind: "push", size: 5, leaseMs: 0 }]);
  const [taken] = await claim();
  await tell(stuck, "old", true);
  expect(await config()).toEqual({ told: "", ended: false });
  await store.settle(taken as Delivery, { status: "failed", error: "a.example answered 500." });
  expect(await config()).toEqual({ told: "", ended: true });
  expect((await pool.query("select status, error from deliveries")).rows).toEqual([
    { status: "failed", error: "a.example answered 500." },
  ]);
});

it("a target that was taken away is told nothing", async () => {
  await pushes.save(by, RUN, target("https://a.example"));
  await pushes.make(null);
  expect(await pushes.remove(by, RUN, "p")).toBe(true);
  expect((await claim()).map(({ matter }) => matter)).toEqual([null]);
});
