import { rewoundTo } from "./curtains";
import { walk } from "./fail";
import { decidersAt, personId, withDeciders, withRewinders } from "./people";
import type { Program } from "./program";
import type { Progress } from "./progress";
import type { Actor, Checkpoint, DraftContent, EventOf } from "./types";

/** Ends the run for good; its reviews close. */
export function runCanceled(progress: Progress, event: EventOf<"run.canceled">): void {
  leaveVisit(progress, event.by);
  progress.record("run.canceled", event.by, { reason: event.reason });
  progress.change.run.error = null;
  progress.end("canceled");
}

/** Visits the failed step again. */
export function runRetried(program: Program, progress: Progress, event: EventOf<"run.retried">): void {
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
}

/** Makes an earlier visit again, with the data and the draft it began with. */
export function runRewound(program: Program, progress: Progress, event: EventOf<"run.rewound">): void {
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
}

/** As everybody reads it: who wrote it stands in its own row. */
function draftOf({ draft }: Checkpoint): DraftContent | null {
  return draft && { revision: draft.revision, content: draft.content, format: draft.format };
}

const requestOf = ({ requestId }: { requestId?: string }): { [key: string]: string } =>
  requestId === undefined ? {} : { requestId };

/** Begins at a visit of another run, with what that visit began with. */
export function runForked(program: Program, progress: Progress, event: EventOf<"run.forked">): void {
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
}

/** Whatever the run does or waits for now is over. */
function leaveVisit(progress: Progress, by: Actor): void {
  const { change, before } = progress;
  const { status } = change.run;
  if (before.run.joining && by.kind !== "system") change.family = { kind: "cut", seen: before.family.answers };
  progress.closeOpenReviews();
  progress.cancelBranches();
  if (status === "running" || status === "waiting") progress.closeVisit("canceled", {});
}
