import { inheritedFrom } from "@/lib/engine/curtains";
import { unstartedRun } from "@/lib/engine/start";
import type { Checkpoint, Outputs } from "@/lib/engine/types";
import { invalid } from "@/lib/errors";
import type { Principal } from "@/lib/views/people";
import type { RunView } from "@/lib/views/views";
import { beginRun } from "./begin-run";
import { unknownVersion } from "./blocked";
import { checkpointOf } from "./control-run";
import type { Ports } from "./ports";
import { actorOf } from "./present";
import { readOwnRun } from "./read-run";

interface ForkRequest {
  seq: number;
  /** Replaces outputs by step name. */
  data?: Outputs;
  /** For repeats of one request. */
  runId?: string;
}

/** Starts a new run that makes visit `seq` of another one, with the data and the draft that visit began with. */
export async function forkRun(ports: Ports, by: Principal, runId: string, request: ForkRequest): Promise<RunView> {
  const snapshot = await readOwnRun(ports, by, runId);
  const { run, now } = snapshot;
  const program = ports.registry.find(run.workflow, run.version);
  if (!program) throw unknownVersion(run);
  const from = await checkpointOf(ports, by, snapshot, request.seq);
  const unknown = Object.keys(request.data ?? {}).filter((name) => !program.steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    throw invalid(
      unknown.map((name) => ({ field: `data.${name}`, message: `There is no step "${name}" in ${run.workflow}.` })),
    );
  }
  const to: Checkpoint = { ...from, data: { ...from.data, ...request.data } };
  const unstarted = unstartedRun({
    id: request.runId ?? ports.newId(),
    workspaceId: run.workspaceId,
    workflow: run.workflow,
    version: run.version,
    input: run.input,
    model: run.model,
    startedBy: actorOf(by),
    now,
  });
  unstarted.run.forkedFrom = { runId, seq: request.seq };
  unstarted.run.people = inheritedFrom(run.people, request.seq);
  const comments = await ports.reads.commentsBefore(runId, request.seq);
  await ports.files.rows.share(run.rootId, unstarted.run.id);
  return (await beginRun(ports, by, unstarted, { type: "run.forked", by: actorOf(by), to, comments })).run;
}
