import { draftOf } from "@/lib/engine/control";
import { walk } from "@/lib/engine/fail";
import type { Replaced } from "@/lib/engine/fork";
import type { Actor, Checkpoint, ReviewedComment } from "@/lib/engine/types";
import type { EventRule } from "./rule";
import { isUnborn } from "./run-started";

/** The first event of a run that repeats a visit of another one, with what that visit began with. */
export interface RunForked {
  type: "run.forked";
  by: Actor;
  to: Checkpoint;
  comments: ReviewedComment[];
  replaced: Replaced[];
}

export const runForked: EventRule<RunForked> = {
  outdated: isUnborn,
  apply(program, progress, event) {
    const { change } = progress;
    const { by, to } = event;
    const { runId = "", seq = to.seq } = change.run.forkedFrom ?? {};
    const step = program.steps[to.stepIndex]?.name ?? "";
    const replaced = event.replaced.map((one) => ({ ...one }));
    progress.record("run.forked", by, { runId, seq, step, ...(replaced.length > 0 ? { replaced } : {}) });
    change.run.data = { ...to.data };
    if (to.draft) {
      const { revision, content, by: author } = to.draft;
      // The draft keeps its number, so that what refers to it stays true.
      change.run.draftRevision = revision;
      change.run.draftCount = revision;
      change.drafts.push({ revision, seq: 0, content, by: author });
      change.draft = draftOf(to);
    }
    for (const comment of event.comments)
      change.comments.push({ ...comment, id: progress.newId(), seq: 0, reviewId: null });
    walk(program, progress, to.stepIndex);
    const first = progress.firstOpened();
    if (first) first.baseData = to.data;
  },
};
