/** Every event of a run: one file each, one line here. */
import { type BranchEnded, branchEnded } from "./branch-ended";
import { type EffectFailed, effectFailed } from "./effect-failed";
import { type EffectSucceeded, effectSucceeded } from "./effect-succeeded";
import { type EffectSuspended, effectSuspended } from "./effect-suspended";
import { type LeaseClaimed, leaseClaimed } from "./lease-claimed";
import { type ReviewDecided, reviewDecided } from "./review-decided";
import { type ReviewRescheduled, reviewRescheduled } from "./review-rescheduled";
import type { EventRule } from "./rule";
import { type RunCanceled, runCanceled } from "./run-canceled";
import { type RunForked, runForked } from "./run-forked";
import { type RunMigrated, runMigrated } from "./run-migrated";
import { type RunResumed, runResumed } from "./run-resumed";
import { type RunRetried, runRetried } from "./run-retried";
import { type RunRewound, runRewound } from "./run-rewound";
import { type RunStarted, runStarted } from "./run-started";
import { type SignalReceived, signalReceived } from "./signal-received";
import { type TimePassed, timePassed } from "./time-passed";

export type EngineEvent =
  | RunStarted
  | RunForked
  | RunResumed
  | RunMigrated
  | RunRetried
  | RunRewound
  | RunCanceled
  | LeaseClaimed
  | EffectSucceeded
  | EffectFailed
  | EffectSuspended
  | ReviewDecided
  | ReviewRescheduled
  | TimePassed
  | SignalReceived
  | BranchEnded;

export type EventOf<T extends EngineEvent["type"]> = Extract<EngineEvent, { type: T }>;

const EVENTS: { [T in EngineEvent["type"]]: EventRule<EventOf<T>> } = {
  "run.started": runStarted,
  "run.forked": runForked,
  "run.resumed": runResumed,
  "run.migrated": runMigrated,
  "run.retried": runRetried,
  "run.rewound": runRewound,
  "run.canceled": runCanceled,
  "lease.claimed": leaseClaimed,
  "effect.succeeded": effectSucceeded,
  "effect.failed": effectFailed,
  "effect.suspended": effectSuspended,
  "review.decided": reviewDecided,
  "review.rescheduled": reviewRescheduled,
  "time.passed": timePassed,
  "signal.received": signalReceived,
  "branch.ended": branchEnded,
};

export const ruleOf = (event: EngineEvent) => EVENTS[event.type] as EventRule<EngineEvent>;

/** True for what can be taken note of without the program: an answer and a signal are held, a cancel is a cancel. */
export const needsNoProgram = (event: EngineEvent) => ruleOf(event).applyWithoutProgram !== undefined;
