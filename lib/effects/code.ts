import { contextOf } from "@/lib/engine/context";
import type { CodeStep } from "@/lib/engine/steps/code";
import { storable } from "@/lib/engine/storable";
import type { Json } from "@/lib/engine/types";
import { EffectFailure } from "./failure";
import type { EffectOutcome, EffectPorts, EffectRequest } from "./ports";

const TIMEOUT_MS = 30_000;

/** Runs the step's function in a thread, with what people answered and `once` recorded at this visit. */
export async function performCode(ports: EffectPorts, request: EffectRequest<CodeStep>): Promise<EffectOutcome> {
  const { step, snapshot, effect, signal } = request;
  const { run, draft } = snapshot;
  if (step.file === null) {
    throw new EffectFailure({
      code: "no_workflow_file",
      message: `${step.name} can't run: its thread loads the workflow from a file, and ${run.workflow} came from none.`,
      retryable: false,
    });
  }
  const [journal, comments] = await Promise.all([ports.journal.recall(effect), ports.commentsOf(run.id)]);
  const { workflow, version } = run;
  const end = await ports.code.run(
    {
      ...journal,
      file: step.file,
      workflow,
      version,
      step: step.name,
      key: effect.key,
      context: { ...contextOf(run, draft), comments },
      maxBytes: step.maxResultBytes,
    },
    {
      timeoutMs: step.timeoutMs ?? TIMEOUT_MS,
      signal,
      readFile: (fileId) => ports.readFile(run.rootId, fileId),
      record: (key, value) => ports.journal.record(effect, key, storable(value), signal),
    },
  );
  switch (end.type) {
    case "failed":
      throw new EffectFailure(end.error);
    case "suspended":
      return { asks: storable(end.asks as unknown as Json) as unknown as typeof end.asks };
    case "done":
      return {
        output: JSON.parse(end.json) as Json,
        by: { kind: "system", id: `${workflow}/${step.name}`, name: step.title },
      };
  }
}
