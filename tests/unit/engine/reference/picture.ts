import type { Model } from "./model";
import type { Rows } from "./rows";
import { nameAt } from "./walk";

/** One picture of a run, taken of the model and of the rows: both must look the same. */
export function pictureOfModel(m: Model): object {
  return {
    ...{ status: m.status, version: String(m.version), at: m.at, name: m.at === null ? null : nameAt(m) },
    ...{ revision: m.revision, seq: m.seq, attempt: m.attempt, takeovers: m.takeovers, epoch: m.epoch },
    ...{ lease: m.lease, wakeAt: m.wakeAt, expiresAt: m.expiresAt, visits: m.visits, data: m.data },
    history: m.history.map(({ name, status, repeats }) => ({ name, status, repeats })),
    ...{ draft: m.draft, draftCount: m.draftCount, drafts: m.drafts, current: m.drafts[m.draft] ?? null },
    open: m.open,
    held: m.held,
    ...{ kept: m.kept, keptCount: m.kept.length, branches: m.branches, joining: m.branches.length > 0 },
    ...{ unwanted: m.unwanted, told: m.told, output: m.output, error: m.error, log: m.log },
  };
}

export function pictureOfRows({ snapshot, ...rows }: Rows): object {
  const { run, draft } = snapshot;
  const ms = (moment: Date | null) => moment?.getTime() ?? null;
  return {
    ...{ status: run.status, version: run.version, at: run.stepIndex, name: run.stepName },
    ...{ revision: run.revision, seq: run.seq, attempt: run.attempt, takeovers: run.takeovers, epoch: run.leaseEpoch },
    lease: rows.leaseUntil === null ? null : { owner: run.leaseOwner, until: rows.leaseUntil },
    ...{ wakeAt: ms(run.wakeAt), expiresAt: ms(run.expiresAt), visits: run.visits, data: run.data },
    history: rows.visits,
    ...{ draft: run.draftRevision, draftCount: run.draftCount, drafts: rows.drafts, current: draft?.content ?? null },
    open: snapshot.openReviews.map(({ key, dueAt, draftRevision }) => ({
      ...{ key, due: ms(dueAt), draft: draftRevision },
    })),
    held: run.held && (snapshot.heldAnswers ?? []).map(({ key, decision }) => ({ key, decision })),
    kept: snapshot.keptSignals.map(({ name, data }) => ({ name, data })),
    keptCount: run.signalsKept,
    branches: snapshot.branches.map(({ key, status, delivered }) => ({ key, status, delivered })),
    joining: run.joining,
    ...{ unwanted: rows.unwanted, told: rows.told, output: run.output, error: run.error?.code ?? null, log: rows.log },
  };
}
