export type FaultKind =
  | "kill -9 of a web"
  | "kill -9 of a worker"
  | "web frozen past its lease"
  | "worker frozen past its lease"
  | "Postgres stopped (immediate)"
  | "standby promoted"
  | "all connections cut"
  | "all connections silent"
  | "database stalled"
  | "no connection left";

export interface Fault {
  kind: FaultKind;
  /** Milliseconds since 1970, as the database's times. */
  at: number;
  /** Null while it lasts. */
  until: number | null;
  /** The process that was killed or frozen, and whose it was. */
  pid: number | null;
  member: string | null;
}

const OF_THE_DATABASE: FaultKind[] = [
  "Postgres stopped (immediate)",
  "standby promoted",
  "all connections cut",
  "all connections silent",
  "database stalled",
  "no connection left",
];

/** What was done to the product, and when. */
export class FaultLog {
  readonly faults: Fault[] = [];
  /** From Postgres being there again until it had made the first change, in milliseconds. */
  readonly firstCommits: number[] = [];

  begin(kind: FaultKind, pid: number | null = null, member: string | null = null): Fault {
    const fault: Fault = { kind, at: Date.now(), until: null, pid, member };
    this.faults.push(fault);
    return fault;
  }

  counts(): Map<FaultKind, number> {
    const counts = new Map<FaultKind, number>();
    for (const { kind } of this.faults) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return counts;
  }

  /** The last time this process was killed or frozen before a moment. */
  lastOf(pid: number, before: number): Fault | null {
    return this.faults.findLast((fault) => fault.pid === pid && fault.at <= before) ?? null;
  }

  /** Whether the database could be reached, and one of these members was up, all the time. */
  undisturbed(from: number, to: number, members: string[]): boolean {
    const meanwhile = this.faults.filter(({ at, until }) => at <= to && (until ?? Number.POSITIVE_INFINITY) >= from);
    return (
      !meanwhile.some(({ kind }) => OF_THE_DATABASE.includes(kind)) &&
      members.some((name) => !meanwhile.some(({ member }) => member === name))
    );
  }
}
