import type { EngineEvent } from "@/lib/engine/events";
import { SYSTEM } from "@/lib/engine/progress";
import type { Effect } from "@/lib/engine/types";
import { Loop } from "@/lib/loop";
import { applyToRun } from "@/lib/operations/apply-event";
import type { MigrationRef, Ports, StrandedRun } from "@/lib/operations/ports";
import { Migrator } from "./migrator";
import type { Room } from "./slots";

/** Who performs effects, as far as finding them goes. */
export interface Workplace {
  readonly owner: string;
  /** Effects that may be taken now. */
  readonly room: Room;
  /** A sweep that looked for as much as there was room for has found this due. */
  found(due: { agent: boolean }[], room: Room): void;
  /** Leases held now, for renewal. */
  leases(): Effect[];
  abandon(effect: Effect): void;
  /** Stops effects at once; answers those that were cut off. */
  stop(): Promise<Effect[]>;
}

export interface DueRun {
  id: string;
  /** 0 for a run that is not begun. */
  seq: number;
  /** What is due is an agent step. */
  agent: boolean;
}

/** Kinds of work of which there is some. */
export type DueKinds = Record<"stranded" | "held" | "waking" | "unwanted" | "ended" | "effects", boolean>;

export interface LeaseStore {
  /** Of which kinds there is work, in one statement: at rest it is the only one. */
  look(owner: string, migrations: MigrationRef[]): Promise<DueKinds>;
  /**
   * Runs of known versions that are not begun, whose effect is due and free, or whose lease has run out; longest due
   * first. Where there is no room for one kind, those of the other kind behind it are found.
   */
  dueRuns(owner: string, room: Room): Promise<DueRun[]>;
  /** Runs of known versions that were told something while nobody knew their version. */
  heldRuns(owner: string, limit: number): Promise<{ id: string }[]>;
  /** Visits with branches that have ended without their run, of a known version, having taken note. */
  endedBranches(owner: string, limit: number): Promise<{ id: string; seq: number }[]>;
  /** Branches that are under way although nobody wants them any more. */
  unwantedRuns(limit: number): Promise<{ id: string }[]>;
  /** Waiting runs whose timer, deadline or end of wait has come. */
  wakingRuns(owner: string, limit: number): Promise<{ id: string }[]>;
  /** Runs under way that a newest version would take, and whose own no live process knows; by id. */
  strandedRuns(migrations: MigrationRef[], after: string | null, limit: number): Promise<StrandedRun[]>;
  /** Prolongs leases that are still held; answers the run ids that were. */
  renew(owner: string, effects: Effect[]): Promise<Set<string>>;
  /** Gives up leases so that somebody else may take them at once. */
  release(owner: string, effects: Effect[]): Promise<void>;
}

const AT_ONCE = 20;

const UNWANTED: EngineEvent = { type: "run.canceled", by: SYSTEM, reason: "This branch is no longer wanted." };

interface WorkerOptions {
  leaseMs: number;
  sweepMs: number;
  log(line: string): void;
}

/** Finds due effects and keeps leases alive. Healthy while its sweep comes round. */
export class Worker {
  private readonly sweeps: Loop;
  private readonly renewals: Loop;
  private readonly announcements: Loop;
  private sweptAt = 0;
  private readonly migrator: Migrator;

  constructor(
    private readonly ports: Ports,
    private readonly runner: Workplace,
    private readonly leases: LeaseStore,
    private readonly options: WorkerOptions,
  ) {
    const { leaseMs, sweepMs, log } = options;
    this.migrator = new Migrator(ports, leases.strandedRuns, log);
    this.sweeps = new Loop(() => this.sweepOnce(), { everyMs: sweepMs, what: "Looking for due work", log });
    this.renewals = new Loop(() => this.renewAll(), { everyMs: leaseMs / 3, what: "Renewing leases", log });
    const saying = { everyMs: leaseMs / 2, what: "Saying which versions run here", log };
    this.announcements = new Loop(() => this.sayVersions(), saying);
  }

  async start(): Promise<void> {
    await this.announce();
    // A first sweep after a long silence may take longer than the leases that it takes.
    for (const loop of [this.announcements, this.sweeps, this.renewals]) loop.start();
    await this.sweep();
  }

