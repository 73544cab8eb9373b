import type { ForkedFrom } from "./fork";
import type { RunPeople } from "./people";
import type { Json, Outputs, RunError, RunStatus, Snapshot, Starter, Visit } from "./types";

/** The run as its row holds it. */
export interface RunState {
  id: string;
  workspaceId: string;
  workflow: string;
  version: string;
  status: RunStatus;
  revision: number;
  stepIndex: number | null;
  stepName: string | null;
  seq: number;
  /** The one it is at, or was at last; null before the first. */
  visit: Visit | null;
  attempt: number;
  takeovers: number;
  eventSeq: number;
  draftRevision: number;
  /** Drafts written so far; after a rewind the current one may be older. */
  draftCount: number;
  /** When a timer or a deadline is due. */
  wakeAt: Date | null;
  /** When the wait is given up, whatever it waits for. */
  expiresAt: Date | null;
  /** Signals that came before their wait. */
  signalsKept: number;
  /**
   * What came while nobody at hand knew its version: ids of answered reviews, in order; empty when only signals
   * did. Null when there is nothing to take up.
   */
  held: string[] | null;
  leaseOwner: string | null;
  leaseEpoch: number;
  model: string | null;
  /** Where it was started; null at doors that don't need to know. */
  door: string | null;
  /** The thread that it is a turn of, and which one, from 1. */
  threadId: string | null;
  turn: number | null;
  parentId: string | null;
  parentSeq: number | null;
  branchIndex: number | null;
  /** A branch of which only the first to end counts. */
  racing: boolean;
  /** Waits for its branches. */
  joining: boolean;
  rootId: string;
  forkedFrom: ForkedFrom | null;
  startedBy: Starter;
  people: RunPeople;
  /** Names of the models that wrote in it, in its branches, and in the run it is a branch of up to then. */
  models: string[];
  input: Json;
  data: Outputs;
  visits: Record<string, number>;
  output: Json;
  error: RunError | null;
}

/** What a run is born with; what is left out is nothing. */
interface Birth {
  id: string;
  workspaceId: string;
  workflow: string;
  version: string;
  input: Json;
  startedBy: Starter;
  model?: string | null;
  door?: string;
  thread?: { id: string; turn: number };
  people?: RunPeople;
  /** Of the run that it is forked from. */
  models?: string[];
  forkedFrom?: ForkedFrom;
  /** Where it is a branch. */
  parent?: { run: Pick<RunState, "id" | "rootId" | "seq" | "models">; index: number; racing: boolean };
}

/** A run before its first event. Every field by name: a copy of another object would cost more than all of it. */
export function newborn(birth: Birth): RunState {
  const { parent, thread } = birth;
  return {
    id: birth.id,
    workspaceId: birth.workspaceId,
    workflow: birth.workflow,
    version: birth.version,
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
    model: birth.model ?? null,
    door: birth.door ?? null,
    threadId: thread?.id ?? null,
    turn: thread?.turn ?? null,
    parentId: parent?.run.id ?? null,
    parentSeq: parent?.run.seq ?? null,
    branchIndex: parent?.index ?? null,
    racing: parent?.racing ?? false,
    joining: false,
    rootId: parent?.run.rootId ?? birth.id,
    forkedFrom: birth.forkedFrom ?? null,
    startedBy: birth.startedBy,
    people: birth.people ?? {},
    models: birth.models ?? parent?.run.models ?? [],
    input: birth.input ?? null,
    data: {},
    visits: {},
    output: null,
    error: null,
  };
}

/** The snapshot that a run's first event is applied to. */
export function unstartedRun(birth: Birth & { now: Date }): Snapshot {
  return {
    run: newborn(birth),
    draft: null,
    openReviews: [],
    keptSignals: [],
    branches: [],
    family: { answers: 0, cuts: 0 },
    raceLost: false,
    leaseExpired: false,
    now: birth.now,
  };
}
