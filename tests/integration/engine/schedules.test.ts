import { spawn } from "node:child_process";
import { once } from "node:events";

import { afterEach, beforeEach, expect, it } from "vitest";
import type { WorkflowDefinition } from "@/lib/engine/definition/definition";
import { bundleScript } from "../../support/bundle-script";
import { startHoldpoint, type TestHoldpoint } from "../../support/holdpoint";
import { createTestDatabase, type TestDatabase, withClient } from "../../support/postgres";
import { everyMs, HOUR, hourly, missStarts, readSchedules, scheduled, startedFor } from "../../support/schedules";

let database: TestDatabase;
let running: TestHoldpoint[];

beforeEach(async () => {
  database = await createTestDatabase();
  running = [];
});

afterEach(async () => {
  await stopAll();
  await database.drop();
});

async function start(...workflows: WorkflowDefinition[]): Promise<TestHoldpoint> {
  const holdpoint = await startHoldpoint({ databaseUrl: database.url, workflows });
  running.push(holdpoint);
  return holdpoint;
}

const stopAll = () => Promise.all(running.splice(0).map((holdpoint) => holdpoint.stop()));

const patient = { timeout: 15_000 };
const noneDue = () =>
  expect
    .poll(
      async () => (await readSchedules(database.url)).filter(({ next_at }) => next_at && next_at <= new Date()),
      patient,
    )
    .toEqual([]);

/** All processes were away while so many starts came. */
async function away(startsAgo: number, ...workflows: WorkflowDefinition[]): Promise<TestHoldpoint> {
  await start(...workflows);
  await stopAll();
  await missStarts(database.url, startsAgo);
  const back = await start(...workflows);
  await noneDue();
  return back;
}

it("makes each start once, with two processes at it, and says when the next is", async () => {
  const every = everyMs(1_000);
  const names = Array.from({ length: 45 }, (_, index) => `s${index + 10}`);
  const busy = scheduled(...names.map((name) => ({ name, everyMs: every, input: { of: name } })));
  await start(busy);
  await start(busy);
  expect(await readSchedules(database.url)).toHaveLength(names.length);
  await missStarts(database.url, 1);
  await noneDue();
  expect(await startedFor(database.url)).toEqual(names);
  for (const { last_at, next_at, last_run_id, error } of await readSchedules(database.url)) {
    expect([last_at?.getTime(), next_at?.getTime(), error]).toEqual([100 * every, 101 * every, null]);
    expect(await runningFirst().operations.getRun(runningFirst().ana, `${last_run_id}`)).toMatchObject({
      status: "completed",
      startedBy: { kind: "system", name: "Holdpoint" },
    });
  }
});

const runningFirst = () => running[0] as TestHoldpoint;

it("begins with the next start, not with those before it was known", async () => {
  await start(hourly);
  const [row] = await readSchedules(database.url);
  expect(row?.next_at?.getTime()).toBeGreaterThan(Date.now() - 1_000);
  expect(Number(row?.next_at?.getTime()) % HOUR).toBe(0);
});

it("makes what was missed by all, oldest first, where it is caught up with", async () => {
  const every = everyMs(HOUR);
  const flow = scheduled({ everyMs: every, missed: "catch-up", input: (at) => ({ of: at.toISOString() }) });
  const holdpoint = await away(3, flow);
  const moments = [98, 99, 100].map((count) => new Date(count * every).toISOString());
  expect(await startedFor(database.url)).toEqual(moments);
  const [view] = await holdpoint.operations.listSchedules(holdpoint.ben);
  expect(view).toMatchObject({
    workflow: "report",
    name: "default",
    cron: null,
    timeZone: null,
    everyMs: every,
    missed: "catch-up",
    enabled: true,
    nextAt: new Date(101 * every).toISOString(),
    lastAt: moments[2],
    error: null,
  });
  const last = await holdpoint.operations.getRun(holdpoint.ben, `${view?.lastRunId}`);
  expect(last.input).toEqual({ of: moments[2] });
});

it("makes the newest hundred of more", async () => {
  await away(99, scheduled({ everyMs: everyMs(HOUR), missed: "catch-up", input: { of: "x" } }));
  expect(await startedFor(database.url)).toHaveLength(99);
  await stopAll();
  const shorter = scheduled({ everyMs: HOUR, missed: "catch-up", input: (at) => ({ of: at.toISOString() }) });
  await withClient(database.url, (client) => client.query("truncate runs, changes"));
  await away(500, shorter);
  expect(await startedFor(database.url)).toHaveLength(100);
});

it("drops what was missed where it is skipped, but not a start that is only a little late", async () => {
  await away(3, scheduled({ name: "long-ago", everyMs: everyMs(6 * 60_000), input: { of: "long ago" } }));
  expect(await startedFor(database.url)).toEqual([]);
  await stopAll();
  await away(3, scheduled({ name: "just-now", everyMs: everyMs(60_000), input: { of: "just now" } }));
  expect(await startedFor(database.url)).toEqual(["just now"]);
});