  async stop(): Promise<void> {
    await Promise.all([this.announcements.stop(), this.sweeps.stop(), this.renewals.stop()]);
    const cut = await this.runner.stop();
    if (cut.length > 0) await this.leases.release(this.runner.owner, cut).catch(() => undefined);
    await this.ports.processes.leave(this.runner.owner).catch(() => undefined);
  }

  get healthy(): boolean {
    return performance.now() - this.sweptAt < 3 * this.options.sweepMs + 5_000;
  }

  /** Takes due effects while there is room. Calls that come during a sweep make one more. */
  sweep(): Promise<void> {
    return this.sweeps.now();
  }

  private async sweepOnce(): Promise<void> {
    const { code } = this.ports.programs;
    // What one kind of work leads to may be of another kind.
    for (let changed = 1; changed > 0; ) {
      const due = await this.leases.look(this.runner.owner, code.migrations());
      if (due.stranded) await this.migrator.sweep();
      changed = await this.applyAll(due);
      changed += await this.takeEffects(due.effects);
    }
    this.sweptAt = performance.now();
  }

  private async applyAll(due: DueKinds): Promise<number> {
    const { leases } = this;
    const { owner } = this.runner;
    let changed = 0;
    if (due.held)
      changed += await this.applyToEach(
        () => leases.heldRuns(owner, AT_ONCE),
        () => ({ type: "run.resumed" }),
      );
    if (due.waking)
      changed += await this.applyToEach(
        () => leases.wakingRuns(owner, AT_ONCE),
        () => ({ type: "time.passed" }),
      );
    if (due.unwanted)
      changed += await this.applyToEach(
        () => leases.unwantedRuns(AT_ONCE),
        () => UNWANTED,
      );
    if (due.ended)
      changed += await this.applyToEach(
        () => leases.endedBranches(owner, AT_ONCE),
        ({ seq }) => ({ type: "branch.ended", seq }),
      );
    return changed;
  }

  private async takeEffects(isAny: boolean): Promise<number> {
    const claimed: EngineEvent = { type: "lease.claimed", owner: this.runner.owner };
    let all = 0;
    for (;;) {
      const { room } = this.runner;
      // With no room nothing is looked for, and so there may be something.
      const due = isAny && room.all > 0 ? await this.leases.dueRuns(this.runner.owner, room) : [];
      this.runner.found(due, room);
      const taken = await this.applyToAll(due, ({ seq }) => (seq === 0 ? { type: "run.started" } : claimed));
      all += taken;
      if (taken < room.all || room.all <= 0) return all;
    }
  }

  /** Until there are no more of them; answers how many runs were changed. */
  private async applyToEach<R extends { id: string }>(
    find: () => Promise<R[]>,
    event: (run: R) => EngineEvent,
  ): Promise<number> {
    for (let all = 0; ; ) {
      const changed = await this.applyToAll(await find(), event);
      all += changed;
      if (changed < AT_ONCE) return all;
    }
  }

  /** How many runs the event changed; one that fails does not hold up the others. */
  private async applyToAll<R extends { id: string }>(runs: R[], event: (run: R) => EngineEvent): Promise<number> {
    const outcomes = await Promise.allSettled(runs.map((run) => applyToRun(this.ports, run.id, event(run))));
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") this.options.log(`A due run could not go on: ${String(outcome.reason)}`);
    }
    return outcomes.filter((outcome) => outcome.status === "fulfilled" && outcome.value?.kind === "committed").length;
  }

  /** Says which versions are known here; after three times of silence they no longer count. */
  announce(): Promise<void> {
    return this.announcements.now();
  }

  /** Prolongs the leases held here, and lets go of effects whose lease is lost. */
  renew(): Promise<void> {
    return this.renewals.now();
  }

  private sayVersions(): Promise<void> {
    const { processes, programs } = this.ports;
    return processes.announce(this.runner.owner, programs.code.known(), (this.options.leaseMs / 2) * 3);
  }

  private async renewAll(): Promise<void> {
    const held = this.runner.leases();
    if (held.length === 0) return;
    const renewed = await this.leases.renew(this.runner.owner, held);
    for (const effect of held) if (!renewed.has(effect.runId)) this.runner.abandon(effect);
  }
}
