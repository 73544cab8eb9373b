import type { Pool } from "pg";
import type { BranchState, HeldAnswer, KeptSignal } from "@/lib/engine/types";
import type { ReviewSnapshot, RunRecord, RunSnapshot } from "@/lib/operations/records";
import { isId } from "@/lib/views/ids";
import { type ReviewRow, RUN_COLUMNS, reviewJson, toReview } from "./rows";

const SNAPSHOT = `
  ${RUN_COLUMNS}, now() as now,
  coalesce(r.status = 'running' and r.lease_until <= now(), false) as "leaseExpired",
  d.content as "draftContent",
  case when r.status = 'waiting' then
    (select jsonb_agg(${reviewJson("o")} order by o.created_at, o.id)
      from reviews o where o.run_id = r.id and o.status = 'open')
  end as "openReviews",
  case when r.held is not null then
    (select jsonb_agg(jsonb_build_object('id', a.id, 'key', a.key, 'decision', a.decision))
      from reviews a where a.run_id = r.id and a.seq = r.seq and r.held ? a.id::text)
  end as "heldAnswers",
  case when r.signals_kept > 0 then
    (select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'data', g.data) order by g.event_seq)
      from signals g where g.run_id = r.id and g.taken_by_seq is null)
  end as "keptSignals",
  case when r.joining then
    (select jsonb_agg(jsonb_build_object('index', b.index, 'key', b.key, 'childId', b.child_id, 'status', b.status,
        'delivered', b.delivered, 'workflow', b.workflow, 'input', case when b.status = 'pending' then b.input end,
        'output', case when open.count = 0 or b.status = 'completed' and j.winner = b.index then b.output end,
        'error', b.error) order by b.index)
      from branches b join joins j on j.run_id = b.run_id and j.seq = b.seq,
        (select count(*) from branches o where o.run_id = r.id and o.seq = r.seq and o.status in ('pending', 'running')) open
      where b.run_id = r.id and b.seq = r.seq)
  end as "branches",
  case when r.joining and r.id = r.root_id then
    (select jsonb_agg(jsonb_build_object('review', ${reviewJson("o")}, 'content', p.content) order by o.created_at, o.id)
      from reviews o left join drafts p on p.run_id = o.run_id and p.revision = o.draft_revision
      where o.root_run_id = r.id and o.run_id <> r.id and o.status = 'open')
  end as "branchReviews",
  coalesce(r.racing and (select j.winner <> r.branch_index from joins j
    where j.run_id = r.parent_id and j.seq = r.parent_seq), false) as "raceLost"`;

const DRAFT = "left join drafts d on d.run_id = r.id and d.revision = r.draft_revision";

const READ_RUN = `select ${SNAPSHOT} from runs r ${DRAFT} where r.id = $1`;

const READ_REVIEW = `
  select ${SNAPSHOT}, ${reviewJson("v")} as review,
    case when v.draft_revision = r.draft_revision then d.content
      else (select content from drafts where run_id = v.run_id and revision = v.draft_revision)
    end as "reviewDraft"
  from reviews v join runs r on r.id = v.run_id ${DRAFT} where v.id = $1`;

interface SnapshotRow extends RunRecord {
  now: Date;
  leaseExpired: boolean;
  draftContent: string | null;
  openReviews: ReviewRow[] | null;
  heldAnswers: HeldAnswer[] | null;
  keptSignals: KeptSignal[] | null;
  branches: BranchState[] | null;
  raceLost: boolean;
  branchReviews: { review: ReviewRow; content: string | null }[] | null;
}

interface ReviewSnapshotRow extends SnapshotRow {
  review: ReviewRow;
  reviewDraft: string | null;
}

/** The SELECT before every change: the run, its draft, its open reviews and the database's clock. */
export async function readRun(pool: Pool, runId: string): Promise<RunSnapshot | null> {
  if (!isId(runId)) return null;
  const { rows } = await pool.query<SnapshotRow>({ name: "read_run", text: READ_RUN, values: [runId] });
  return rows[0] ? toSnapshot(rows[0]) : null;
}

export async function readReview(pool: Pool, reviewId: string): Promise<ReviewSnapshot | null> {
  if (!isId(reviewId)) return null;
  const { rows } = await pool.query<ReviewSnapshotRow>({ name: "read_review", text: READ_REVIEW, values: [reviewId] });
  if (!rows[0]) return null;
  const { review: reviewRow, reviewDraft, ...row } = rows[0];
  const review = toReview(reviewRow);
  return {
    review,
    reviewDraft: draft(review.draftRevision, reviewDraft),
    snapshot: toSnapshot(row),
  };
}

/** A run that begins has no row to read with the clock. */
export async function readClock(pool: Pool): Promise<Date> {
  const { rows } = await pool.query<{ now: Date }>({ name: "read_clock", text: "select now()" });
  if (!rows[0]) throw new Error("The database did not say what time it is.");
  return rows[0].now;
}

function toSnapshot(row: SnapshotRow): RunSnapshot {
  const { now, leaseExpired, draftContent, openReviews, keptSignals, branches, raceLost, branchReviews, ...rest } = row;
  const { heldAnswers, ...run } = rest;
  return {
    run,
    openReviews: (openReviews ?? []).map(toReview),
    ...(run.held && { heldAnswers: inOrder(run.held, heldAnswers ?? []) }),
    draft: draft(run.draftRevision, draftContent),
    keptSignals: keptSignals ?? [],
    branches: branches ?? [],
    raceLost,
    leaseExpired,
    now,
    branchReviews: (branchReviews ?? []).map(({ review, content }) => ({
      review: toReview(review),
      draft: draft(review.draftRevision, content),
    })),
  };
}

function inOrder(ids: string[], answers: HeldAnswer[]): HeldAnswer[] {
  return ids.flatMap((id) => answers.find((answer) => answer.id === id) ?? []);
}

function draft(revision: number | null, content: string | null) {
  return revision === null || content === null ? null : { revision, content, format: "markdown" as const };
}
