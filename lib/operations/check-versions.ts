import { contextOf } from "@/lib/engine/context";
import { outerName } from "@/lib/engine/definition/branches";
import { SYSTEM } from "@/lib/engine/progress";
import { sameForm } from "@/lib/engine/same-form";
import type { Step } from "@/lib/engine/steps";
import type { FormStep } from "@/lib/engine/steps/form";
import { transition } from "@/lib/engine/transition";
import type { Snapshot } from "@/lib/engine/types";
import type { RunStatus } from "@/lib/views/views";
import { isStored } from "@/lib/workflow/programs";
import type { Registry } from "@/lib/workflow/registry";
import { needs } from "./blocked";

/**
 * What this code would do with a run.
 * - `runs`: its version is known, it goes on.
 * - `migrates`: the newest version takes it, at the step `to`.
 * - `stranded`: nobody could go on with it; `reason` says what is missing.
 */
export type Fate = { formChanged: boolean } & (
  | { kind: "runs" }
  | { kind: "migrates"; version: string; to: string | null }
  | { kind: "stranded"; reason: string }
);

/** Runs that share version, step, status and fate. */
export interface CheckedRuns {
  workflow: string;
  version: string;
  step: string | null;
  status: RunStatus;
  fate: Fate;
  count: number;
  /** Ids of the first three. */
  examples: string[];
}

const EXAMPLES = 3;

/** Puts runs together that have the same fate; add them one by one, then read `groups`. */
export class VersionCheck {
  private readonly byKey = new Map<string, CheckedRuns>();

  constructor(private readonly registry: Registry) {}

  add(snapshot: Snapshot): void {
    const { id, workflow, version, stepName: step, status } = snapshot.run;
    const fate = fateOf(this.registry, snapshot);
    const key = JSON.stringify([workflow, version, step, status, fate]);
    const group = this.byKey.get(key) ?? { workflow, version, step, status, fate, count: 0, examples: [] };
    group.count += 1;
    if (group.examples.length < EXAMPLES) group.examples.push(id);
    this.byKey.set(key, group);
  }

  groups(): CheckedRuns[] {
    const order = ({ workflow, version, step }: CheckedRuns) => `${workflow} ${version} ${step}`;
    return [...this.byKey.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  }
}

/** True for what must not be deployed like this: work under way that nobody could go on with. */
export function isStranded({ fate, status }: CheckedRuns): boolean {
  return fate.kind === "stranded" && status !== "failed";
}

function fateOf(registry: Registry, snapshot: Snapshot): Fate {
  const { run } = snapshot;
  const { workflow, version, seq } = run;
  // Any process can load it.
  if (isStored(version)) return { kind: "runs", formChanged: false };
  const program = registry.find(workflow, version);
  if (program) return { kind: "runs", formChanged: formChanged(program.steps[run.stepIndex ?? -1], snapshot) };
  const successor = registry.successor(workflow, version);
  if (!successor) return { kind: "stranded", formChanged: false, reason: missing(registry, workflow, version) };
  const event = { type: "run.migrated", by: SYSTEM, seq } as const;
  // What is being worked on now will be free when its process has ended.
  const change = transition(successor, { ...snapshot, leaseExpired: true }, event, () => "new");
  if ("ignored" in change) return { kind: "stranded", formChanged: false, reason: change.ignored };
  const { stepName: to } = change.run;
  return { kind: "migrates", version: successor.version, to, formChanged: change.openedReviews.length > 0 };
}

function missing(registry: Registry, workflow: string, version: string): string {
  const newest = registry.newest(outerName(workflow));
  if (!newest) return "there is no such workflow any more; keep its file, or cancel the runs";
  const from = Number.parseInt(version, 10);
  return `${needs(newest)} does not say how to migrate them; give it migrate: { from: ${from} }, or keep the old version beside it`;
}

/** True when an open review shows another form than the step would open now. */
function formChanged(step: Step | undefined, { run, openReviews, draft }: Snapshot): boolean {
  if (step?.kind !== "form" || openReviews.length === 0) return false;
  try {
    return differs(step, contextOf(run, draft), openReviews);
  } catch {
    return true;
  }
}

function differs(step: FormStep, context: Parameters<FormStep["reviews"]>[0], open: Snapshot["openReviews"]): boolean {
  const plans = step.reviews(context);
  return open.some(({ key, form }) => {
    const plan = plans.find((one) => one.key === key);
    return !plan || !sameForm(plan.form, form);
  });
}
