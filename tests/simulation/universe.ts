import type { KeptResponse } from "@/lib/contract/keep";
import type { Change } from "@/lib/engine/change";
import type { ProcessStore, VersionRef } from "@/lib/operations/ports";
import { VirtualClock } from "@/lib/testing/clock";
import { memoryFiles } from "@/lib/testing/memory-files";
import { memoryStore } from "@/lib/testing/memory-store";
import type { LeaseStore } from "@/lib/worker/worker";
import type { Choices } from "./choices";
import { Gates } from "./gates";
import { Invariants } from "./invariants";
import { OutsideWorld } from "./outside";
import type { Release } from "./release";
import { LEASE_MS, SimProcess } from "./sim-process";

/** A database, a clock, processes that come and go, and the world outside; nothing happens unless it is chosen. */
export class Universe {
  readonly clock = new VirtualClock(new Date("2030-01-01T09:00:00Z"));
  readonly store = memoryStore(
    () => this.clock.now,
    LEASE_MS,
    (owner) => this.running.find((one) => one.owner === owner)?.known() ?? [],
  );
  readonly files = memoryFiles(() => this.clock.now);
  readonly gates = new Gates();
  readonly outside: OutsideWorld;
  readonly invariants: Invariants;
  processes: ProcessStore;
  running: SimProcess[] = [];
  private ids = 0;
  private started = 0;

  constructor(choices: Choices) {
    this.outside = new OutsideWorld(choices);
    this.invariants = new Invariants(this);
    this.processes = liveness(() => this.clock.now);
  }

  readonly newId = () => `00000000-0000-7000-8000-${String(++this.ids).padStart(12, "0")}`;

  /** Due work, as the database finds it: whether somebody alive knows a version is a question to all processes. */
  get leases(): LeaseStore {
    const { leases } = this.store;
    return {
      ...leases,
      strandedRuns: async (migrations, after, limit) => {
        const runs = await leases.strandedRuns(migrations, after, limit);
        const alive = await this.processes.alive(runs);
        return runs.filter((run) => !alive.includes(run));
      },
    };
  }

  launch(release: Release): SimProcess {
    const process = new SimProcess(this, `process-${++this.started}`, release);
    this.running.push(process);
    return process;
  }

  kill(process: SimProcess): void {
    this.gates.drop(process.owner);
    this.running = this.running.filter((one) => one !== process);
  }

  /** The one statement; what it did is looked at before anything else happens. */
  async commit(change: Change, kept?: KeptResponse) {
    this.invariants.beforeCommit(change);
    const committed = await this.store.door.commit(change, kept);
    if (committed) this.invariants.afterCommit(change);
    return committed;
  }

  log(line: string): void {
    // Broken connections, refusals and runs that are left alone are part of the game; mistakes in the code are not.
    if (/TypeError|ReferenceError|RangeError/.test(line)) this.invariants.broken(line);
  }

  /** Lets everything happen that needs nobody's choice. */
  async settle(): Promise<void> {
    const coding = this.running.some((process) => process.coding > 0);
    // A code step looks twice whether more questions come, and its end takes turns of its own.
    for (let turns = coding ? 6 : 1; turns > 0; turns--) await new Promise((resolve) => setImmediate(resolve));
  }
}

function liveness(now: () => Date): ProcessStore {
  const known = new Map<string, { versions: VersionRef[]; until: number }>();
  return {
    async announce(owner, versions, forMs) {
      known.set(owner, { versions, until: now().getTime() + forMs });
    },
    async leave(owner) {
      known.delete(owner);
    },
    async alive(versions) {
      const live = [...known.values()].filter(({ until }) => until > now().getTime()).flatMap((one) => one.versions);
      return versions.filter((one) =>
        live.some(({ workflow, version }) => workflow === one.workflow && version === one.version),
      );
    },
  };
}
