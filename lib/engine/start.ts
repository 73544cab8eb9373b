import type { Visibility } from "./people";
import type { Json, RunState, Snapshot, Starter } from "./types";

/** A run before its first event; what `run.started` is applied to. */
export function unstartedRun(options: {
  id: string;
  workspaceId: string;
  workflow: string;
  version: string;
  input: Json;
  model: string | null;
  startedBy: Starter;
  door?: string;
  thread?: { id: string; turn: number };
  visibility?: Visibility | null;
  now: Date;
}): Snapshot {
  const { now, door = null, thread, visibility, ...given } = options;
  const run: RunState = {
    ...given,
    door,
    threadId: thread?.id ?? null,
    turn: thread?.turn ?? null,
    status: "running",
    revision: 0,
    stepIndex: null,
    stepName: null,
    seq: 0,
    visit: null,
    attempt: 1,
    takeovers: 0,
    eventSeq: 0,
    draftRevision: 0,
    draftCount: 0,
    wakeAt: null,
    expiresAt: null,
    signalsKept: 0,
    held: null,
    leaseOwner: null,
    leaseEpoch: 0,
    parentId: null,
    parentSeq: null,
    branchIndex: null,
    racing: false,
    joining: false,
    rootId: given.id,
    forkedFrom: null,
    people: visibility ? { visibility } : {},
    data: {},
    visits: {},
    output: null,
    error: null,
  };
  return {
    run,
    draft: null,
    openReviews: [],
    keptSignals: [],
    branches: [],
    family: { answers: 0, cuts: 0 },
    raceLost: false,
    leaseExpired: false,
    now,
  };
}
