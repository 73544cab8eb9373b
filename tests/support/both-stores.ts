import { expect } from "vitest";
import { after } from "@/lib/engine/after";
import type { EngineEvent } from "@/lib/engine/events";
import { takeLease } from "@/lib/engine/lease";
import { unstartedRun } from "@/lib/engine/newborn";
import type { Program } from "@/lib/engine/program";
import { transition } from "@/lib/engine/transition";
import { type Actor, type Checkpoint, EngineError, type Json } from "@/lib/engine/types";
import type { ReadStore, VersionRef } from "@/lib/operations/ports";
import type { Committed, RunSnapshot } from "@/lib/operations/records";
import { RunMemory } from "@/lib/operations/run-memory";
import { doorStore, journalStore, leaseStore, liveTexts, openDatabase, processStore, readStore } from "@/lib/store";
import { memoryStore } from "@/lib/testing/memory-store";
import { withClient } from "./postgres";

export const LEASE_MS = 20_000;
const WORKSPACE = "01999999-0000-7000-8000-000000000001";
export const ANA: Actor = { kind: "person", id: "ana", name: "Ana" };

/** What a process knows of a run after its own change, as JSON. */
const shownOf = ({ run, draft, openReviews, keptSignals }: ReturnType<typeof after>) =>
  JSON.parse(JSON.stringify({ run, draft, openReviews, keptSignals }));

/** What an answer is judged by without a read is what the read would give. */
async function checkRemembered({ door }: Side, before: RunSnapshot, committed: Committed): Promise<void> {
  const memory = new RunMemory();
  memory.note(before, committed);
  for (const { id } of committed.change.openedReviews) {
    const recalled = memory.recall(id, { now: new Date(0), aheadMs: 0 });
    const read = recalled && (await door.readReview(id));
    if (!recalled || !read) continue;
    const timeless = ({ review, snapshot }: typeof recalled) =>
      JSON.parse(JSON.stringify({ review, snapshot: { ...snapshot, now: null } }));
    expect(timeless(recalled)).toEqual(timeless(read));
  }
}

/** The moment both stores are at is this plus what was let pass. */
type Side = ReturnType<typeof sides>["postgres"];

/** Whose sweeps find the work, and whose leases they are. */
export const PROCESS = "process-1";

function sides(databaseUrl: string, known: VersionRef[], memoryNow: () => Date) {
  const { pool, door, prisma, close } = openDatabase(databaseUrl, 2);
  const memory = memoryStore(memoryNow, LEASE_MS, () => known);
  const announce = () => processStore(pool).announce(PROCESS, known, 3_600_000);
  const postgres = {
    door: doorStore(door, { leaseMs: LEASE_MS, notifyAfterMs: null }),
    reads: readStore({ pool, prisma }, liveTexts(pool)) as Pick<ReadStore, keyof typeof memory.reads>,
    leases: leaseStore(pool, LEASE_MS),
    journal: journalStore(pool),
  };
  return { postgres, memory, announce, close };
}

/**
 * Plays one history on Postgres and on the in-memory store. Time passes in Postgres by moving everything that
 * is due into the past, in memory by moving the clock; ids are the same on both.
 */
