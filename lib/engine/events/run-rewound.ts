import { draftOf, leaveVisit, requestOf } from "@/lib/engine/control";
import { rewoundTo } from "@/lib/engine/curtains";
import { walk } from "@/lib/engine/fail";
import { FAILED_BRANCH, statusIs } from "@/lib/engine/ignored";
import { personId, withRewinders } from "@/lib/engine/people";
import type { Actor, Checkpoint } from "@/lib/engine/types";
import type { EventRule } from "./rule";

export interface RunRewound {
  type: "run.rewound";
  by: Actor;
  to: Checkpoint;
  requestId?: string;
}

/** Makes an earlier visit again, with the data and the draft it began with. */
export const runRewound: EventRule<RunRewound> = {
  outdated({ run: { status, parentId } }) {
    if (status === "completed" || status === "canceled") return statusIs(status);
    return status === "failed" && parentId !== null ? FAILED_BRANCH : null;
  },
  apply(program, progress, event) {
    const { change } = progress;
    const { to } = event;
    leaveVisit(progress, event.by);
    change.run.people = rewoundTo(change.run, to.seq);
    progress.record("run.rewound", event.by, {
      seq: to.seq,
      step: program.steps[to.stepIndex]?.name ?? "",
      ...requestOf(event),
    });
    change.run.error = null;
    const { deciders = change.run.people.deciders } = to;
    change.run.people = withRewinders({ ...change.run.people, ...(deciders && { deciders }) }, personId(event.by));
    change.run.data = { ...to.data };
    change.run.draftRevision = to.draft?.revision ?? 0;
    change.setAsideFrom = to.seq;
    change.draft = draftOf(to);
    change.lease = { kind: "none" };
    walk(program, progress, to.stepIndex);
    const again = progress.firstOpened();
    if (again) again.baseData = to.data;
  },
};
