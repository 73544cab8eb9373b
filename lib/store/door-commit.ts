import type { Pool } from "pg";
import type { Change, LeaseChange } from "@/lib/engine/change";
import type { Committed } from "@/lib/operations/records";
import { remindAt } from "./reminder";

/**
 * The one statement of a state change. It moves the run where its revision is still the one that was
 * read (or makes it), and from that row writes everything else. No row moved: nothing is written.
 */

const MOVED = `id, workspace_id, root_id, workflow, version, seq, parent_id, parent_seq, branch_index, started_by,
    created_at, updated_at`;

const MOVE = `
  update runs set
    status = $3, revision = $2 + 1, step_index = $4, step_name = $5, seq = $6, attempt = $7, takeovers = $8,
    event_seq = $9, draft_revision = $10, lease_owner = $11, lease_epoch = $12,
    lease_until = case $13 when 'keep' then lease_until when 'none' then null
      else now() + $14::float8 * interval '1 millisecond' end,
    data = $15, visits = $16, output = $17, error = $18, updated_at = now(),
    draft_count = $19, wake_at = $20, expires_at = $21, signals_kept = $22, joining = $23,
    held = $24, version = $25,
    ended_at = case when $3 in ('completed', 'failed', 'canceled') then coalesce(ended_at, now()) end
  where id = $1 and revision = $2
  returning ${MOVED}`;

const START = `
  insert into runs (id, revision, status, step_index, step_name, seq, attempt, takeovers, event_seq, draft_revision,
    lease_owner, lease_epoch, lease_until, data, visits, output, error, ended_at,
    draft_count, wake_at, expires_at, signals_kept, joining, held, version,
    workspace_id, workflow, model, parent_id, parent_seq, root_id, started_by, input, forked_from, door, thread_id, turn)
  values ($1, $2 + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
    case when $13 = 'none' then null else now() + $14::float8 * interval '1 millisecond' end,
    $15, $16, $17, $18, case when $3 in ('completed', 'failed', 'canceled') then now() end,
    $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37)
  on conflict (id) do nothing
  returning ${MOVED}`;