export function bothStores(databaseUrl: string, programs: Program[]) {
  const began = Date.now();
  let passed = 0;
  let ids = 0;
  let postgresNow = new Date();
  const known = programs.map(({ workflow, version }) => ({ workflow, version }));
  const memoryNow = () => new Date(postgresNow.getTime() + passed);
  const { postgres, memory, announce, close } = sides(databaseUrl, known, memoryNow);
  const stores: [Side, Side] = [postgres, memory];
  const nextId = (from: number) => {
    let taken = from;
    return () => `00000000-0000-7000-8000-${String(++taken).padStart(12, "0")}`;
  };
  const newId = () => `00000000-0000-7000-8000-${String(++ids).padStart(12, "0")}`;
  const versionsOf = ({ run }: RunSnapshot) => programs.filter(({ workflow }) => workflow === run.workflow);
  /** That of the run; who migrates has the last one given. */
  const programOf = (snapshot: RunSnapshot, event: EngineEvent) =>
    event.type === "run.migrated"
      ? versionsOf(snapshot).at(-1)
      : versionsOf(snapshot).find(({ version }) => version === snapshot.run.version);
  const committed = new Set<EngineEvent["type"]>();

  /** What an event comes to in one store: committed, lost or why it was ignored. */
  async function applyTo(store: Side, snapshot: RunSnapshot, event: EngineEvent, blocked: boolean): Promise<string> {
    const program = blocked ? null : (programOf(snapshot, event) ?? null);
    const change = attempt(() => transition(program, snapshot, event, nextId(ids)));
    if (typeof change === "string") return change;
    if ("ignored" in change) return change.ignored;
    if (change.lease.kind === "due" && change.lease.afterMs === 0) takeLease(change, PROCESS);
    // A unique key undoes the whole statement.
    return store.door.commit(change).then(
      async (done) => {
        if (!done) return "lost";
        committed.add(event.type);
        const read = await store.door.readRun(change.run.id);
        expect(shownOf(after(snapshot, change, done.at))).toEqual(read && shownOf(read));
        await checkRemembered(store, snapshot, done);
        return "committed";
      },
      (error: Error) => (error.message.startsWith("duplicate key") ? "refused" : Promise.reject(error)),
    );
  }

  /**
   * `event` is made for each store from what was read there; the snapshots may be older ones. `blocked` is as where
   * nobody knows the version.
   */
  async function apply(
    snapshots: [RunSnapshot, RunSnapshot],
    event: EngineEvent | ((store: Side) => Promise<EngineEvent>),
    blocked = false,
  ) {
    const outcomes: string[] = [];
    for (const [index, store] of stores.entries()) {
      const made = typeof event === "function" ? await event(store) : event;
      outcomes.push(await applyTo(store, snapshots[index] as RunSnapshot, made, blocked));
    }
    // Ids of one change come from the same place on both sides.
    ids += 20;
    return outcomes;
  }

  async function read(runId: string): Promise<[RunSnapshot, RunSnapshot]> {
    const first = (await postgres.door.readRun(runId)) as RunSnapshot;
    postgresNow = first.now;
    return [first, memory.readRun(runId) as RunSnapshot];
  }

  type Begun = { workflow: string; version: string; input: Json };

  async function begin(id: string, { workflow, version, input }: Begun, event: (store: Side) => Promise<EngineEvent>) {
    const given = { id, workspaceId: WORKSPACE, workflow, version, input, model: null, startedBy: ANA };
    const unstarted = (now: Date): RunSnapshot => {
      const snapshot = unstartedRun({ ...given, now });
      return {
        ...snapshot,
        run: { ...snapshot.run, createdAt: now, updatedAt: now },
        openReviews: [],
        branchReviews: [],
        asked: [],
      };
    };
    await apply([unstarted(postgresNow), unstarted(new Date(postgresNow.getTime() + passed))], event);
  }

  return {
    stores,
    postgres,
    memory,
    close,
    read,
    apply,
    /** Kinds of events that changed something. */
    committed,
    /** Begins a run of the program. */
    async start(program: Program, input = {}): Promise<string> {
      const id = newId();
      const started = async (): Promise<EngineEvent> => ({ type: "run.started" });
      await begin(id, { workflow: program.workflow, version: program.version, input }, started);
      return id;
    },
    /** Begins a run at a visit of another one. */
    async fork(runId: string, seq: number): Promise<void> {
      const [{ run }] = await read(runId);
      await begin(newId(), run, async ({ reads }) => ({
        ...{ type: "run.forked", by: ANA },
        to: (await reads.checkpoint(runId, seq)) as Checkpoint,
        comments: await reads.commentsBefore(runId, seq),
        replaced: [],
      }));
    },
    async pass(ms: number): Promise<void> {
      passed += ms;
      const earlier = (column: string) => `${column} = ${column} - $1::float8 * interval '1 millisecond'`;
      const runs = ["wake_at", "expires_at", "lease_until"].map(earlier).join(", ");
      await withClient(databaseUrl, async (client) => {
        await client.query(`update runs set ${runs}`, [ms]);
        await client.query(`update reviews set ${earlier("due_at")} where status = 'open'`, [ms]);
      });
    },
    /** So many milliseconds after the beginning, by the clock of that store. */
    moment: (store: Side, ms: number) => new Date(began + ms - (store === postgres ? passed : 0)),
    /** As both stores say it, with moments as milliseconds on one scale. */
    announce,
    comparable: (side: 0 | 1, value: unknown) => comparable(value, side === 0 ? passed : 0),
  };
}

/** Or the code of why it can't be: the engine refuses a migration that does not fit. */
function attempt<T>(change: () => T): T | string {
  try {
    return change();
  } catch (error) {
    if (error instanceof EngineError) return error.code;
    throw error;
  }
}

/** Moments of writing differ by the milliseconds between two statements; moments to come must not. */
const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const WRITTEN = ["createdAt", "updatedAt", "now", "startedAt", "endedAt", "at"];

function comparable(value: unknown, shift: number): unknown {
  if (typeof value === "string" && MOMENT.test(value)) return "a moment";
  if (value instanceof Date) return value.getTime() + shift;
  if (Array.isArray(value)) return value.map((one) => comparable(one, shift));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      WRITTEN.includes(key) ? [key, inner === null ? null : "a moment"] : [key, comparable(inner, shift)],
    ),
  );
}

/** A database without runs. */
export async function emptyRuns(databaseUrl: string): Promise<void> {
  const tables = "runs, changes, reviews, drafts, comments, joins, branches, families, signals, once_results";
  await withClient(databaseUrl, (client) => client.query(`truncate ${tables}`));
}
