import { isOver } from "./idempotency";
import { remindAt } from "./reminder";
import { BORN, columnsOf, recordsetOf, valuesOf } from "./run-columns";

/** In other words than those of partial indexes, so that a review is found by its key also while few are open. */
export const isOpen = (review: string) => `${review}.status not in ('decided', 'expired', 'canceled')`;

/** What may go along with a change of a run. `$1` is the part's JSON in its row of `moved`, `$3` the ids of closed reviews. */
export const PARTS = {
  history: `
    insert into changes (run_id, event_seq, workspace_id, events, visits)
    select moved.id, moved.event_seq, moved.workspace_id, $1->'events', $1->'visits' from moved`,
  movedReviews: `
    update reviews v set step_index = x."stepIndex", step_name = x."stepName",
      visibility = coalesce(x.visibility, v.visibility),
      assignee_kind = coalesce(v.assignee_kind, x.assignee->>'kind'),
      assignee_id = coalesce(v.assignee_id, x.assignee->>'id')
    from moved, jsonb_to_record($1) as x(seq int, "stepIndex" int, "stepName" text, visibility text, assignee jsonb)
    where v.run_id = moved.id and v.seq = x.seq and v.status = 'open'`,
  openedReviews: `
    insert into reviews (id, workspace_id, run_id, root_run_id, workflow, seq, key, step_index, step_name, visit,
      status, draft_revision, people, visibility, assignee_kind, assignee_id, due_at, title, description, form, notify_at)
    select x.id, moved.workspace_id, moved.id, moved.root_id, moved.workflow, x.seq, x.key, x."stepIndex",
      x."stepName", x.visit, 'open', x."draftRevision", x.people, x.visibility, x.assignee->>'kind', x.assignee->>'id',
      x."dueAt", x.title, x.description, x.form, now() + x."notifyAfterMs" * interval '1 millisecond'
    from moved, jsonb_to_recordset($1) as x(id uuid, seq int, key text, "stepIndex" int, "stepName" text, visit int,
      "draftRevision" int, people jsonb, visibility text, assignee jsonb, "dueAt" timestamptz, title text, description text, form jsonb,
      "notifyAfterMs" float8)`,
  // "is true", because by its run the plan would go through all reviews that the run ever had.
  closedReviews: `
    update reviews v set status = x.status, decision = x.decision, closed_at = now(), notify_at = null
    from moved, jsonb_to_recordset($1) as x(id uuid, status text, decision jsonb)
    where v.id = any($3::uuid[]) and v.id = x.id and (v.run_id = moved.id) is true and ${isOpen("v")}`,
  drafts: `
    insert into drafts (run_id, workspace_id, revision, seq, format, by, content)
    select moved.id, moved.workspace_id, x.revision, x.seq, 'markdown', x.by, x.content
    from moved, jsonb_to_recordset($1) as x(revision int, seq int, by jsonb, content text)`,
  comments: `
    insert into comments (id, seq, workspace_id, run_id, review_id, draft_revision, by, text)
    select x.id, x.seq, moved.workspace_id, moved.id, x."reviewId", x."draftRevision", x.by, x.text
    from moved, jsonb_to_recordset($1) as x(id uuid, seq int, "reviewId" uuid, "draftRevision" int, by jsonb, text text)`,
  setAsideFrom: `
    update comments c set status = 'set_aside'
    from moved where c.run_id = moved.id and c.seq >= ($1 #>> '{}')::int and c.status = 'open'`,
  signals: `
    insert into signals (run_id, workspace_id, id, name, event_seq, taken_by_seq, by, data)
    select moved.id, moved.workspace_id, x.id, x.name, x."eventSeq", x."takenBySeq", x.by, coalesce(x.data, 'null')
    from moved, jsonb_to_recordset($1) as x(id text, name text, "eventSeq" int, "takenBySeq" int, by jsonb, data jsonb)`,
  takenSignals: `
    update signals g set taken_by_seq = x.seq
    from moved, jsonb_to_recordset($1) as x(id text, seq int) where g.run_id = moved.id and g.id = x.id`,
  joins: `
    insert into joins (run_id, seq, workspace_id)
    select moved.id, x.seq, moved.workspace_id from moved, jsonb_to_recordset($1) as x(seq int)`,
  branches: `
    insert into branches (run_id, seq, index, workspace_id, key, child_id, status, workflow, input)
    select moved.id, moved.seq, x.index, moved.workspace_id, x.key, x."childId",
      case when x."childId" is null then 'pending' else 'running' end, x.workflow, coalesce(x.input, 'null')
    from moved, jsonb_to_recordset($1) as x(index int, key text, "childId" uuid, workflow text, input jsonb)`,
  begunBranches: `
    update branches b set status = 'running', child_id = x."childId"
    from moved, jsonb_to_recordset($1) as x(index int, "childId" uuid)
    where b.run_id = moved.id and b.seq = moved.seq and b.index = x.index and b.status = 'pending'`,
  children: `
    insert into runs (id, revision, lease_until, ${columnsOf(BORN)})
    select x.id, 1, now(), ${valuesOf(BORN, "x")}
    from moved, jsonb_to_recordset($1) as x(id uuid, ${recordsetOf(BORN)})`,
  deliveredBranches: `
    update branches b set delivered = true
    from moved, jsonb_to_recordset($1) as x(seq int, index int)
    where b.run_id = moved.id and b.seq = x.seq and b.index = x.index`,
  cancelBranches: `
    update branches b set delivered = b.status <> 'running',
      status = case b.status when 'pending' then 'canceled' when 'running' then 'canceling' else b.status end
    from moved where b.run_id = moved.id and b.seq = ($1 #>> '{}')::int and b.status <> 'canceling'`,
  branchEnd: `
    update branches b set output = x.output, error = x.error,
      delivered = b.status = 'canceling',
      status = case b.status when 'canceling' then 'canceled' else x.status end
    from moved, jsonb_to_record($1) as x(status text, output jsonb, error jsonb)
    where b.run_id = moved.parent_id and b.seq = moved.parent_seq and b.index = moved.branch_index
      and b.status in ('running', 'canceling')`,
  // Alone in its statement; nothing is written where the other kind's count has moved on.
  family: `
    insert into families as f (run_id, workspace_id, answers, cuts)
    select moved.root_id, moved.workspace_id, ($1->>'kind' = 'answer')::int, ($1->>'kind' = 'cut')::int from moved
    on conflict (run_id) do update set answers = f.answers + excluded.answers, cuts = f.cuts + excluded.cuts
    where (select ($1->>'seen')::int from moved) = case when excluded.cuts = 0 then f.cuts else f.answers end
    returning 1`,
  rescheduledReviews: `
    update reviews v set due_at = x."dueAt",
      notify_at = case when v.told_at is null then v.notify_at else ${remindAt('x."dueAt"', "v.created_at")} end
    from moved, jsonb_to_recordset($1) as x(id uuid, "dueAt" timestamptz)
    where v.id = x.id and v.run_id = moved.id and v.status = 'open'`,
  // The response to the request that makes the change, with the moment of the change where `moment` stands for it.
  kept: `
    insert into idempotency_keys as k (principal, path, key, body_hash, resource_id, status, content_type, body)
    select x.principal, x.path, x.key, x."bodyHash", moved.id, x.status, x."contentType",
      replace(x.body, x.moment, to_char(moved.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    from moved, jsonb_to_record($1) as x(principal text, path text, key text, "bodyHash" text, status int,
      "contentType" text, body text, moment text)
    on conflict (principal, path, key) do update set body_hash = excluded.body_hash, resource_id = excluded.resource_id,
      status = excluded.status, content_type = excluded.content_type, body = excluded.body, locked_until = null,
      created_at = now()
    where ${isOver("k")}
    returning 1`,
} as const;

/** Nobody was answered under the key that `x` claims; looked up by itself, since a join would go through all keys. */
export const IS_FREE = `(select true from idempotency_keys k where k.principal = x.kept->>'principal'
  and k.path = x.kept->>'path' and k.key = x.kept->>'key' and not ${isOver("k")}) is null`;

export type Part = keyof typeof PARTS;

export const ORDER = Object.keys(PARTS) as Part[];