/** What may go along with the run; each takes one JSON parameter. */
const PARTS = {
  stepUpdate: `
    update step_executions s set status = x.status, attempt = x.attempt, output = x.output, error = x.error,
      input = coalesce(x.input, s.input), model = x.model, tokens_in = x."tokensIn", tokens_out = x."tokensOut",
      ended_at = case when x.status not in ('running', 'waiting') then now() end
    from moved, jsonb_to_record($1) as x(seq int, status text, attempt int, input jsonb, output jsonb, error jsonb,
      model text, "tokensIn" int, "tokensOut" int)
    where s.run_id = moved.id and s.seq = x.seq`,
  movedVisit: `
    update step_executions s set step_index = x."stepIndex", step_name = x."stepName", base_data = x."baseData"
    from moved, jsonb_to_record($1) as x(seq int, "stepIndex" int, "stepName" text, "baseData" jsonb)
    where s.run_id = moved.id and s.seq = x.seq`,
  movedReviews: `
    update reviews v set step_index = x."stepIndex", step_name = x."stepName"
    from moved, jsonb_to_record($1) as x(seq int, "stepIndex" int, "stepName" text)
    where v.run_id = moved.id and v.seq = x.seq and v.status = 'open'`,
  steps: `
    insert into step_executions (run_id, workspace_id, seq, step_index, step_name, kind, visit, attempt, status,
      draft_revision, retry_of, base_data, ended_at, output, error)
    select moved.id, moved.workspace_id, x.seq, x."stepIndex", x."stepName", x.kind, x.visit, x.attempt, x.status,
      x."draftRevision", x."retryOf", x."baseData", case when x.status not in ('running', 'waiting') then now() end, x.output, x.error
    from moved, jsonb_to_recordset($1) as x(seq int, "stepIndex" int, "stepName" text, kind text, visit int,
      attempt int, status text, "draftRevision" int, "retryOf" int, "baseData" jsonb, output jsonb, error jsonb)`,
  openedReviews: `
    insert into reviews (id, workspace_id, run_id, root_run_id, workflow, seq, key, step_index, step_name, visit,
      status, draft_revision, assignee_kind, assignee_id, due_at, title, description, form, notify_at)
    select x.id, moved.workspace_id, moved.id, moved.root_id, moved.workflow, x.seq, x.key, x."stepIndex",
      x."stepName", x.visit, 'open', x."draftRevision", x.assignee->>'kind', x.assignee->>'id',
      x."dueAt", x.title, x.description, x.form, now() + x."notifyAfterMs" * interval '1 millisecond'
    from moved, jsonb_to_recordset($1) as x(id uuid, seq int, key text, "stepIndex" int, "stepName" text, visit int,
      "draftRevision" int, assignee jsonb, "dueAt" timestamptz, title text, description text, form jsonb,
      "notifyAfterMs" float8)`,
  closedReviews: `
    update reviews v set status = x.status, decision = x.decision, closed_at = now(), notify_at = null
    from moved, jsonb_to_recordset($1) as x(id uuid, status text, decision jsonb)
    where v.id = x.id and v.run_id = moved.id and v.status = 'open'`,
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
    select moved.id, moved.workspace_id, x.id, x.name, x."eventSeq", x."takenBySeq", x.by, x.data
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
    insert into runs (id, revision, status, seq, attempt, takeovers, event_seq, draft_revision, lease_epoch, lease_until,
      data, visits, workspace_id, workflow, version, parent_id, parent_seq, branch_index, racing, root_id, started_by, input)
    select x.id, 1, 'running', 0, 1, 0, 0, 0, 0, now(), '{}', '{}', moved.workspace_id, x.workflow, moved.version,
      moved.id, moved.seq, x."branchIndex", x.racing, moved.root_id, moved.started_by, coalesce(x.input, 'null')
    from moved, jsonb_to_recordset($1) as x(id uuid, "branchIndex" int, workflow text, racing boolean, input jsonb)`,
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
  events: `
    insert into events (run_id, workspace_id, seq, type, actor, data)
    select moved.id, moved.workspace_id, x.seq, x.type, x.actor, x.data
    from moved, jsonb_to_recordset($1) as x(seq int, type text, actor jsonb, data jsonb)`,
  rescheduledReviews: `
    update reviews v set due_at = x."dueAt",
      notify_at = case when v.told_at is null then v.notify_at else ${remindAt('x."dueAt"', "v.created_at")} end
    from moved, jsonb_to_recordset($1) as x(id uuid, "dueAt" timestamptz)
    where v.id = x.id and v.run_id = moved.id and v.status = 'open'`,
} as const;

/**
 * The end of a racing branch counts only if it is the first: it names itself the winner of its parent's join,
 * and where there is one already the whole statement is undone.
 */
const WIN = `,
  won as (update joins j set winner = moved.branch_index from moved
    where j.run_id = moved.parent_id and j.seq = moved.parent_seq and j.winner is null returning 1)`;
const LOST = ", case when not exists (select 1 from won) then holdpoint_race_lost() end";
const RACE_LOST = "HP001";
/** A turn of a thread is one run: whoever comes second with another one has lost. */
const TURN_KEY = "runs_turn_key";

type Part = keyof typeof PARTS;
const ORDER = Object.keys(PARTS) as Part[];

const statements = new Map<string, { name: string; text: string }>();

/** One prepared statement per combination of parts that occurs. */
function statementFor(start: boolean, wins: boolean, parts: Part[]): { name: string; text: string } {
  // Postgres cuts names at 63 bytes.
  const kind = `${start ? "s" : "m"}${wins ? "w" : ""}`;
  const name = `door_${kind}_${parts.map((part) => ORDER.indexOf(part).toString(36)).join("")}`;
  let statement = statements.get(name);
  if (!statement) {
    const first = start ? 38 : 26;
    const clauses = parts.map(
      (part, index) => `${part.toLowerCase()} as (${PARTS[part].replace("$1", `$${first + index}::jsonb`)})`,
    );
    const text = `with moved as (${start ? START : MOVE})${clauses.map((clause) => `,\n${clause}`).join("")}${wins ? WIN : ""}
      select created_at, updated_at${wins ? LOST : ""} from moved`;
    statement = { name, text };
    statements.set(name, statement);
  }
  return statement;
}

export interface CommitOptions {
  /** How long an effect that is taken stays taken, in milliseconds. */
  leaseMs: number;
  /** Mail about a review that is still open after so many milliseconds; null for none. */
  notifyAfterMs: number | null;
}

/** Null when the revision had moved on, the run or turn to be started exists, or another branch won the race. */
export async function commitChange(pool: Pool, change: Change, options: CommitOptions): Promise<Committed | null> {
  const { run } = change;
  const start = run.revision === 1;
  const parts = ORDER.filter((part) => {
    const rows = change[part];
    return Array.isArray(rows) ? rows.length > 0 : rows !== null;
  });
  const wins = run.racing && change.branchEnd?.status === "completed";
  const values = [
    ...runValues(change, options.leaseMs),
    ...(start ? startValues(change) : []),
    ...parts.map((part) => partJson(change, part, options)),
  ];
  const { rows } = await pool
    .query<{ created_at: Date; updated_at: Date }>({ ...statementFor(start, wins, parts), values })
    .catch((error: { code?: string; constraint?: string }) => {
      if (error.code === RACE_LOST || error.constraint === TURN_KEY) return { rows: [] };
      throw error;
    });
  const row = rows[0];
  return row ? { change, at: { createdAt: row.created_at, updatedAt: row.updated_at } } : null;
}

function runValues({ run, lease }: Change, leaseMs: number): unknown[] {
  return [
    run.id,
    run.revision - 1,
    run.status,
    run.stepIndex,
    run.stepName,
    run.seq,
    run.attempt,
    run.takeovers,
    run.eventSeq,
    run.draftRevision,
    leaseOwner(lease, run.leaseOwner),
    run.leaseEpoch,
    lease.kind,
    lease.kind === "due" ? lease.afterMs : leaseMs,
    JSON.stringify(run.data),
    JSON.stringify(run.visits),
    json(run.output),
    json(run.error),
    run.draftCount,
    run.wakeAt,
    run.expiresAt,
    run.signalsKept,
    run.joining,
    json(run.held),
    run.version,
  ];
}

function startValues({ run }: Change): unknown[] {
  return [
    run.workspaceId,
    run.workflow,
    run.model,
    run.parentId,
    run.parentSeq,
    run.rootId,
    JSON.stringify(run.startedBy),
    json(run.input),
    json(run.forkedFrom),
    run.door,
    run.threadId,
    run.turn,
  ];
}

function leaseOwner(lease: LeaseChange, before: string | null): string | null {
  if (lease.kind === "taken") return lease.owner;
  return lease.kind === "keep" ? before : null;
}

function partJson(change: Change, part: Part, { notifyAfterMs }: CommitOptions): string {
  if (part === "openedReviews" && notifyAfterMs !== null) {
    return JSON.stringify(change.openedReviews.map((review) => ({ ...review, notifyAfterMs })));
  }
  if (part !== "stepUpdate" || !change.stepUpdate) return JSON.stringify(change[part]);
  const { usage, ...update } = change.stepUpdate;
  return JSON.stringify({ ...update, ...usage });
}

const json = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value));
