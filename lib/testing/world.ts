import type { WorkflowDefinition } from "@/lib/engine/definition/definition";
import type { EffectStep } from "@/lib/engine/steps";
import type { Effect, EffectRun } from "@/lib/engine/types";
import { applyToRun } from "@/lib/operations/apply-event";
import { readFileOfRun } from "@/lib/operations/files";
import type { Ports } from "@/lib/operations/ports";
import { RunMemory } from "@/lib/operations/run-memory";
import { attemptEffect } from "@/lib/worker/attempt-effect";
import { Worker } from "@/lib/worker/worker";
import { createPrograms } from "@/lib/workflow/programs";
import { createRegistry } from "@/lib/workflow/registry";
import { TestAgents } from "./agents";
import { VirtualClock } from "./clock";
import { Crashes } from "./crashes";
import { type Outside, scriptedEffects } from "./effects";
import { KitError } from "./kit-error";
import { memoryFiles } from "./memory-files";
import { wakeTime } from "./memory-leases";
import { memoryStore } from "./memory-store";
import { TestProcess } from "./process";
import { Scripts } from "./scripts";

const LEASE_MS = 20_000;
/** More than this without coming to rest is a run that goes in circles. */
const MAX_EFFECTS = 10_000;

/** Store, clock and one process at a time: all that runs need, in memory and without chance. */
export class World {
  readonly clock: VirtualClock;
  readonly crashes = new Crashes();
  readonly ports: Ports;
  readonly store;
  private readonly scripts = new Scripts();
  private readonly remote = new TestAgents();
  private readonly process = new TestProcess();
  private readonly worker: Worker;
  private definitions: WorkflowDefinition[] = [];
  private changes = 0;
  private failures: string[] = [];
  private resting: Promise<void> = Promise.resolve();
  private ids = 0;

  constructor(
    definitions: WorkflowDefinition[],
    private readonly outside: Outside,
    start: Date,
  ) {
    this.clock = new VirtualClock(start);
    this.store = memoryStore(
      () => this.clock.now,
      LEASE_MS,
      () => this.ports.programs.code.known(),
    );
    this.ports = {
      door: this.store.door,
      memory: new RunMemory(),
      // Lists over many runs are for pages.
      reads: this.store.reads as Ports["reads"],
      // Threads are for doors.
      chat: {} as Ports["chat"],
      programs: this.deploy(definitions),
      effects: this.process,
      announcer: { runChanged: () => void this.changes++, workDue: () => {} },
      listenToRun: () => () => {},
      watchCaller: () => ({ signal: new AbortController().signal, leave: () => {} }),
      files: memoryFiles(() => this.clock.now),
      // There is no process but this one.
      processes: {
        announce: async () => {},
        leave: async () => {},
        alive: async (versions) => versions.filter((one) => this.ports.programs.code.find(one.workflow, one.version)),
      },
      newId: () => `00000000-0000-7000-8000-${String(++this.ids).padStart(12, "0")}`,
    };
    const log = (line: string) => void this.failures.push(line);
    this.worker = new Worker(this.ports, this.process, this.store.leases, { leaseMs: LEASE_MS, sweepMs: 5_000, log });
  }

  /** Other code for the same runs, in a new process. */
  deploy(definitions: WorkflowDefinition[]): Ports["programs"] {
    this.definitions = definitions.map((definition) => ({ ...definition, file: definition.file ?? "the test" }));
    const programs = createPrograms(createRegistry(this.definitions));
    if (this.ports) this.ports.programs = programs;
    this.process.crash();
    return programs;
  }

  /**
   * Does all there is to do until every run waits or has ended. Waits between attempts, and for the lease of a
   * process that died, pass by themselves.
   */
  rest(): Promise<void> {
    this.resting = this.resting.catch(() => undefined).then(() => this.restUntil(null));
    return this.resting;
  }

  /** Lets time pass, from one moment at which something is due to the next. */
  passUntil(moment: Date): Promise<void> {
    this.resting = this.resting.catch(() => undefined).then(() => this.restUntil(moment));
    return this.resting;
  }

  private async restUntil(moment: Date | null): Promise<void> {
    for (let effects = 0; effects < MAX_EFFECTS; ) {
      effects += await this.work();
      const next = this.nextMoment(moment);
      if (next === null) return;
      this.clock.moveTo(next);
      effects += 1;
    }
    throw new KitError(`The runs did not come to rest within ${MAX_EFFECTS} effects and moments.`);
  }

  private async work(): Promise<number> {
    for (let effects = 0; ; ) {
      const before = this.changes;
      await this.worker.sweep();
      this.throwFailures();
      const due = this.process.next();
      if (due) await this.perform(due.effect, due.at);
      else if (this.changes === before) return effects;
      if (++effects > MAX_EFFECTS) return effects;
    }
  }

  private async perform(effect: Effect, snapshot: EffectRun): Promise<void> {
    const program = await this.ports.programs.find(snapshot.run);
    const step = program?.steps[effect.stepIndex] as EffectStep | undefined;
    if (!step) return;
    if (this.crashes.strike({ before: step.name })) return this.process.crash();
    const life = new AbortController();
    const beforeRecording = (key: string) => {
      if (!this.crashes.strike({ once: key })) return;
      life.abort();
      throw new Error("The process died.");
    };
    const { scripts, store, remote } = this;
    const given = { ...this.outside, scripts, store, remote, beforeRecording };
    const definitions = () => this.definitions;
    const readFile = (rootRunId: string, fileId: string) => readFileOfRun(this.ports.files, rootRunId, fileId);
    const ports = scriptedEffects({ ...given, definitions, readFile }, step.name);
    const event = await attemptEffect(ports, { effect, step, snapshot, signal: life.signal, onText: () => {} });
    if (this.scripts.mistake) throw this.scripts.mistake;
    if (!event || this.crashes.strike({ after: step.name })) return this.process.crash();
    await applyToRun(this.ports, effect.runId, event);
  }

  /** The next stop on the way to `moment`; from there on only attempts and lost leases go on by themselves. */
  private nextMoment(moment: Date | null): Date | null {
    const now = this.clock.now.getTime();
    const rows = this.store.allRows().filter(({ run }) => this.ports.programs.code.find(run.workflow, run.version));
    const leases = rows.flatMap(({ run }) => (run.status === "running" && run.leaseUntil ? [+run.leaseUntil] : []));
    const wakes = rows.flatMap(({ run }) => (run.status === "waiting" ? [wakeTime(run)] : []));
    const first = (times: number[]) => Math.min(...times.filter((time) => time > now));
    const lease = first(leases);
    const next = Math.min(lease, first(wakes));
    const limit = moment && +moment > now ? +moment : lease;
    if (!Number.isFinite(limit)) return null;
    return new Date(Math.min(next, limit));
  }

  private throwFailures(): void {
    // A run whose version nobody knows may be left alone; anything else is a mistake of the product.
    const wrong = this.failures.find((line) => !line.includes("HoldpointError"));
    this.failures = [];
    if (wrong) throw new KitError(wrong);
  }
}
