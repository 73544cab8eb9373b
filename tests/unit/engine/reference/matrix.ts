import type { Happening } from "./happening";
import { isDue, isLeaseOver, isNews, isOver, type Model } from "./model";
import { UNIVERSAL } from "./refusal";
import { stepAt } from "./walk";

/** Where a run can be, as far as events care. With `!` something of it is due, overdue or has ended. */
const STATES = [
  ...["new", "unborn", "due", "later", "work", "cut", "lost", "failed", "failedB", "done", "cancel"],
  ...["form", "form!", "asked", "asked!", "timer", "timer!", "signal", "join", "join!", "expired", "held"],
];

export function stateOf(m: Model): string {
  if (isOver(m)) return m.status === "completed" ? "done" : "cancel";
  if (m.status === "failed") return m.role === "root" ? "failed" : "failedB";
  if (m.raceLost) return "lost";
  if (m.seq === 0) return m.role === "root" ? "new" : "unborn";
  if (m.status === "running") {
    if (m.lease?.owner) return isLeaseOver(m) ? "cut" : "work";
    return isLeaseOver(m) ? "due" : "later";
  }
  if (m.held) return "held";
  if (isDue(m.expiresAt, m)) return "expired";
  if (m.branches.length > 0) return m.branches.some(isNews) ? "join!" : "join";
  const { kind } = stepAt(m);
  if (kind === "signal") return kind;
  if (kind === "timer") return isDue(m.wakeAt, m) ? "timer!" : "timer";
  return `${kind === "form" ? "form" : "asked"}${m.open.some(({ due }) => isDue(due, m)) ? "!" : ""}`;
}

/** The event as its row in the table is called; null for what can only be refused, as nobody knows the version. */
function rowOf(happening: Happening, m: Model): string | null {
  const { type, known } = happening;
  if (!known && !UNIVERSAL.includes(type)) return null;
  return `${type}${variantOf(happening, m)}${known ? "" : ", unknown"}`;
}

function variantOf(happening: Happening, m: Model): string {
  if ("of" in happening && happening.of !== "this") return `, ${happening.of}`;
  if ("visit" in happening && happening.visit !== "this") return ", another visit";
  if (happening.type === "effect.failed") return happening.retryable ? ", for now" : ", for good";
  if ("nth" in happening && !m.open[happening.nth]) return ", closed";
  return "";
}

/** What may come of an event: the next status, or why it changes nothing. */
const OUTCOMES: Record<string, string> = {
  running: "R",
  waiting: "W",
  completed: "C",
  failed: "F",
  canceled: "X",
  "run is running": "s",
  "run is waiting": "s",
  "run is failed": "s",
  "run is completed": "s",
  "run is canceled": "s",
  "already started": "a",
  "another visit": "v",
  "lease lost": "l",
  "lease is held": "h",
  "review is closed": "c",
  "deadline passed": "d",
  "nothing is due": "n",
  "nothing new": "n",
  "nothing is held": "n",
  "what was held comes first": "q",
  "race lost": "r",
  "a step is being worked on": "w",
  "cannot migrate": "m",
  "it is a branch that has failed; retry the run it belongs to": "p",
};

/** Which pairs of event and state came up, and what came of each. */
export class Matrix {
  private readonly cells = new Map<string, Set<string>>();

  add(happening: Happening, m: Model, outcome: string): void {
    const [row, state] = [rowOf(happening, m), stateOf(m)];
    if (row === null) return;
    const key = `${row}|${state}`;
    const cell = this.cells.get(key) ?? new Set();
    this.cells.set(key, cell.add(OUTCOMES[outcome] ?? `<${outcome}>`));
  }

  /** Of an empty text: nothing. */
  static read(table: string): Matrix {
    const matrix = new Matrix();
    let states: string[] = [];
    for (const line of table.split("\n").filter((one) => one.trim() !== "")) {
      const [name = "", cells = []] = [line.slice(0, NAME).trim(), line.slice(NAME).trim().split(/\s+/)];
      if (name === "") states = cells;
      else for (const [index, cell] of cells.entries()) if (cell !== ".") matrix.fill(name, states[index] ?? "", cell);
    }
    return matrix;
  }

  private fill(row: string, state: string, outcomes: string): void {
    this.cells.set(`${row}|${state}`, new Set(outcomes));
  }

  /** A line for each event, a column for each state; a dot where an event can't come. */
  toString(): string {
    const rows = [...new Set([...this.cells.keys()].map((key) => key.split("|")[0] ?? ""))].sort();
    const half = STATES.length / 2;
    return [STATES.slice(0, half), STATES.slice(half)].map((states) => this.part(rows, states)).join("\n\n");
  }

  private part(rows: string[], states: string[]): string {
    const line = (name: string, cells: string[]) =>
      `${name.padEnd(NAME)}${cells.map((cell) => cell.padEnd(8)).join("")}`.trimEnd();
    const outcomes = (row: string, state: string) => [...(this.cells.get(`${row}|${state}`) ?? ["."])].sort().join("");
    const body = rows.map((row) =>
      line(
        row,
        states.map((state) => outcomes(row, state)),
      ),
    );
    return [line("", states), ...body].join("\n");
  }

  /** Pairs that are in `table` and never came up here, and what came up here that is not in it. */
  against(table: Matrix): { neverReached: string[]; notInTable: string[] } {
    const neverReached = [...table.cells.keys()].filter((key) => !this.cells.has(key));
    const notInTable = [...this.cells].flatMap(([key, outcomes]) =>
      [...outcomes].filter((outcome) => !table.cells.get(key)?.has(outcome)).map((outcome) => `${key}: ${outcome}`),
    );
    return { neverReached, notInTable };
  }
}

const NAME = 33;
