import { inheritedFrom } from "@/lib/engine/curtains";
import type { Replaced } from "@/lib/engine/fork";
import { unstartedRun } from "@/lib/engine/newborn";
import { ownersOf } from "@/lib/engine/people";
import type { Program } from "@/lib/engine/program";
import type { Checkpoint, Json, Outputs } from "@/lib/engine/types";
import { invalid } from "@/lib/errors";
import type { RunView } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";
import { beginRun } from "./begin-run";
import { unknownVersion } from "./blocked";
import { checkAct } from "./check-act";
import { checkpointOf, decidersBefore } from "./control-run";
import { beginsTooLate, mayNotReplace } from "./fork-bounds";
import { forbidden } from "./may-act";
import type { Ports } from "./ports";
import { actorOf, starterOf } from "./present";
import { readOwnRun } from "./read-run";
import type { RunRecord } from "./records";

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
  const { seq, data = {} } = request;
  await checkAct(ports, by, "fork", snapshot, { seq, withData: Object.keys(data).length > 0 });
  const program = await ports.programs.find(run);
  if (!program) throw unknownVersion(run);
  const from = await checkpointOf(ports, by, snapshot, seq);
  checkNames(program, run, data);
  await checkBounds(ports, runId, program, seq, data);
  const replaced = Object.entries(data).map(([step, after]) => ({ step, before: outputOf(from, step), after }));
  const deciders = await decidersBefore(ports, runId, seq);
  const unstarted = unstartedRun({
    id: request.runId ?? ports.newId(),
    workspaceId: run.workspaceId,
    workflow: run.workflow,
    version: run.version,
    input: run.input,
    model: run.model,
    startedBy: starterOf(by, run.startedBy.hops),
    people: {
      ...inheritedFrom(run.people, seq),
      starters: ownersOf(run),
      ...(run.people.rewinders && { rewinders: run.people.rewinders }),
      ...(Object.keys(deciders).length > 0 && { deciders }),
    },
    models: run.models,
    forkedFrom: { runId, seq, ...namesOf(replaced) },
    now,
  });
  const comments = await ports.reads.commentsBefore(runId, seq);
  await ports.files.rows.share(run.rootId, unstarted.run.id);
  const to: Checkpoint = { ...from, data: { ...from.data, ...data } };
  const event = { type: "run.forked", by: actorOf(by), to, comments, replaced } as const;
  return (await beginRun(ports, by, unstarted, event)).run;
}

const outputOf = ({ data }: Checkpoint, step: string): Json =>
  Object.hasOwn(data, step) ? (data[step] as Json) : null;

const namesOf = (replaced: Replaced[]) => (replaced.length > 0 ? { replaced: replaced.map(({ step }) => step) } : {});

function checkNames(program: Program, run: RunRecord, data: Outputs): void {
  const unknown = Object.keys(data).filter((name) => !program.steps.some((step) => step.name === name));
  if (unknown.length === 0) return;
  throw invalid(
    unknown.map((name) => ({ field: `data.${name}`, message: `There is no step "${name}" in ${run.workflow}.` })),
  );
}

/** What people decided is neither replaced nor used again, whoever forks. */
async function checkBounds(ports: Ports, runId: string, program: Program, seq: number, data: Outputs): Promise<void> {
  const [visits, reviews] = await Promise.all([
    ports.reads.visitsBefore(runId, seq),
    ports.reads.reviewsBelow(runId, "run"),
  ]);
  const source = { program, seq, visits, reviews };
  const reason = beginsTooLate(source) ?? mayNotReplace(source, data);
  if (reason !== null) throw forbidden(reason, { act: "fork" });
}
