import { expect, test } from "vitest";
import { Runner } from "@/lib/worker/runner";
import { type DueRun, Worker } from "@/lib/worker/worker";
import { leaseStore, ports } from "./lease-store";

const runnerFor = (concurrency: number) => new Runner({ owner: "me", concurrency, log: () => {}, onText: () => {} });

const fresh = { agent: false, waited: false };
const waited = { agent: false, waited: true };
const freshAgent = { agent: true, waited: false };
const waitedAgent = { agent: true, waited: true };

const sweep = (runner: Runner, due: Omit<DueRun, "id">[]) => {
  const dueRuns = async () => due.map((run, index) => ({ id: `run ${index}`, ...run }));
  return new Worker(ports, runner, leaseStore({ dueRuns }), {
    leaseMs: 60_000,
    sweepMs: 60_000,
    log: () => {},
  }).sweep();
};

test("what is due only now does not go past what was left for want of a place", async () => {
  const runner = runnerFor(1);
  const first = runner.reserve(fresh);
  expect(first).not.toBeNull();
  expect(runner.reserve(fresh)).toBeNull();
  first?.release();
  expect(runner.reserve(fresh)).toBeNull();
  const second = runner.reserve(waited);
  expect(second).not.toBeNull();
  second?.release();
  await sweep(runner, []);
  expect(runner.reserve(fresh)).not.toBeNull();
});

test.each([
  ["all that is due", 1, true],
  ["as much as there is room for", 2, false],
])("a sweep that finds %s (%s): new effects start at once is %s", async (_, found, caughtUp) => {
  const runner = runnerFor(2);
  const places = [runner.reserve(waited), runner.reserve(waited)];
  expect(runner.reserve(fresh)).toBeNull();
  for (const place of places) place?.release();
  await sweep(runner, Array(found).fill({ seq: 1, agent: false }));
  expect(runner.reserve(fresh) !== null).toBe(caughtUp);
});

test.each([
  [16, 8],
  [5, 2],
  [4, 2],
  [3, 1],
  [2, 1],
])("W1: of %i slots agent steps take %i, and something else has room then", (concurrency, most) => {
  const runner = runnerFor(concurrency);
  const taken = Array.from({ length: concurrency }, () => runner.reserve(waitedAgent)).filter(
    (place) => place !== null,
  );
  expect(taken).toHaveLength(most);
  for (let one = most; one < concurrency; one++) expect(runner.reserve(fresh)).not.toBeNull();
  expect(runner.reserve(waited)).toBeNull();
});

test("W1: beside a single slot agent steps have one of their own", () => {
  const runner = runnerFor(1);
  expect(runner.reserve(freshAgent)).not.toBeNull();
  expect(runner.reserve(waitedAgent)).toBeNull();
  expect(runner.reserve(fresh)).not.toBeNull();
  expect(runner.reserve(waited)).toBeNull();
});

test("W1: everything else may take all slots; agent steps get theirs as they become free", () => {
  const runner = runnerFor(4);
  const places = Array.from({ length: 4 }, () => runner.reserve(fresh));
  expect(places).not.toContain(null);
  expect(runner.reserve(waitedAgent)).toBeNull();
  places[0]?.release();
  expect(runner.reserve(waitedAgent)).not.toBeNull();
});

test("W1: a process that takes up no work has no slot for agent steps either", () => {
  expect(runnerFor(0).reserve(freshAgent)).toBeNull();
  expect(runnerFor(0).room).toEqual({ all: 0, agents: 0, others: 0 });
});

test("W1: agent steps left for want of a slot of theirs hold up newer agent steps, and nothing else", () => {
  const runner = runnerFor(4);
  const [first] = [runner.reserve(freshAgent), runner.reserve(freshAgent)];
  expect(runner.reserve(freshAgent)).toBeNull();
  expect(runner.reserve(fresh)).not.toBeNull();
  first?.release();
  expect(runner.reserve(freshAgent)).toBeNull();
  expect(runner.reserve(waitedAgent)).not.toBeNull();
});

test("W1: an agent step that is new does not go past anything left because all slots were taken", async () => {
  const runner = runnerFor(2);
  const places = [runner.reserve(fresh), runner.reserve(fresh)];
  expect(runner.reserve(fresh)).toBeNull();
  places[0]?.release();
  expect(runner.reserve(freshAgent)).toBeNull();
  await sweep(runner, []);
  expect(runner.reserve(freshAgent)).not.toBeNull();
});

test.each([
  ["as many agent steps as there are slots for them", 2, false],
  ["fewer", 1, true],
])("W1: after a sweep that finds %s, a new agent step starts at once is %s", async (_, agents, atOnce) => {
  const runner = runnerFor(4);
  const places = [runner.reserve(freshAgent), runner.reserve(freshAgent)];
  expect(runner.reserve(freshAgent)).toBeNull();
  for (const place of places) place?.release();
  await sweep(runner, Array(agents).fill({ seq: 1, agent: true }));
  expect(runner.reserve(freshAgent) !== null).toBe(atOnce);
  expect(runner.reserve(fresh)).not.toBeNull();
});

test("W1: a sweep asks for as much as there is room for, of each kind", async () => {
  const runner = runnerFor(4);
  runner.reserve(waitedAgent);
  runner.reserve(waited);
  const asked: unknown[] = [];
  const dueRuns = async (_: unknown, room: unknown) => {
    asked.push(room);
    return [];
  };
  const options = { leaseMs: 60_000, sweepMs: 60_000, log: () => {} };
  await new Worker(ports, runner, leaseStore({ dueRuns }), options).sweep();
  expect(asked).toEqual([{ all: 2, agents: 1, others: 2 }]);
});
