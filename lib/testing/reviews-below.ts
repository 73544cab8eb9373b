import type { ReviewBelow } from "@/lib/operations/records";
import { type RunRows, stored, type Tables } from "./rows";

/** What lib/store/reviews-below.ts reads of a run and its branches. */
export function reviewsBelow(tables: Tables, runId: string, under: number | null = null): ReviewBelow[] {
  const rows = tables.get(runId);
  if (!rows) return [];
  const own = rows.reviews.filter(({ status }) => status !== "canceled").map((review) => viewOf(rows, review, under));
  const inside = rows.branches.flatMap(({ childId, seq }) =>
    childId === null ? [] : reviewsBelow(tables, childId, under ?? seq),
  );
  return [...own, ...inside];
}

function viewOf({ run }: RunRows, review: RunRows["reviews"][number], under: number | null): ReviewBelow {
  const { id, workspaceId, runId, stepName, status, assignee, people, seq, decision } = review;
  const place = { id, workspaceId, runId, stepName, status, under: under ?? seq };
  return stored({ ...place, assignee, people, runPeople: run.people, by: decision?.by ?? null });
}

/** Those of the outermost race that the run is part of. */
export function reviewsOfRace(tables: Tables, runId: string): ReviewBelow[] {
  let race: { parentId: string | null; parentSeq: number | null } | null = null;
  for (let run = tables.get(runId)?.run; run; run = tables.get(run.parentId ?? "")?.run) if (run.racing) race = run;
  const { parentId, parentSeq } = race ?? { parentId: null, parentSeq: null };
  const branches = tables.get(parentId ?? "")?.branches.filter(({ seq }) => seq === parentSeq) ?? [];
  return branches.flatMap(({ childId, seq }) => (childId === null ? [] : reviewsBelow(tables, childId, seq)));
}