it("a process killed at any point of a scheduled start leaves one run for each moment", {
  timeout: 120_000,
}, async () => {
  const script = await bundleScript("schedule-and-die.ts");
  await start(hourly);
  await stopAll();
  const points: string[] = [];
  for (let pass = 1; ; pass++) {
    await withClient(database.url, (client) => client.query("truncate runs, changes"));
    await missStarts(database.url, 2);
    const child = spawn(process.execPath, [script.file, database.url, String(pass)]);
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
    await once(child, "close");
    const died = /failpoint: (.*)/.exec(said)?.[1];
    if (died) {
      await start(hourly);
      await noneDue();
      await stopAll();
    } else expect(said).toContain("through");
    const moments = await startedFor(database.url);
    expect(moments).toHaveLength(2);
    const [row] = await readSchedules(database.url);
    expect(row?.last_at?.toISOString()).toBe(moments[1]);
    expect(row?.last_run_id).not.toBeNull();
    if (!died) break;
    points.push(died);
  }
  await script.remove();
  expect(points).toEqual(["before run.started", "after run.started", "before run.started", "after run.started"]);
});

it("a start whose input can't be had is said on the schedule, and the next one is made", async () => {
  let fails = true;
  const flow = scheduled({
    everyMs: everyMs(1_000),
    input: (at) => {
      if (fails && at.getUTCFullYear() > 2020) throw new Error("no team");
      return { of: "x" };
    },
  });
  fails = false;
  await start(flow);
  fails = true;
  await missStarts(database.url, 1);
  await noneDue();
  expect(await readSchedules(database.url)).toMatchObject([
    { error: "The input can't be computed: no team", last_run_id: null, last_at: expect.any(Date) },
  ]);
  fails = false;
  await missStarts(database.url, 1);
  await noneDue();
  expect(await readSchedules(database.url)).toMatchObject([{ error: null, last_run_id: expect.any(String) }]);
});

it("a paused schedule starts nothing, and goes on with the next start, not with what it has missed", async () => {
  const every = everyMs(1_000);
  const flow = scheduled({ everyMs: every, missed: "catch-up", input: { of: "x" } });
  const { operations, ana, ben } = await start(flow);
  const [{ id } = { id: "" }] = await operations.listSchedules(ana);
  await expect(operations.setScheduleEnabled(ben, id, false)).rejects.toMatchObject({ code: "forbidden" });
  expect(await operations.setScheduleEnabled(ana, id, false)).toMatchObject({
    enabled: false,
    nextAt: null,
    pausedBy: { kind: "person", name: "Ana" },
  });
  expect(await operations.setScheduleEnabled(ana, id, false)).toMatchObject({ enabled: false });
  await stopAll();
  // Also where the code is started again, with other times.
  const changed = { ...flow, schedules: [{ everyMs: every - 1, missed: "catch-up" as const, input: { of: "x" } }] };
  const back = await start(changed);
  await expect.poll(async () => (await readSchedules(database.url))[0]?.timing.everyMs, patient).toBe(every - 1);
  expect(await readSchedules(database.url)).toMatchObject([{ next_at: null, enabled: false }]);
  const resumed = await back.operations.setScheduleEnabled(back.dana, id, true);
  expect(resumed).toMatchObject({
    enabled: true,
    pausedBy: null,
    nextAt: new Date(101 * (every - 1)).toISOString(),
  });
  expect(await back.operations.setScheduleEnabled(back.ana, id, true)).toEqual(resumed);
  expect(await startedFor(database.url)).toEqual([]);
});

it("a schedule removed from the code stops, keeps its pause, and begins anew when it is back", async () => {
  const flow = scheduled({ everyMs: everyMs(1_000), missed: "catch-up", input: { of: "x" } });
  const first = await start(flow);
  await stopAll();
  await missStarts(database.url, 3);
  const without = await start(scheduled());
  await expect.poll(() => readSchedules(database.url), patient).toMatchObject([{ announced: false, next_at: null }]);
  expect(await without.operations.listSchedules(first.ana)).toEqual([]);
  await stopAll();
  await start(flow);
  await expect.poll(() => readSchedules(database.url), patient).toMatchObject([{ announced: true }]);
  await noneDue();
  expect(await startedFor(database.url)).toEqual([]);
});

it("the process that started last decides; when it has gone, older code goes on", async () => {
  const [before, after] = [everyMs(1_000), everyMs(2_000)];
  const timing = () => expect.poll(async () => (await readSchedules(database.url))[0]?.timing.everyMs, patient);
  await start(scheduled({ everyMs: before, input: { of: "before" } }));
  await timing().toBe(before);
  const newer = await start(scheduled({ everyMs: after, input: { of: "after" } }));
  await timing().toBe(after);
  await missStarts(database.url, 1);
  await noneDue();
  expect(await startedFor(database.url)).toEqual(["after"]);
  await newer.stop();
  await timing().toBe(before);
  await missStarts(database.url, 1);
  await noneDue();
  expect(await startedFor(database.url)).toEqual(["after", "before"]);
  running.pop();
});
