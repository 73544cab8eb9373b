import type { RunBundle } from "@/components/api/run-bundle";
import { holdpoint } from "@/lib/app";
import type { Principal } from "@/lib/views/people";
import { readAll } from "./read-all";

/** A run with its drafts and comments, as pages begin with it. */
export async function readBundle(by: Principal, runId: string): Promise<RunBundle> {
  const { operations } = holdpoint();
  const [run, drafts, comments] = await Promise.all([
    operations.getRun(by, runId),
    readAll((page) => operations.listDrafts(by, runId, page)),
    readAll((page) => operations.listComments(by, runId, page)),
  ]);
  return { run, drafts, comments };
}
