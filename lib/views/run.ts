import type { Starter } from "@/lib/words/people";
import type { Json, ReviewView, RunStatus, RunSummary, RunView } from "./views";

/** The open reviews of a run that wait for whoever reads it. */
export const asksOf = ({ reviews }: Pick<RunView, "reviews">): ReviewView[] => reviews.filter(({ may }) => may.answer);

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
  models: string[];
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
    limited: false,
    parentId: run.parentId,
    parentSeq: run.parentSeq,
    forkedFrom: run.forkedFrom,
    rootId: run.rootId,
    startedBy: run.startedBy,
    models: run.models,
    createdAt: run.createdAt.toISOString(),
    updatedAt: run.updatedAt.toISOString(),
  };
}
