import type { Pool } from "pg";
import type { RunPeople } from "@/lib/engine/people";
import type { BranchState, HeldAnswer, KeptSignal } from "@/lib/engine/types";
import type { ReviewRecord, ReviewSnapshot, RunSnapshot } from "@/lib/operations/records";
import { isId } from "@/lib/words/ids";
import type { DatabaseClock } from "./database-clock";
import { isOpen } from "./door-parts";
import { keptOutputs, keptVisit } from "./draft-text";
import { type JsonRow, reviewJson, runJson, toReview, toRun } from "./rows";
import type { Statement } from "./statement";
import { together } from "./together";
import { askedNames, assigneeJson } from "./visible";

const DRAFT = "left join drafts d on d.run_id = r.id and d.revision = r.draft_revision";

/** Open reviews are those of the current visit. */
const OTHERS = (but: string) => `
  case when r.status = 'waiting' then
    (select json_agg(${reviewJson("o")} order by o.created_at, o.id)
      from reviews o where o.run_id = r.id and o.seq = r.seq and ${isOpen("o")}${but})
  end`;

/**
 * The run that this one is a branch of, or a branch of a branch, goes on without it, or has ended; its own door has not
 * heard of it yet. Each row is asked for by its key alone ("offset 0"): a join would be planned for tables still small.
 */
const IS_UNWANTED = `
  case when r.parent_id is null then false else (
    with recursive up(parent_id, parent_seq, branch_index) as (
      select r.parent_id, r.parent_seq, r.branch_index
      union all
      select p.parent_id, p.parent_seq, p.branch_index from up
        cross join lateral (select * from runs above where above.id = up.parent_id offset 0) p)
    select coalesce(bool_or((select b.status = 'canceling' from branches b
      where b.run_id = up.parent_id and b.seq = up.parent_seq and b.index = up.branch_index)), false) from up)
  end`;

const FAMILY = `case when r.joining or r.parent_id is not null then
  (select json_build_array(f.answers, f.cuts) from families f where f.run_id = r.root_id) end`;

/** What most changes need: a run without branches, races, held answers and kept signals. */
const CORE = `${runJson("r")}, d.content, now(),
  coalesce(r.status = 'running' and r.lease_until <= now(), false),
  r.joining or r.racing or r.held is not null or r.signals_kept > 0, ${IS_UNWANTED},
  ${askedNames("r", "json_agg")}, ${FAMILY}`;

/** And the rest of those that have more. */
const MORE = `,
  case when r.held is not null then
    (select jsonb_agg(jsonb_build_object('id', a.id, 'key', a.key, 'decision', a.decision,
        'assignee', ${assigneeJson("a")}))
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
        'error', b.error,
        'people', coalesce(c.people, '{}'), 'models', coalesce(c.models, '[]')) order by b.index)
      from branches b join joins j on j.run_id = b.run_id and j.seq = b.seq left join runs c on c.id = b.child_id,
        (select count(*) from branches o where o.run_id = r.id and o.seq = r.seq and o.status in ('pending', 'running')) open
      where b.run_id = r.id and b.seq = r.seq)
  end as "branches",
  case when r.joining and r.id = r.root_id then
    (select json_agg(json_build_array(${reviewJson("o")}, p.content, case
          when o.visibility is not null or o.people is not null then (select c.people from runs c where c.id = o.run_id)
        end) order by o.created_at, o.id)
      from reviews o left join drafts p on p.run_id = o.run_id and p.revision = o.draft_revision
      where o.root_run_id = r.id and o.run_id <> o.root_run_id and o.status = 'open')
  end as "branchReviews",
  coalesce(r.racing and (select j.winner <> r.branch_index from joins j
    where j.run_id = r.parent_id and j.seq = r.parent_seq), false) as "raceLost"`;

const runs = (more: string) => `
  select json_build_array(${CORE}, ${OTHERS("")}) as found${more}
  from runs r ${DRAFT} where r.id = any($1::uuid[])`;

const review = (more: string, which: string) => `
  select json_build_array(${CORE}, ${OTHERS(" and o.id <> v.id")}, ${reviewJson("v")},
    case when v.draft_revision is distinct from r.draft_revision
      then (select content from drafts where run_id = v.run_id and revision = v.draft_revision) end) as found${more}
  from reviews v join runs r on r.id = v.run_id ${DRAFT} where v.id ${which}`;

/** A review with its run as a value in another statement, for `alongside`. */
export const reviewBy = (id: string) => `(${review("", `= ${id}`)})`;

const READ_RUNS = { name: "read_runs", text: runs("") };
const READ_RUNS_ALL = { name: "read_runs_all", text: runs(MORE) };
const READ_REVIEWS = { name: "read_reviews", text: review("", "= any($1::uuid[])") };
const READ_REVIEWS_ALL = { name: "read_reviews_all", text: review(MORE, "= any($1::uuid[])") };

