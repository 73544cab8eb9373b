import type { RunBundle } from "@/components/api/run-bundle";
import { holdpoint } from "@/lib/app";
import { NEWEST_DRAFTS } from "@/lib/views/limits";
import type { Principal } from "@/lib/words/people";
import { readAll } from "./read-all";

/** A run with its newest drafts, those up to the `shown` one, and its comments, as pages begin with it. */
export async function readBundle(by: Principal, runId: string, shown: number | null = null): Promise<RunBundle> {
  const { operations } = holdpoint();
  const request = { limit: NEWEST_DRAFTS, newestFirst: true };
  const [run, { data: newest }, comments] = await Promise.all([
    operations.getRun(by, runId),
    operations.listDrafts(by, runId, request),
    readAll((page) => operations.listComments(by, runId, page)),
  ]);
  const first = newest.at(-1)?.revision ?? 0;
  const older =
    shown !== null && shown < first
      ? (await operations.listDrafts(by, runId, { ...request, upTo: Math.min(shown, first - 1) })).data
      : [];
  return { run, drafts: [...older.toReversed(), ...newest.toReversed()], comments };
}
