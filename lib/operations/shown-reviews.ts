import type { ShownReview } from "@/lib/contract/requests";
import { notFound } from "@/lib/errors";
import type { RunView } from "@/lib/views/views";
import { isId } from "@/lib/words/ids";
import type { Principal } from "@/lib/words/people";
import { decisionSentence } from "./decide-review";
import type { Ports } from "./ports";
import { checkRun, getRun } from "./read-run";

/** Remembers what a door just showed the caller of a run; an answer there that names no review is about this. */
export async function noteShown(
  ports: Ports,
  by: Principal,
  { runId, door, reviews }: { runId: string; door: string; reviews: ShownReview[] },
): Promise<void> {
  await ports.reads.saveShown({ runId, door, userId: by.userId, workspaceId: by.workspaceId }, reviews);
}

/** What it showed last; null when it never showed the caller this run. */
export async function lastShown(
  ports: Ports,
  by: Principal,
  { runId, door }: { runId: string; door: string },
): Promise<ShownReview[] | null> {
  if (!isId(runId)) return null;
  return ports.reads.lastShown({ runId, door, userId: by.userId, workspaceId: by.workspaceId });
}

/** The newest run that the caller started at a door. */
export async function latestRun(ports: Ports, by: Principal, door: string): Promise<RunView> {
  const runId = await ports.reads.latestRun(by, door);
  if (runId === null) throw notFound("run");
  return getRun(ports, by, runId);
}

/** Who answered last in this run, with what and when, as a sentence; null when nobody has. */
export async function lastDecision(ports: Ports, by: Principal, runId: string): Promise<string | null> {
  const { sight } = await checkRun(ports, by, runId);
  const decided = await ports.reads.lastDecided(runId, sight.hiddenVisits);
  return decided && decisionSentence(decided.form, decided.decision);
}