export type Found = [
  run: JsonRow,
  content: string | null,
  now: string,
  leaseExpired: boolean,
  hasMore: boolean,
  isUnwanted: boolean,
  asked: string[] | null,
  family: [answers: number, cuts: number] | null,
  open: JsonRow[] | null,
  /** Only where a review was asked for. */
  review: JsonRow,
  otherContent: string | null,
];

interface More {
  heldAnswers: HeldAnswer[] | null;
  keptSignals: KeptSignal[] | null;
  branches: BranchState[] | null;
  branchReviews: [review: JsonRow, content: string | null, people: RunPeople | null][] | null;
  raceLost: boolean;
}

type Row = { found: Found } & Partial<More>;

/** The SELECT before every change; those that come together share one. Each is of one moment, by the database's clock. */
export function doorReads(pool: Pool, clock: DatabaseClock) {
  const reader = (few: Statement, all: Statement, idOf: (found: Found) => unknown) => {
    const read = together<string, Row | null>({
      ask: async (ids) => {
        const sent = performance.now();
        const { rows } = await pool.query<Row>({ ...few, values: [ids] });
        if (rows[0]) clock.seen(new Date(rows[0].found[2]), sent);
        const byId = new Map(rows.map((row) => [idOf(row.found), row]));
        return ids.map((id) => byId.get(id) ?? null);
      },
      // Who reads the same gets rows of their own.
      familyOf: (id) => id,
    });
    return async (id: string): Promise<Row | null> => {
      if (!isId(id)) return null;
      const row = await read(id.toLowerCase());
      const hasMore = row?.found[4] ?? false;
      return hasMore ? ((await pool.query<Row>({ ...all, values: [[id]] })).rows[0] ?? null) : row;
    };
  };
  const findRun = reader(READ_RUNS, READ_RUNS_ALL, ([[id]]) => id);
  const findReview = reader(READ_REVIEWS, READ_REVIEWS_ALL, ({ 9: [id] }) => id);
  return {
    /** The run, its draft, its open reviews and the database's clock. */
    async readRun(runId: string): Promise<RunSnapshot | null> {
      const row = await findRun(runId);
      return row && toSnapshot(row);
    },
    async readReview(reviewId: string): Promise<ReviewSnapshot | null> {
      const row = await findReview(reviewId);
      return row && toReviewSnapshot(row);
    },
  };
}

/** What `reviewBy` found; null where there is none, and where there is more to read of its run. */
export const alongside = (found: Found | null): ReviewSnapshot | null =>
  found === null || found[4] ? null : toReviewSnapshot({ found });

function toReviewSnapshot(row: Row): ReviewSnapshot {
  const review = toReview(row.found[9]);
  const snapshot = toSnapshot(row);
  if (review.status === "open" && snapshot.run.status === "waiting") {
    snapshot.openReviews = [...snapshot.openReviews, review].sort(byAge);
  }
  const shown = review.draftRevision === snapshot.run.draftRevision ? row.found[1] : row.found[10];
  return { review, reviewDraft: draft(review.draftRevision, shown), snapshot };
}

function toSnapshot({ found, ...more }: Row): RunSnapshot {
  const [runRow, content, now, leaseExpired, , isUnwanted, asked, family, open] = found;
  const run = toRun(runRow);
  // Only the current draft is ever named in a run's own row.
  run.data = keptOutputs(run.data, () => content);
  run.visit = run.visit && keptVisit(run.visit, () => content);
  return {
    run,
    openReviews: (open ?? []).map(toReview),
    ...(run.held && { heldAnswers: inOrder(run.held, more.heldAnswers ?? []) }),
    draft: draft(run.draftRevision, content),
    keptSignals: more.keptSignals ?? [],
    branches: more.branches ?? [],
    family: { answers: family?.[0] ?? 0, cuts: family?.[1] ?? 0 },
    raceLost: isUnwanted || (more.raceLost ?? false),
    leaseExpired,
    now: new Date(now),
    branchReviews: (more.branchReviews ?? []).map(([row, content, people]) => {
      const review = toReview(row);
      return { review, draft: draft(review.draftRevision, content), people: people ?? {} };
    }),
    asked: asked ?? [],
  };
}

const byAge = (a: ReviewRecord, b: ReviewRecord) =>
  a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1);

function inOrder(ids: string[], answers: HeldAnswer[]): HeldAnswer[] {
  return ids.flatMap((id) => answers.find((answer) => answer.id === id) ?? []);
}

function draft(revision: number | null, content: string | null) {
  return revision === null || content === null ? null : { revision, content, format: "markdown" as const };
}
