import type { Registry } from "@/lib/workflow/registry";
import type { RetentionStore } from "./ports";

const AT_ONCE = 20;
const DAY_MS = 86_400_000;

interface RemovalPorts {
  retention: RetentionStore;
  registry: Pick<Registry, "newest">;
}

interface RemovalOptions {
  /** How long ended runs are kept where their workflow does not say; null is for ever. */
  retentionMs: number | null;
  log(line: string): void;
  /** Stops after the batch under way. */
  signal: AbortSignal;
}

/**
 * Removes runs that ended longer ago than they are to be kept, with their branches and all that belongs to them.
 * What is running or waiting is never touched, however old it is.
 */
export async function removeEndedRuns(
  { retention, registry }: RemovalPorts,
  { retentionMs, log, signal }: RemovalOptions,
): Promise<void> {
  for (const workflow of await retention.workflows()) {
    const keptMs = registry.newest(workflow)?.retentionMs ?? retentionMs ?? Number.POSITIVE_INFINITY;
    if (!Number.isFinite(keptMs)) continue;
    const removed = { runs: 0, branches: 0 };
    let more = true;
    try {
      while (more && !signal.aborted) {
        const batch = await retention.removeEnded(workflow, keptMs, AT_ONCE);
        removed.runs += batch.runs;
        removed.branches += batch.branches;
        more = batch.runs === AT_ONCE;
      }
    } catch (error) {
      // Runs of other workflows do not wait for these.
      log(`Ended runs of ${workflow} could not be removed, trying again later: ${String(error)}`);
    }
    if (removed.runs > 0) log(removalLine(workflow, removed, keptMs));
  }
}

function removalLine(workflow: string, { runs, branches }: { runs: number; branches: number }, keptMs: number): string {
  const days = Math.round((keptMs / DAY_MS) * 10) / 10;
  const with_ = branches > 0 ? `, with ${branches} ${branches === 1 ? "branch" : "branches"}` : "";
  return `Removed ${runs} ${runs === 1 ? "run" : "runs"} of ${workflow}${with_}: ended more than ${days} ${days === 1 ? "day" : "days"} ago.`;
}
