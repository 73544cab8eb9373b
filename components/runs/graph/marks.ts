import type { RunView, StepView } from "@/lib/views/views";

/** How far a run is with one step. */
export interface Mark {
  state: "ahead" | "visited" | "running" | "waiting" | "failed" | "canceled";
  visits: number;
  /** The newest visit, where its details are on the page. */
  seq: number | null;
}

/** What to say of each step: where the run is now is lit, what it has been at is counted. */
export function markOf(
  name: string,
  run: Pick<RunView, "status" | "step" | "visits">,
  newestFirst: Pick<StepView, "seq" | "step" | "status">[],
): Mark {
  const visits = run.visits[name] ?? 0;
  const last = newestFirst.find(({ step }) => step.name === name);
  const here = run.step?.name === name;
  const state =
    here && run.status !== "completed"
      ? run.status
      : visits === 0
        ? "ahead"
        : last?.status === "failed" || last?.status === "canceled"
          ? last.status
          : "visited";
  return { state, visits, seq: last?.seq ?? null };
}
