import type { CodeOptions } from "@/lib/code/code-thread";
import { findCodeStep } from "@/lib/code/find-step";
import type { CodeEnd, CodeJob } from "@/lib/code/messages";
import { runCode } from "@/lib/code/run-code";
import type { EffectPorts } from "@/lib/effects/ports";
import type { Effect } from "@/lib/engine/types";
import type { Ports, VersionRef } from "@/lib/operations/ports";
import { RunMemory } from "@/lib/operations/run-memory";
import { TestAgents } from "@/lib/testing/agents";
import { stored } from "@/lib/testing/rows";
import { httpResponse, modelReply, Scripts } from "@/lib/testing/scripts";
import { Runner } from "@/lib/worker/runner";
import { Worker } from "@/lib/worker/worker";
import { createPrograms } from "@/lib/workflow/programs";
import type { Release } from "./release";
import type { Universe } from "./universe";

export const LEASE_MS = 20_000;
const PLACES = 3;

/** One process of the product: its own code, the real operations, runner and sweep; everything outside is a gate. */
export class SimProcess {
  readonly ports: Ports;
  readonly worker: Worker;
  /** Stopped, as by SIGSTOP: nothing of it happens until it goes on. */
  frozen = false;
  /** Code steps under way. */
  coding = 0;
  private sweeping = false;

  constructor(
    universe: Universe,
    readonly owner: string,
    { registry, definitions }: Release,
  ) {
    const { gates, store, outside } = universe;
    const guard = <O extends object>(name: string, target: O) => gates.guard(owner, name, target);
    const runner = new Runner({
      owner,
      concurrency: PLACES,
      log: () => {},
      onText: (effect: Effect, text: string) => void outside.saidTo.set(text, effect),
      // Time between attempts is up to the simulation, too.
      pause: () => gates.pass(owner, "sleep", async () => {}),
    });
    this.ports = {
      door: {
        ...guard("door", { ...store.door, commit: (change, kept) => universe.commit(change, kept) }),
        knownTime: store.door.knownTime,
      },
      memory: new RunMemory(),
      // Lists over many runs are for pages.
      reads: guard("reads", store.reads) as Ports["reads"],
      // Threads are for doors.
      chat: {} as Ports["chat"],
      files: universe.files,
      programs: createPrograms(registry),
      processes: guard("processes", universe.processes),
      effects: runner,
      announcer: { runChanged: () => {}, workDue: () => {} },
      listenToRun: () => () => {},
      watchCaller: () => ({ signal: new AbortController().signal, leave: () => {} }),
      newId: universe.newId,
    };
    runner.wire(this.ports, this.effects(universe, definitions));
    const options = { leaseMs: LEASE_MS, sweepMs: 5_000, log: (line: string) => universe.log(line) };
    this.worker = new Worker(this.ports, runner, guard("leases", universe.leases), options);
    void this.worker.announce();
  }

  /** What it announced that it can go on with. */
  known(): VersionRef[] {
    return this.ports.programs.code.known();
  }

  sweep(): void {
    if (this.sweeping) return;
    this.sweeping = true;
    void this.worker.sweep().finally(() => {
      this.sweeping = false;
    });
  }

  private effects({ gates, store, outside }: Universe, definitions: Release["definitions"]): EffectPorts {
    const { owner } = this;
    return {
      model: {
        complete: (request) =>
          gates.pass(owner, "model", async () => {
            const said = outside.write(request.idempotencyKey);
            return modelReply(Promise.resolve(said), request);
          }),
      },
      defaultModel: "none",
      modelTimeoutMs: 60_000,
      assistants: new Map([["writer", { name: "writer", title: "Writer", instructions: "" }]]),
      commentsOf: (runId) => gates.pass(owner, "comments", () => store.commentsOf(runId)),
      sendRequest: ({ headers }) =>
        gates.pass(owner, "http", async () =>
          httpResponse(outside.serve(headers["idempotency-key"] ?? headers["Idempotency-Key"])),
        ),
      code: { run: (job, { record }) => this.code(definitions, job, record), close: async () => {} },
      agents: new TestAgents().directory({ agents: {}, found: {}, step: "", scripts: new Scripts() }),
      readFile: () => Promise.reject(new Error("Nobody reads files here.")),
      journal: gates.guard(owner, "journal", store.journal) as EffectPorts["journal"],
    };
  }

  /** Nothing has to be stopped here: the code is ours, and it does not loop. */
  private async code(
    definitions: Release["definitions"],
    job: CodeJob,
    record: CodeOptions["record"],
  ): Promise<CodeEnd> {
    const step = definitions.map((one) => findCodeStep(one, job.workflow, job.step)).find((found) => found !== null);
    if (!step) throw new Error(`There is no code step ${job.step}.`);
    this.coding += 1;
    try {
      return await runCode(step.run, stored(job), {
        record: async (key, json) => JSON.stringify(await record(key, JSON.parse(json))),
        read: () => Promise.reject(new Error("Nobody reads files here.")),
      });
    } finally {
      this.coding -= 1;
    }
  }
}
