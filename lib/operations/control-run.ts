import type { EngineEvent } from "@/lib/engine/events";
import type { Checkpoint, Json } from "@/lib/engine/types";
import { HoldpointError, invalid } from "@/lib/errors";
import type { RunView } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";
import { applyEvent, untilSettled } from "./apply-event";
import { checkAct } from "./check-act";
import { maySeeVisit, seeingOf } from "./may-see";
import type { Ports } from "./ports";
import { actorOf, presentCommitted, presentRun } from "./present";
import { readOwnRun } from "./read-run";
import type { RunSnapshot } from "./records";

/** Cancels a run that has not completed; canceling it again changes nothing. */
export function cancelRun(ports: Ports, by: Principal, runId: string, reason = ""): Promise<RunView> {
  return control(ports, by, runId, async (snapshot) => {
    const { run } = snapshot;
    await checkAct(ports, by, "cancel", snapshot);
    if (run.status === "canceled") return null;
    return { type: "run.canceled", by: actorOf(by), reason };
  });
}

/** Visits the failed step of a failed run again. A repeat under the same `requestId` changes nothing. */
export function retryRun(ports: Ports, by: Principal, runId: string, requestId?: string): Promise<RunView> {
  return control(ports, by, runId, async (snapshot) => {
    if (await wasDone(ports, runId, requestId)) return null;
    await checkAct(ports, by, "retry", snapshot);
    return { type: "run.retried", by: actorOf(by), requestId };
  });
}

/**
 * Makes visit `seq` again, with the data and the draft it began with. What came later stays in the history.
 * A repeat under the same `requestId` changes nothing.
 */
export function rewindRun(
  ports: Ports,
  by: Principal,
  runId: string,
  { seq, requestId }: { seq: number; requestId?: string },
): Promise<RunView> {
  return control(ports, by, runId, async (snapshot) => {
    if (await wasDone(ports, runId, requestId)) return null;
    const checkpoint = await checkpointOf(ports, by, snapshot, seq);
    await checkAct(ports, by, "rewind", snapshot, { seq });
    const to = { ...checkpoint, deciders: await decidersBefore(ports, runId, seq) };
    return { type: "run.rewound", by: actorOf(by), to, requestId };
  });
}

async function wasDone(ports: Ports, runId: string, requestId: string | undefined): Promise<boolean> {
  return requestId !== undefined && ports.reads.hasRequest(runId, requestId);
}

/** Tells a run something by name. The same `id` counts once. */
export async function signalRun(
  ports: Ports,
  by: Principal,
  runId: string,
  signal: { name: string; id?: string; data: Json },
): Promise<RunView> {
  const id = signal.id ?? ports.newId();
  return control(ports, by, runId, async (snapshot) => {
    await checkAct(ports, by, "signal", snapshot);
    if (await ports.reads.hasSignal(runId, id)) return null;
    return { type: "signal.received", id, name: signal.name, data: signal.data, by: actorOf(by) };
  });
}

/**
 * What visit `seq` began with, as far as the caller sees it. Visits of a version the run has left can't be made again:
 * steps and data differ.
 */
export async function checkpointOf(
  ports: Ports,
  by: Principal,
  snapshot: RunSnapshot,
  seq: number,
): Promise<Checkpoint> {
  const { run } = snapshot;
  const first = await ports.reads.migratedAt(run.id);
  const isSeen = maySeeVisit(by, seeingOf(snapshot), { seq });
  const to = isSeen ? await ports.reads.checkpoint(run.id, seq) : null;
  const problem =
    to === null
      ? `The run has no visit ${seq}. Its visits are listed under /steps.`
      : `Visit ${seq} was made before the run was migrated to its version. Choose visit ${first} or a later one.`;
  if (to === null || seq < first) throw invalid([{ field: "seq", message: problem }]);
  return to;
}

/**
 * Who had decided at each step when visit `seq` began, by step name; in branches too. Of a step that was visited several
 * times all count: which of its decisions a rewind has made void is not told apart.
 */
export async function decidersBefore(ports: Ports, runId: string, seq: number): Promise<Record<string, string[]>> {
  const [visits, reviews] = await Promise.all([
    ports.reads.visitsBefore(runId, seq),
    ports.reads.reviewsBelow(runId, "run"),
  ]);
  const nameAt = new Map(visits.map((visit) => [visit.seq, visit.stepName]));
  const deciders = new Map<string, string[]>();
  for (const { under, by } of reviews) {
    const name = nameAt.get(under);
    if (name === undefined || by?.kind !== "person") continue;
    deciders.set(name, [...new Set([...(deciders.get(name) ?? []), by.id])]);
  }
  return Object.fromEntries(deciders);
}

type Decide = (snapshot: RunSnapshot) => Promise<EngineEvent | null> | EngineEvent | null;

/** Reads and applies until it won; null from `decide` means that there is nothing left to do. */
export function control(ports: Ports, by: Principal, runId: string, decide: Decide): Promise<RunView> {
  return untilSettled(async () => {
    const snapshot = await readOwnRun(ports, by, runId);
    const event = await decide(snapshot);
    if (!event) return presentRun(by, snapshot);
    const outcome = await applyEvent(ports, snapshot, event);
    if (outcome.kind === "committed") return presentCommitted(by, snapshot, outcome.committed);
    if (outcome.kind === "ignored") {
      throw new HoldpointError("run_conflict", `That can't be done now: ${outcome.reason}. Nothing was changed.`, {
        runStatus: snapshot.run.status,
      });
    }
  });
}
