import { setTimeout as delay } from "node:timers/promises";
import type { RunSummary } from "@/lib/views/views";
import { Choices } from "../simulation/choices";
import { OperationsCheck, type Problem } from "./checks/check-operations";
import { checkRun } from "./checks/check-run";
import { type History, Reader } from "./checks/history";
import { ChaosClient } from "./clients/client";
import { Ledger, type Person } from "./clients/ledger";
import { addPeople } from "./clients/people";
import { Player } from "./clients/player";
import { FaultLog } from "./faults/fault-log";
import { Faults } from "./faults/faults";
import { Storm } from "./faults/storm";
import type { World, WorldOptions } from "./world";

export interface ChaosOptions extends WorldOptions {
  runs: number;
  minutes: number;
  onlyKills: boolean;
  /** Runs that are played at the same time. */
  clients: number;
  log(line: string): void;
}

export interface Outcome {
  world: World;
  faults: FaultLog;
  ledger: Ledger;
  histories: History[];
  problems: Problem[];
  /** Runs that clients began with. */
  played: number;
  /** Of the storm, in milliseconds. */
  lastedMs: number;
  /** From the end of the faults until every run waited or had ended; null when that took too long. */
  settledMs: number | null;
}

/** Every run waits for somebody or has ended by then. */
export const SETTLES_WITHIN_MS = 30_000;
/** All histories, by then. */
const READ_WITHIN_MS = 30 * 60_000;
/** Kinds of trouble come one after the other; each comes at least once in a minute, and lasts no longer than this. */
const LONGEST_PHASE_MS = 45_000;

/** Plays runs while everything breaks, waits until it is calm, and checks all that can be read. */
export async function chaos(world: World, options: ChaosOptions): Promise<Outcome> {
  const { pair, fleet, proxy } = world;
  const people = await addPeople(pair);
  const ledger = new Ledger();
  const faults = new FaultLog();
  const storm = new Storm({
    faults: new Faults({ pair, proxy, fleet, log: faults, leaseMs: options.leaseSeconds * 1_000 }),
    seed: options.seed,
    phaseMs: Math.min(LONGEST_PHASE_MS, (options.minutes * 60_000) / 4),
    withStandby: options.withStandby,
    onlyKills: options.onlyKills,
  });
  const began = performance.now();
  const done = new AbortController();
  const client = new ChaosClient(() => fleet.webs, done.signal);
  const playing = playAll(world, options, { people, ledger, client });
  let played = 0;
  try {
    const timeIsUp = delay(options.minutes * 60_000, undefined, { ref: false });
    await Promise.race([playing.all, timeIsUp, storm.failed]);
  } finally {
    played = playing.stop();
    await storm.stop().finally(() => done.abort());
  }
  const lastedMs = performance.now() - began;
  options.log(`The faults have stopped after ${(lastedMs / 1_000).toFixed(0)} s; waiting until it is calm.`);
  const reading = new ChaosClient(() => fleet.webs, AbortSignal.timeout(READ_WITHIN_MS));
  const reader = new Reader(reading, people[0] as Person);
  const calm = performance.now();
  const unsettled = await settle(reader, calm);
  const settledMs = unsettled.length === 0 ? performance.now() - calm : null;
  await Promise.all([playing.all, ...client.open]);
  options.log("Reading everything there is about every run.");
  const histories: History[] = [];
  await reader.each(await reader.list<RunSummary>("/runs?workflow=chaos"), async (run) => {
    histories.push(await reader.history(run));
  });
  const problems = [
    ...fleet.unexpected.map((what) => ({ runId: null, what })),
    ...unsettled.map(({ id, status, step }) => ({ runId: id, what: `it is still ${status} at ${step?.name}` })),
    ...histories.flatMap((history) =>
      checkRun(history, world.outside, ledger).map((what) => ({ runId: history.run.id, what })),
    ),
    ...(await new OperationsCheck(ledger, histories).all(reader)),
  ];
  return { world, faults, ledger, histories, problems, played, lastedMs, settledMs };
}

interface Clients {
  people: Person[];
  ledger: Ledger;
  client: ChaosClient;
}

/** As many runs at once as there are clients, one after the other. */
function playAll({ outside }: World, { runs, clients, seed, log }: ChaosOptions, shared: Clients) {
  let next = 0;
  let stopped = false;
  let ended = 0;
  const work = async () => {
    while (!stopped && next < runs) {
      const at = next++;
      const choices = new Choices(seed * 1_000_003 + at);
      await new Player({ ...shared, name: `${seed}-${at}`, url: outside.url, choices }).play();
      ended += 1;
      if (ended % 250 === 0) log(`${ended} runs played.`);
    }
  };
  return {
    all: Promise.all(Array.from({ length: clients }, work)),
    /** Begins no more runs; answers how many there were. */
    stop() {
      stopped = true;
      return next;
    },
  };
}

/** Runs that neither wait for somebody nor have ended when their time is up. */
async function settle(reader: Reader, from: number): Promise<RunSummary[]> {
  for (;;) {
    const lists = await Promise.all(
      ["running", "waiting"].map((status) => reader.list<RunSummary>(`/runs?workflow=chaos&status=${status}`)),
    );
    // A timer and a deadline are over by themselves; only the review waits for people.
    const unsettled = lists.flat().filter(({ status, step }) => status === "running" || step?.name !== "review");
    if (unsettled.length === 0 || performance.now() - from > SETTLES_WITHIN_MS) return unsettled;
    await delay(200);
  }
}
