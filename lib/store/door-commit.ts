import { setTimeout } from "node:timers/promises";
import type { Pool } from "pg";
import { ClaimFirst, type KeptResponse } from "@/lib/contract/keep";
import type { Change, LeaseChange } from "@/lib/engine/change";
import { ownerAfter } from "@/lib/engine/lease";
import type { Committed } from "@/lib/operations/records";
import type { DatabaseClock } from "./database-clock";
import { ORDER, type Part } from "./door-parts";
import { type Shape, statementFor } from "./door-statement";
import { keepOutputs, keepVisit } from "./draft-text";
import { isTaken } from "./idempotency";
import { BORN, BY_CHANGES } from "./run-columns";
import type { Statement } from "./statement";
import { together } from "./together";

const RACE_LOST = "HP001";
/** Postgres ended the statement to let another one go on; nothing of it is written. */
const GAVE_WAY = new Set(["40P01", "40001"]);
const MOST_TRIES = 5;
/** A turn of a thread is one run: whoever comes second with another one has lost. */
const TURN_KEY = "runs_turn_key";

export interface CommitOptions {
  /** How long an effect that is taken stays taken, in milliseconds. */
  leaseMs: number;
  /** Mail about a review that is still open after so many milliseconds; null for none. */
  notifyAfterMs: number | null;
}

export interface Door {
  pool: Pool;
  clock: DatabaseClock;
}

type Commit = (change: Change, kept?: KeptResponse) => Promise<Committed | null>;

/** What is kept of one change, as JSON. */
interface Written {
  change: Change;
  json: string;
  /** Of those with the same name one is written at a time. */
  family: string;
}

interface Row {
  id: string;
  created_at: Date;
  updated_at: Date;
}

/** More than this is written alone, so that nothing small waits for it. In characters. */
const LARGE = 100_000;

/**
 * Null when the revision or the family had moved on, the run or turn to be started exists, or another branch won the race.
 * Throws `ClaimFirst` when the key that the response is to be kept under is taken. Changes of the same shape that arrive
 * together share one statement, and so one commit: each still wins or loses by itself.
 */
export function commitChanges(door: Door, options: CommitOptions): Commit {
  const shared = new Map<string, (written: Written) => Promise<Committed | null>>();
  const sharedBy = (statement: Statement) => {
    let commit = shared.get(statement.name);
    if (!commit) {
      commit = together({
        ask: (written: Written[]) => writeAll(door, statement, written),
        familyOf: ({ family }) => family,
      });
      shared.set(statement.name, commit);
    }
    return commit;
  };
  return async (change, kept) => {
    const shape = shapeOf(change, kept);
    const statement = statementFor(shape);
    const json = JSON.stringify(rowOf({ change, kept }, shape, options));
    // A branch's end writes to its parent's rows, which a statement may write but once; and of two starts under one key
    // the second is to find the first.
    const family = shape.starts && kept ? `${kept.principal} ${kept.path} ${kept.key}` : change.run.rootId;
    const written = { change, json, family };
    // Whoever may lose to another's row undoes the whole statement.
    const alone =
      shape.wins || change.family !== null || (shape.starts && change.run.threadId !== null) || json.length > LARGE;
    const [committed] = alone ? await writeAll(door, statement, [written]) : [await sharedBy(statement)(written)];
    if (!committed && kept && (await isTaken(door.pool, kept))) throw new ClaimFirst();
    return committed ?? null;
  };
}

async function writeAll(door: Door, statement: Statement, all: Written[]): Promise<(Committed | null)[]> {
  // In the order of ids, so that two processes never wait for each other's runs.
  const sorted = [...all].sort((a, b) => (a.change.run.id < b.change.run.id ? -1 : 1));
  const written = await writeAgain(door, statement, sorted).catch((error: { code?: string; constraint?: string }) => {
    // Which one of several has lost is found by asking each alone.
    if (all.length === 1 && (error.code === RACE_LOST || error.constraint === TURN_KEY)) return [];
    throw error;
  });
  const rows = new Map(written.map((row) => [row.id, row]));
  return all.map((one) => committed(one, rows.get(one.change.run.id)));
}

/** Whoever gave way to another statement writes again, and wins or loses by its revision as always. */
async function writeAgain(door: Door, statement: Statement, all: Written[]): Promise<Row[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write(door, statement, all);
    } catch (error) {
      if (attempt === MOST_TRIES || !GAVE_WAY.has((error as { code?: string }).code ?? "")) throw error;
      await setTimeout(Math.random() * 10 * attempt);
    }
  }
}

async function write({ pool, clock }: Door, { name, text }: Statement, all: Written[]): Promise<Row[]> {
  const changes = all.map(({ change }) => change);
  const json = `[${all.map((written) => written.json).join(",")}]`;
  const moving = changes.filter(({ run }) => run.revision > 1).map(({ run }) => run.id);
  const closing = changes.flatMap(({ closedReviews }) => closedReviews.map(({ id }) => id));
  const values = [json, ...(moving.length > 0 ? [moving] : []), ...(closing.length > 0 ? [closing] : [])];
  const sent = performance.now();
  const { rows } = await pool.query<Row>({ name, text, values });
  // The column is rounded to a millisecond, and the clock is never ahead.
  if (rows[0]) clock.seen(new Date(rows[0].updated_at.getTime() - 1), sent);
  return rows;
}

const committed = ({ change }: Written, row: Row | undefined): Committed | null =>
  row ? { change, at: { createdAt: row.created_at, updatedAt: row.updated_at } } : null;

function shapeOf(change: Change, kept: KeptResponse | undefined): Shape {
  const { run } = change;
  return {
    starts: run.revision === 1,
    wins: run.racing && change.branchEnd?.status === "completed",
    parts: ORDER.filter((part) => {
      if (part === "history") return change.events.length > 0;
      if (part === "kept") return kept !== undefined;
      const rows = change[part];
      return Array.isArray(rows) ? rows.length > 0 : rows !== null;
    }),
  };
}

function rowOf(
  { change, kept }: { change: Change; kept: KeptResponse | undefined },
  { starts, parts }: Shape,
  options: CommitOptions,
): Record<string, unknown> {
  const { run, lease, draft } = change;
  const row: Record<string, unknown> = { id: run.id, before: run.revision - 1 };
  for (const key of starts ? BORN : BY_CHANGES) row[key] = run[key];
  row.visit = run.visit && keepVisit(run.visit, draft);
  row.data = keepOutputs(run.data, draft);
  row.leaseOwner = ownerAfter(change);
  row.keepsLease = lease.kind === "keep";
  row.leaseMs = leaseMs(lease, options);
  for (const part of parts) row[part] = part === "kept" ? kept : partOf(change, part, options);
  return row;
}

function leaseMs(lease: LeaseChange, options: CommitOptions): number | null {
  if (lease.kind === "due") return lease.afterMs;
  return lease.kind === "taken" ? options.leaseMs : null;
}

function partOf(change: Change, part: Exclude<Part, "kept">, { notifyAfterMs }: CommitOptions): unknown {
  if (part === "history") {
    return { events: change.events, visits: change.leftVisits.map((visit) => keepVisit(visit, change.draft)) };
  }
  if (part === "openedReviews" && notifyAfterMs !== null) {
    return change.openedReviews.map((review) => ({ ...review, notifyAfterMs }));
  }
  return change[part];
}
