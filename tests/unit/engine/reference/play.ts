import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import { takeLease } from "@/lib/engine/lease";
import { transition } from "@/lib/engine/transition";
import { EngineError } from "@/lib/engine/types";
import { apply, take } from "./apply";
import type { Flow } from "./flow";
import { eventOf, type Happening, happenings, type WorldMove, worldMoves } from "./happening";
import { type Matrix, stateOf } from "./matrix";
import { isUnderWay, type Model, unborn } from "./model";
import { pictureOfModel, pictureOfRows } from "./picture";
import { programOf } from "./program";
import { refusal } from "./refusal";
import { atTime, type Rows, unbornRows, withBranchEnd, written } from "./rows";

const BEGAN = Date.parse("2030-01-01T09:00:00Z");

/** Which of the things that may happen next does; whether whoever commits has room for an effect. */
export interface Choice {
  pick: number;
  room: boolean;
}

/** Plays a history. In each state it passes, everything that may come is judged by both, and one thing happens. */
export function play(flow: Flow, role: Model["role"], choices: Choice[], matrix: Matrix): void {
  const programs = { 1: programOf(flow, 1), 2: programOf(flow, 2) };
  let m = unborn(flow, role, BEGAN);
  let rows = unbornRows(role, BEGAN);
  rows = atTime(rows, BEGAN);
  for (const { pick, room } of choices) {
    freeze(rows.snapshot);
    const counts = happenings(m).filter((happening) => judge(m, rows, happening));
    const next = chosen(m, counts, pick);
    if (next === undefined) return;
    if (typeof next === "object" && "type" in next) {
      [m, rows] = happen(m, rows, next, room);
    } else {
      [m, rows] = move(m, rows, next);
    }
    expect(pictureOfRows(rows)).toEqual(pictureOfModel(m));
  }

  /** The change that the engine makes of it, or why it makes none. */
  function engine(before: Model, { snapshot }: Rows, happening: Happening) {
    const version = happening.type === "run.migrated" ? 2 : before.version;
    let ids = 0;
    const newId = () => `id-${before.revision}-${++ids}`;
    const event = eventOf(happening, before, snapshot);
    try {
      return transition(happening.known ? programs[version] : null, snapshot, event, newId);
    } catch (error) {
      if (error instanceof EngineError) return { ignored: error.code };
      throw error;
    }
  }

  /** Both must say the same; true when the event counts. */
  function judge(before: Model, now: Rows, happening: Happening): boolean {
    const change = engine(before, now, happening);
    const reason = refusal(before, happening);
    const said = "ignored" in change ? kindOf(change.ignored) : null;
    const what = () => `${JSON.stringify(happening)} in ${stateOf(before)}`;
    if (said !== reason) expect(said, what()).toBe(reason);
    if ("ignored" in change) {
      matrix.add(happening, before, said ?? "");
      return false;
    }
    const after = apply(before, happening);
    matrix.add(happening, before, after.status);
    const [expected, actual] = [pictureOfModel(after), pictureOfRows(written(now, change))];
    if (!isDeepStrictEqual(actual, expected)) expect(actual, what()).toEqual(expected);
    const numbers = change.events.map(({ seq }) => seq);
    const from = now.snapshot.run.eventSeq + 1;
    if (numbers.some((number, index) => number !== from + index) || change.run.eventSeq !== from + numbers.length - 1)
      expect(numbers, `${what()}: events are numbered without a gap`).toEqual(numbers.map((_, index) => from + index));
    return true;
  }

  function happen(before: Model, now: Rows, happening: Happening, room: boolean): [Model, Rows] {
    const change = engine(before, now, happening);
    if ("ignored" in change) throw new Error(change.ignored);
    // The same again gives the same: there is neither a clock nor chance in it.
    expect(engine(before, now, happening)).toEqual(change);
    const after = apply(before, happening);
    if (room && change.lease.kind === "due" && change.lease.afterMs === 0) {
      takeLease(change, "process-1");
      take(after, "process-1");
    }
    return [after, atTime(written(now, change), after.now)];
  }
}

/** Reasons that name the versions are one kind. */
const kindOf = (reason: string) => (/does not say how to migrate|has no step/.test(reason) ? "cannot migrate" : reason);

/** Ends and new beginnings come up less often than what leads on. */
function chosen(m: Model, counts: Happening[], pick: number): Happening | WorldMove | undefined {
  const rare = ["run.canceled", "run.rewound", "run.migrated"];
  const weightOf = ({ type, known }: Happening) => {
    if (type === "lease.claimed") return 20;
    return rare.includes(type) || !known ? 1 : 3;
  };
  const options = [
    ...counts.flatMap((happening) => Array<Happening>(weightOf(happening)).fill(happening)),
    // Processes that stop one after the other are rare, unless the first has.
    ...worldMoves(m).flatMap((one) => Array<WorldMove>(m.takeovers > 0 ? 9 : 3).fill(one)),
  ];
  return options[pick % Math.max(options.length, 1)];
}

function move(m: Model, rows: Rows, next: WorldMove): [Model, Rows] {
  if (next === "race lost") {
    return [
      { ...m, raceLost: true },
      { ...rows, snapshot: { ...rows.snapshot, raceLost: isUnderWay(m) } },
    ];
  }
  if ("to" in next) return [{ ...m, now: next.to }, atTime(rows, next.to)];
  const branches = m.branches.map((branch, nth) => (nth === next.branch ? { ...branch, status: next.status } : branch));
  return [{ ...m, branches }, withBranchEnd(rows, next.branch, next.status)];
}

function freeze(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) freeze(inner);
}
