import type { BranchFilter, PageRequest, ReviewFilter, RunFilter } from "@/lib/contract/requests";
import { outerName } from "@/lib/engine/definition/branches";
import { notFound } from "@/lib/errors";
import type { BranchView, Page, ReviewSummary, ReviewView, RunSummary, RunView, StepDetail } from "@/lib/views/views";
import { namesOf, type Principal } from "@/lib/words/people";
import { mayOf } from "./may-answer";
import { maySeeVisit, type Sight, seeingOf, seesVisit, sightOf } from "./may-see";
import type { Hidden, Ports } from "./ports";
import { presentReview, presentRun, presentSummary } from "./present";
import type { ReviewSnapshot, RunAccess, RunSnapshot } from "./records";

export async function getRun(ports: Ports, by: Principal, runId: string): Promise<RunView> {
  return presentRun(by, await readOwnRun(ports, by, runId));
}

/** A run that the caller may see; any other is not found. */
export async function readOwnRun(ports: Ports, by: Principal, runId: string): Promise<RunSnapshot> {
  const snapshot = await ports.door.readRun(runId);
  if (!snapshot || !sightOf(by, seeingOf(snapshot))) throw notFound("run");
  return snapshot;
}

export async function getReview(ports: Ports, by: Principal, reviewId: string): Promise<ReviewView> {
  const found = await readSeenReview(ports, by, reviewId);
  return presentReview(by, found.snapshot.run, found.review, found.reviewDraft);
}

/** A review that the caller may see; any other is not found. */
export async function readSeenReview(ports: Ports, by: Principal, reviewId: string): Promise<ReviewSnapshot> {
  const found = await ports.door.readReview(reviewId);
  if (!found || !maySeeVisit(by, seeingOf(found.snapshot), found.review)) throw notFound("review");
  return found;
}

export async function listRuns({ reads }: Ports, by: Principal, filter: RunFilter): Promise<Page<RunSummary>> {
  const { data, nextCursor } = await reads.listRuns(by, filter);
  const shown = data.flatMap(({ summary, seq, ...seeing }) => {
    // That they may see the run at all, the list has decided.
    const sight = sightOf(by, { ...seeing, asked: namesOf(by) });
    return sight ? [presentSummary(sight, summary, seq)] : [];
  });
  return { data: shown, nextCursor };
}

export async function listReviews({ reads }: Ports, by: Principal, filter: ReviewFilter): Promise<Page<ReviewSummary>> {
  const { data, nextCursor } = await reads.listReviews(by, filter);
  const shown = data.map(({ summary, people, deciders }) => {
    const { workspaceId } = by;
    const { step, status, assignee } = summary;
    const run = { people: { deciders: { [step.name]: deciders } } };
    return { ...summary, may: mayOf(by, run, { workspaceId, status, stepName: step.name, assignee, people }) };
  });
  return { data: shown, nextCursor };
}

/** What belongs to a run is seen by whoever may see the run, but for what is behind curtains. */
export async function listOfRun<T, P extends PageRequest>(
  ports: Ports,
  by: Principal,
  runId: string,
  page: P,
  list: (runId: string, page: P, hidden: Hidden) => Promise<Page<T>>,
  part: "hiddenVisits" | "hiddenEvents" | "hiddenDrafts",
): Promise<Page<T>> {
  const { sight } = await checkRun(ports, by, runId);
  return list(runId, page, sight[part]);
}

export async function listBranches(
  ports: Ports,
  by: Principal,
  runId: string,
  filter: BranchFilter,
): Promise<Page<BranchView>> {
  const { sight, run } = await checkRun(ports, by, runId);
  const { rootId } = run;
  const program = await ports.programs.find({ ...run, workflow: outerName(run.workflow) });
  const fieldsOf = (workflow: string) =>
    program?.inner.find((one) => one.workflow === workflow)?.input.fields.map(({ name }) => name) ?? [];
  const { data, nextCursor } = await ports.reads.listBranches(
    by,
    { id: runId, rootId, hidden: sight.hiddenVisits },
    filter,
    fieldsOf,
  );
  const shown = data.flatMap(({ branch, child }) => {
    if (!child) return [branch];
    const seen = sightOf(by, seeingOf({ run, asked: run.asked }, child.people));
    if (!seen) return [];
    return [seesVisit(seen, child.seq) ? branch : { ...branch, step: null, error: null }];
  });
  return { data: shown, nextCursor };
}

export async function getStep(ports: Ports, by: Principal, runId: string, seq: number): Promise<StepDetail> {
  const { sight } = await checkRun(ports, by, runId);
  if (!seesVisit(sight, seq)) throw notFound("visit");
  const [step, began] = await Promise.all([ports.reads.step(runId, seq), ports.reads.checkpoint(runId, seq)]);
  if (!step || !began) throw notFound("visit");
  return { ...step, began: { data: began.data, draftRevision: began.draft?.revision ?? null } };
}

/** Text of the visit being written, where that visit is not behind a curtain. */
export async function getLiveText(ports: Ports, by: Principal, runId: string) {
  const { sight } = await checkRun(ports, by, runId);
  const written = await ports.reads.liveText(runId);
  return written && seesVisit(sight, written.seq) ? written : null;
}

/** What the caller sees of a run; throws `not_found` where they may not know that it exists. */
export async function checkRun(
  { reads }: Ports,
  by: Principal,
  runId: string,
): Promise<{ sight: Sight; run: RunAccess }> {
  const run = await reads.accessOf(runId);
  const sight = run && sightOf(by, run);
  if (!run || !sight) throw notFound("run");
  return { sight, run };
}
