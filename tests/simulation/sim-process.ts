import type { EffectPorts } from "@/lib/effects/ports";
import type { Effect } from "@/lib/engine/types";
import type { Ports } from "@/lib/operations/ports";
import { codeInProcess } from "@/lib/testing/code-in-process";
import { modelReply, httpResponse } from "@/lib/testing/scripts";
import { Runner } from "@/lib/worker/runner";
import { Worker } from "@/lib/worker/worker";
import type { WorkflowDefinition } from "@/lib/workflow/definition";
import { createRegistry } from "@/lib/workflow/registry";
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
    definitions: WorkflowDefinition[],
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
    const registry = createRegistry(definitions.map((definition) => ({ ...definition, file: "simulated" })));
    this.ports = {
      door: guard("door", { ...store.door, commit: (change) => universe.commit(owner, change) }),
      // Lists over many runs are for pages.
      reads: guard("reads", store.reads) as Ports["reads"],
      files: universe.files,
      registry,
      processes: guard("processes", universe.processes),
      effects: runner,
      announcer: { runChanged: () => {}, workDue: () => {} },
      listenToRun: () => () => {},
      newId: universe.newId,
    };
    runner.wire(this.ports, this.effects(universe, definitions));
    const options = { leaseMs: LEASE_MS, sweepMs: 5_000, log: (line: string) => universe.log(line) };
    this.worker = new Worker(this.ports, runner, guard("leases", universe.leases), options);
    void this.worker.announce();
  }

  sweep(): void {
    if (this.sweeping) return;
    this.sweeping = true;
    void this.worker.sweep().finally(() => {
      this.sweeping = false;
    });
  }

  private effects({ gates, store, outside }: Universe, definitions: WorkflowDefinition[]): EffectPorts {
    const { owner } = this;
    const code = codeInProcess(() => definitions.map((definition) => ({ ...definition, file: "simulated" })));
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
      code: {
        ...code,
        run: (job, limits) => {
          this.coding += 1;
          return code.run(job, limits).finally(() => {
            this.coding -= 1;
          });
        },
      },
      readFile: () => Promise.reject(new Error("Nobody reads files here.")),
      journal: gates.guard(owner, "journal", store.journal) as EffectPorts["journal"],
    };
  }
}
