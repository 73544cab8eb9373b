import type { Context, DraftContent, RunState } from "./types";

/** What a step's functions see of a run. */
export function contextOf(
  { input, data, visits, startedBy }: Pick<RunState, "input" | "data" | "visits" | "startedBy">,
  draft: DraftContent | null,
): Context {
  return { input, outputs: data, visits, draft, startedBy };
}
