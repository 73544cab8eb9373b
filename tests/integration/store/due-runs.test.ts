import type { Pool } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { leaseStore, processStore } from "@/lib/store";
import { memoryLeases } from "@/lib/testing/memory-leases";
import { emptyRows, type RunRow, type Tables } from "@/lib/testing/rows";
import type { Room } from "@/lib/worker/slots";
import type { LeaseStore } from "@/lib/worker/worker";
import { planned, WORKSPACE } from "../../support/plans";

const LEASE_MS = 1_000;
const ME = "a process";
const KNOWN = [{ workflow: "due", version: "1" }];

let db: Awaited<ReturnType<typeof planned>>;

beforeAll(async () => {
  db = await planned();
  await processStore(db.pool as Pool).announce(ME, KNOWN, 600_000);
});

afterAll(() => db.drop());

const id = (index: number) => `01999999-0000-7000-8000-${String(index).padStart(12, "0")}`;

/** `a` is due at an agent step, `p` at a prompt, `n` not begun; the first for the longest time. */
const KINDS = { a: { kind: "agent" }, p: { kind: "prompt" }, n: null } as Record<string, { kind: string } | null>;

async function inPostgres(due: string): Promise<LeaseStore> {
  await db.pool.query("delete from runs where workflow = 'due'");
  for (const [index, letter] of [...due].entries()) {
    await db.pool.query(
      `insert into runs (id, workspace_id, workflow, version, status, revision, seq, attempt, takeovers, event_seq,
        draft_revision, lease_epoch, lease_until, root_id, started_by, input, data, visits, visit)
      values ($1, '${WORKSPACE}', 'due', '1', 'running', 1, $2, 1, 0, 1, 0, 0, now() - $3::int * interval '1 second', $1,
        '{}', '{}', '{}', '{}', $4)`,
      [id(index), letter === "n" ? 0 : 1, due.length - index, JSON.stringify(KINDS[letter])],
    );
  }
  return leaseStore(db.pool as Pool, LEASE_MS);
}

async function inMemory(due: string): Promise<LeaseStore> {
  const now = new Date();
  const tables: Tables = new Map();
  for (const [index, letter] of [...due].entries()) {
    const leaseUntil = new Date(now.getTime() - (due.length - index) * 1_000);
    const run = { id: id(index), ...KNOWN[0], seq: letter === "n" ? 0 : 1, visit: KINDS[letter], leaseUntil };
    tables.set(id(index), emptyRows({ ...run, status: "running" } as unknown as RunRow));
  }
  return memoryLeases(
    tables,
    () => now,
    LEASE_MS,
    () => KNOWN,
  );
}

const half: Room = { all: 4, agents: 2, others: 4 };

it.each<[due: string, room: Room, found: number[]]>([
  ["ppapp", half, [0, 1, 2, 3]],
  ["aaaaaaaaap", half, [0, 1, 9]],
  ["aaapapp", half, [0, 1, 3, 5]],
  ["aaanp", { all: 2, agents: 0, others: 2 }, [3, 4]],
  ["ppa", { all: 1, agents: 1, others: 0 }, [2]],
  ["aapp", { all: 2, agents: 1, others: 1 }, [0, 2]],
  ["", half, []],
])(
  "W1: of %s, with room for %o, a sweep finds %o: longest due first, past those without a slot",
  async (due, room, found) => {
    const expected = found.map((index) => ({
      id: id(index),
      seq: due[index] === "n" ? 0 : 1,
      agent: due[index] === "a",
    }));
    for (const store of [inPostgres, inMemory]) expect(await (await store(due)).dueRuns(ME, room)).toEqual(expected);
  },
);

it("W1: what is due behind 20,000 agent steps is found without a sort, and soon", async () => {
  await db.pool.query(`
    insert into runs (id, workspace_id, workflow, version, status, revision, seq, attempt, takeovers, event_seq,
      draft_revision, lease_epoch, lease_until, root_id, started_by, input, data, visits, visit)
    select gen_random_uuid(), '${WORKSPACE}', 'due', '1', 'running', 1, 1, 1, 0, 1, 0, 0,
      now() - n * interval '1 second', gen_random_uuid(), '{}', '{}', '{}', '{}',
      jsonb_build_object('kind', case when n > 10 then 'agent' else 'prompt' end, 'input', repeat('x', 300))
    from generate_series(1, 20000) n;
    analyze runs`);
  const { dueRuns } = leaseStore(db.pool as Pool, LEASE_MS);
  const begun = performance.now();
  const due = await dueRuns(ME, { all: 14, agents: 0, others: 14 });
  expect(performance.now() - begun).toBeLessThan(1_000);
  expect(due).toHaveLength(10);
  const [statement = ""] = await db.prepared("leases_due");
  const nodes = (await db.nodesOf(statement)).map((node) => node["Node Type"]);
  expect(nodes).toContain("WindowAgg");
  expect(nodes).not.toContain("Sort");
});
