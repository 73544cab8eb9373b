import { holdpoint } from "@/lib/app";
import type { RunStatus, RunSummary } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";

const pageSize = 50;

/** The first `pages` pages of runs, newest first, and the workflows they are of. */
export async function readRuns(by: Principal, status: RunStatus | undefined, pages: number) {
  const { operations } = holdpoint();
  const runs: RunSummary[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pages; page++) {
    const part = await operations.listRuns(by, { status, rootsOnly: true, limit: pageSize, cursor });
    runs.push(...part.data);
    cursor = part.nextCursor ?? undefined;
    if (cursor === undefined) break;
  }
  const workflows = await operations.listWorkflows(by);
  return {
    runs,
    workflows: new Map(workflows.map((workflow) => [workflow.name, workflow])),
    more: cursor !== undefined,
  };
}
