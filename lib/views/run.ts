import type { Starter } from "./people";
import type { Json, RunStatus, RunSummary } from "./views";

interface RunFacts {
  id: string;
  workflow: string;
  version: string;
  status: RunStatus;
  stepIndex: number | null;
  stepName: string | null;
  input: Json;
  output: Json;
  error: RunSummary["error"];
  parentId: string | null;
  parentSeq: number | null;
  forkedFrom: RunSummary["forkedFrom"];
  rootId: string;
  startedBy: Starter;
  createdAt: Date;
  updatedAt: Date;
}

export function runSummary(run: RunFacts): RunSummary {
  return {
    id: run.id,
    workflow: run.workflow,
    version: run.version,
    status: run.status,
    step: run.stepIndex === null || run.stepName === null ? null : { index: run.stepIndex, name: run.stepName },
    input: run.input,
    output: run.output,
    error: run.error,
    blocked: null,
    parentId: run.parentId,
    parentSeq: run.parentSeq,
    forkedFrom: run.forkedFrom,
    rootId: run.rootId,
    startedBy: run.startedBy,
    createdAt: run.createdAt.toISOString(),
    updatedAt: run.updatedAt.toISOString(),
  };
}
