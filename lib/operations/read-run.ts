import type { BranchFilter, PageRequest } from "@/lib/contract/requests";
import { notFound } from "@/lib/errors";
import type { Principal } from "@/lib/views/people";
import type { BranchView, Page, ReviewView, RunView, StepDetail } from "@/lib/views/views";
import { mayAnswer } from "./permissions";
import type { Ports } from "./ports";
import { presentReview, presentRun } from "./present";
import type { RunSnapshot } from "./records";

export async function getRun(ports: Ports, by: Principal, runId: string): Promise<RunView> {
  return presentRun(by, await readOwnRun(ports, by, runId));
}

/** A run of the caller's workspace; any other is not found. */
export async function readOwnRun(ports: Ports, by: Principal, runId: string): Promise<RunSnapshot> {
  const snapshot = await ports.door.readRun(runId);
  if (snapshot?.run.workspaceId !== by.workspaceId) throw notFound("run");
  return snapshot;
}

export async function getReview(ports: Ports, by: Principal, reviewId: string): Promise<ReviewView> {
  const found = await ports.door.readReview(reviewId);
  if (!found || !mayAnswer(by, found.review)) throw notFound("review");
  return presentReview(found.review, found.reviewDraft);
}

/** What belongs to a run is seen by whoever may see the run. */
export async function listOfRun<T, P extends PageRequest>(
  ports: Ports,
  by: Principal,
  runId: string,
  page: P,
  list: (runId: string, page: P) => Promise<Page<T>>,
): Promise<Page<T>> {
  await checkRun(ports, by, runId);
  return list(runId, page);
}

export async function listBranches(
  { reads, registry }: Ports,
  by: Principal,
  runId: string,
  filter: BranchFilter,
): Promise<Page<BranchView>> {
  const run = await reads.programOfRun(runId);
  if (run?.workspaceId !== by.workspaceId) throw notFound("run");
  const { version, rootId } = run;
  const fieldsOf = (workflow: string) => registry.find(workflow, version)?.input.fields.map(({ name }) => name) ?? [];
  return reads.listBranches(by, { id: runId, rootId }, filter, fieldsOf);
}

export async function getStep(ports: Ports, by: Principal, runId: string, seq: number): Promise<StepDetail> {
  await checkRun(ports, by, runId);
  const [step, began] = await Promise.all([ports.reads.step(runId, seq), ports.reads.checkpoint(runId, seq)]);
  if (!step || !began) throw notFound("visit");
  return { ...step, began: { data: began.data, draftRevision: began.draft?.revision ?? null } };
}

export async function checkRun(ports: Ports, by: Principal, runId: string): Promise<void> {
  if ((await ports.reads.workspaceOfRun(runId)) !== by.workspaceId) throw notFound("run");
}
