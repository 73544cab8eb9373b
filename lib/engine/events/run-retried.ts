import { requestOf } from "@/lib/engine/control";
import { walk } from "@/lib/engine/fail";
import { FAILED_BRANCH, statusIs } from "@/lib/engine/ignored";
import { decidersAt, withDeciders } from "@/lib/engine/people";
import type { Actor } from "@/lib/engine/types";
import type { EventRule } from "./rule";

export interface RunRetried {
  type: "run.retried";
  by: Actor;
  requestId?: string;
}

/** Visits the failed step again. */
export const runRetried: EventRule<RunRetried> = {
  outdated({ run }) {
    if (run.status !== "failed") return statusIs(run.status);
    return run.parentId === null ? null : FAILED_BRANCH;
  },
  apply(program, progress, event) {
    const { run } = progress.change;
    const failed = run.visit;
    progress.record("run.retried", event.by, { step: run.stepName, ...requestOf(event) });
    run.error = null;
    walk(program, progress, run.stepIndex ?? 0);
    // Answers to the failed visit still count, and with them who gave them.
    const step = failed?.stepName ?? "";
    run.people = withDeciders(run.people, step, decidersAt(progress.before.run, step));
    const again = progress.firstOpened();
    if (again && failed) again.repeats = [...failed.repeats, failed.seq];
  },
};
