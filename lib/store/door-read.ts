import type { Pool } from "pg";
import type { KeptSignal } from "@/lib/engine/types";
import type { ReviewSnapshot, RunRecord, RunSnapshot } from "@/lib/operations/records";
import { RUN_COLUMNS, type ReviewRow, reviewJson, toReview } from "./rows";

const SNAPSHOT = `
  ${RUN_COLUMNS}, now() as now,
  coalesce(r.status = 'running' and r.lease_until <= now(), false) as "leaseExpired",
  d.content as "draftContent",
  case when r.status = 'waiting' then
    (select jsonb_agg(${reviewJson("o")} order by o.created_at, o.id)
      from reviews o where o.run_id = r.id and o.status = 'open')
  end as "openReviews",
  case when r.signals_kept > 0 then
    (select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'data', g.data) order by g.event_seq)
      from signals g where g.run_id = r.id and g.taken_by_seq is null)
  end as "keptSignals"`;

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
  keptSignals: KeptSignal[] | null;
}

interface ReviewSnapshotRow extends SnapshotRow {
  review: ReviewRow;
  reviewDraft: string | null;
}

/** The SELECT before every change: the run, its draft, its open reviews and the database's clock. */
export async function readRun(pool: Pool, runId: string): Promise<RunSnapshot | null> {
  const { rows } = await pool.query<SnapshotRow>({ name: "read_run", text: READ_RUN, values: [runId] });
  return rows[0] ? toSnapshot(rows[0]) : null;
}

export async function readReview(pool: Pool, reviewId: string): Promise<ReviewSnapshot | null> {
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

function toSnapshot({ now, leaseExpired, draftContent, openReviews, keptSignals, ...run }: SnapshotRow): RunSnapshot {
  return {
    run,
    openReviews: (openReviews ?? []).map(toReview),
    draft: draft(run.draftRevision, draftContent),
    keptSignals: keptSignals ?? [],
    leaseExpired,
    now,
  };
}

function draft(revision: number | null, content: string | null) {
  return revision === null || content === null ? null : { revision, content, format: "markdown" as const };
}
