import { randomUUID } from "node:crypto";
import { Pool } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { AnnouncedSchedule } from "@/lib/operations/schedule-ports";
import { scheduleStore } from "@/lib/store";
import { createTestDatabase, type TestDatabase } from "../../support/postgres";

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url });
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

const addWorkspace = async () => {
  const id = randomUUID();
  await pool.query("insert into workspaces (id, name) values ($1, 'One')", [id]);
  return id;
};

const addProcess = (owner: string, secondsAgo: number, schedules = "") =>
  pool.query(
    `insert into processes (owner, started_at, alive_until, schedules)
     values ($1, now() - $2 * interval '1 second', now() + interval '1 minute', $3)`,
    [owner, secondsAgo, schedules],
  );

it("the schedules of the live process that started last count", async () => {
  const { lead } = scheduleStore(pool);
  const leads = async (owner: string, fingerprint: string) => (await lead(owner, fingerprint)).leads;
  expect(await leads("nobody", "a")).toBe(false);
  await addProcess("first", 30);
  expect(await leads("first", "a")).toBe(true);
  await addProcess("same", 20);
  expect([await leads("same", "a"), await leads("first", "a")]).toEqual([true, true]);
  await addProcess("newer", 10);
  // Not before it has said what it goes by; from then on the others stand by.
  expect(await leads("first", "a")).toBe(true);
  expect([await leads("newer", "b"), await leads("first", "a"), await leads("same", "a")]).toEqual([
    true,
    false,
    false,
  ]);
  await pool.query("update processes set alive_until = now() - interval '1 second' where owner = 'newer'");
  expect([await leads("first", "a"), await leads("newer", "b")]).toEqual([true, false]);
});

it("every workspace gets every schedule, also one that is made later; only other times change what is next", async () => {
  const schedules = scheduleStore(pool);
  const early = new Date("2026-01-01T00:00Z");
  const late = new Date("2027-01-01T00:00Z");
  const daily: AnnouncedSchedule = {
    workflow: "report",
    name: "daily",
    timing: { cron: "0 9 * * *", timeZone: "UTC" },
    missed: "skip",
    nextAt: early,
  };
  const one = await addWorkspace();
  await schedules.sync([daily]);
  const two = await addWorkspace();
  expect(await schedules.list(two)).toEqual([]);
  await schedules.sync([{ ...daily, nextAt: late }]);
  expect(await schedules.list(one)).toMatchObject([{ name: "daily", nextAt: early }]);
  expect(await schedules.list(two)).toMatchObject([{ name: "daily", nextAt: late }]);

  await schedules.sync([{ ...daily, missed: "catch-up", nextAt: late }]);
  expect(await schedules.list(one)).toMatchObject([{ missed: "catch-up", nextAt: early }]);
  await schedules.sync([{ ...daily, timing: { cron: "0 8 * * *", timeZone: "UTC" }, nextAt: late }]);
  expect(await schedules.list(one)).toMatchObject([{ timing: { cron: "0 8 * * *", timeZone: "UTC" }, nextAt: late }]);
});

it("only one of two goes on from a start, and a pause comes before what was read earlier", async () => {
  const schedules = scheduleStore(pool);
  const workspaceId = await addWorkspace();
  const due = new Date("2026-01-01T00:00Z");
  const next = new Date("2026-01-02T00:00Z");
  await schedules.sync([
    { workflow: "report", name: "once", timing: { everyMs: 60_000 }, missed: "skip", nextAt: due },
  ]);
  const [{ id } = { id: "" }] = await schedules.list(workspaceId);
  const start = { at: due, runId: randomUUID() };
  const both = await Promise.all([1, 2].map(() => schedules.advance(id, due, { nextAt: next, start })));
  expect(both.sort()).toEqual([false, true]);
  const found = await schedules.find(workspaceId, id);
  // Its run was never made, or has been removed.
  expect(found).toMatchObject({ lastAt: due, nextAt: next, lastRunId: null });
  if (!found) throw new Error("It is gone.");
  const pause = { enabled: false, by: { kind: "person", id: "ana", name: "Ana" }, nextAt: null } as const;
  expect([await schedules.setEnabled(found, pause), await schedules.setEnabled(found, pause)]).toEqual([true, false]);
  expect(await schedules.advance(id, next, { nextAt: due })).toBe(false);
  expect(await schedules.find(randomUUID(), id)).toBeNull();
});
