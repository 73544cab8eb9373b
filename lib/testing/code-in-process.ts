import { setTimeout as sleep } from "node:timers/promises";
import { CodeFailure } from "@/lib/code/code-failure";
import type { CodeThreads } from "@/lib/code/code-threads";
import { findCodeStep } from "@/lib/code/find-step";
import { runCode } from "@/lib/code/run-code";
import type { WorkflowDefinition } from "@/lib/engine/definition/definition";
import { stored } from "./rows";

/**
 * Runs the functions of code steps where the test runs, with the same `ask` and `once`. Nothing can stop an
 * endless loop here, and memory is not measured: that is what the product's threads are for.
 */
export function codeInProcess(definitions: () => WorkflowDefinition[]): CodeThreads {
  return {
    async run(job, { timeoutMs, signal, record, readFile }) {
      const step = definitions()
        .map((definition) => findCodeStep(definition, job.workflow, job.step))
        .find((found) => found !== null);
      if (!step) throw new CodeFailure("no_such_step", `There is no code step ${job.step} in ${job.workflow}.`);
      const end = runCode(step.run, stored(job), {
        record: async (key, json) => JSON.stringify(await record(key, JSON.parse(json))),
        read: readFile,
      });
      const over = new AbortController();
      const late = sleep(timeoutMs, null, { signal: AbortSignal.any([over.signal, signal]), ref: false }).then(() => {
        const message = `${job.step} did not end within ${timeoutMs / 1_000} s and was stopped.`;
        throw new CodeFailure("time_limit", message, true);
      });
      try {
        return await Promise.race([end, late]);
      } finally {
        over.abort();
        late.catch(() => undefined);
      }
    },
    close: async () => {},
  };
}
