import { ORDER, PARTS, type Part } from "./door-parts";
import type { Statement } from "./statement";

/** What every change says of its run. */
const RUN = `id uuid, before int, status text, "stepIndex" int, "stepName" text, seq int, visit jsonb, attempt int,
    takeovers int, "eventSeq" int, "draftRevision" int, "draftCount" int, "keepsLease" boolean, "leaseMs" float8,
    "leaseOwner" text, "leaseEpoch" int, "wakeAt" timestamptz, "expiresAt" timestamptz, "signalsKept" int,
    joining boolean, held jsonb, people jsonb, version text, data jsonb, visits jsonb, output jsonb, error jsonb`;

/** What the one that starts it says besides. */
const STARTED = `"workspaceId" uuid, workflow text, model text, "parentId" uuid, "parentSeq" int, "rootId" uuid,
    "startedBy" jsonb, input jsonb, "forkedFrom" jsonb, door text, "threadId" uuid, turn int`;

const IS_OVER = "x.status in ('completed', 'failed', 'canceled')";
const LEASE_UNTIL = `now() + x."leaseMs" * interval '1 millisecond'`;

const MOVED = [
  ..."id workspace_id root_id workflow version seq event_seq parent_id parent_seq".split(" "),
  ..."branch_index started_by created_at updated_at".split(" "),
];
const moved = (table: string, parts: Part[]) =>
  [...MOVED.map((column) => `${table}.${column}`), ...parts.map((part) => `x."${part}"`)].join(", ");

const move = (changes: string, parts: Part[]) => `
  with moved as (
    update runs r set
      status = x.status, revision = x.before + 1, step_index = x."stepIndex", step_name = x."stepName", seq = x.seq,
      visit = x.visit, attempt = x.attempt, takeovers = x.takeovers, event_seq = x."eventSeq",
      draft_revision = x."draftRevision", draft_count = x."draftCount", lease_owner = x."leaseOwner",
      lease_epoch = x."leaseEpoch", lease_until = case when x."keepsLease" then r.lease_until else ${LEASE_UNTIL} end,
      wake_at = x."wakeAt", expires_at = x."expiresAt", signals_kept = x."signalsKept", joining = x.joining,
      held = x.held, people = x.people, version = x.version, data = x.data, visits = x.visits, output = x.output, error = x.error,
      updated_at = now(), ended_at = case when ${IS_OVER} then coalesce(r.ended_at, now()) end
    from ${changes} where r.id = any($2::uuid[]) and r.id = x.id and r.revision = x.before
    returning ${moved("r", parts)})`;

const start = (changes: string, parts: Part[]) => `
  with x as (select * from ${changes}), begun as (
    insert into runs (id, revision, status, step_index, step_name, seq, visit, attempt, takeovers, event_seq,
      draft_revision, draft_count, lease_owner, lease_epoch, lease_until, wake_at, expires_at, signals_kept, joining,
      held, people, version, data, visits, output, error, ended_at, workspace_id, workflow, model, parent_id, parent_seq,
      root_id, started_by, input, forked_from, door, thread_id, turn)
    select id, 1, status, "stepIndex", "stepName", seq, visit, attempt, takeovers, "eventSeq",
      "draftRevision", "draftCount", "leaseOwner", "leaseEpoch", ${LEASE_UNTIL}, "wakeAt", "expiresAt", "signalsKept",
      joining, held, people, version, data, visits, output, error, case when ${IS_OVER} then now() end, "workspaceId", workflow,
      model, "parentId", "parentSeq", "rootId", "startedBy", coalesce(input, 'null'), "forkedFrom", door, "threadId",
      turn
    from x on conflict (id) do nothing
    returning *),
  moved as (select ${moved("begun", parts)} from begun join x using (id))`;

/**
 * The end of a racing branch counts only if it is the first: it names itself the winner of its parent's join,
 * and where there is one already the whole statement is undone.
 */
const WIN = `,
  won as (update joins j set winner = moved.branch_index from moved
    where j.run_id = moved.parent_id and j.seq = moved.parent_seq and j.winner is null returning 1)`;
/** Without a row in it, nothing of the statement counts. */
const needs = (cte: string) => `, case when not exists (select 1 from ${cte}) then holdpoint_race_lost() end`;

export interface Shape {
  starts: boolean;
  wins: boolean;
  parts: Part[];
}

const statements = new Map<string, Statement>();

/**
 * One prepared statement per combination of parts that occurs. `$1` is a JSON array of changes; `$2` are the ids of the
 * runs that move and `$3` those of the reviews that close, which alone make the plan go by keys. It moves each run
 * where its revision is still the one that was read (or makes it), and from that row writes everything else. No row
 * moved: nothing is written of that change.
 */
export function statementFor({ starts, wins, parts }: Shape): Statement {
  // Postgres cuts names at 63 bytes.
  const name = `door_${starts ? "s" : "m"}${wins ? "w" : ""}_${parts.map((part) => ORDER.indexOf(part).toString(36)).join("")}`;
  const known = statements.get(name);
  if (known) return known;
  const columns = [RUN, ...(starts ? [STARTED] : []), ...parts.map((part) => `"${part}" jsonb`)].join(", ");
  const changes = `jsonb_to_recordset($1::jsonb) as x(${columns})`;
  const writes = parts.map(
    (part) => `,\n${part.toLowerCase()} as (${PARTS[part].replaceAll("$1", `moved."${part}"`)})`,
  );
  const text = `${(starts ? start : move)(changes, parts)}${writes.join("")}${wins ? WIN : ""}
    select id, created_at, updated_at${wins ? needs("won") : ""}${parts.includes("family") ? needs("family") : ""} from moved`;
  const statement = { name, text };
  statements.set(name, statement);
  return statement;
}
