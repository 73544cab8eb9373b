import { IS_FREE, ORDER, PARTS, type Part } from "./door-parts";
import { AT_BIRTH, BORN, BY_CHANGES, columnsOf, recordsetOf, updatesOf, valuesOf } from "./run-columns";
import type { Statement } from "./statement";

/** What every change says of its run. */
const RUN = `id uuid, before int, "keepsLease" boolean, "leaseMs" float8, ${recordsetOf(BY_CHANGES)}`;

const IS_OVER = "x.status in ('completed', 'failed', 'canceled')";
const LEASE_UNTIL = `now() + x."leaseMs" * interval '1 millisecond'`;

const MOVED = columnsOf([
  ...(["id", "workspaceId", "rootId", "workflow", "version", "seq", "eventSeq", "parentId", "parentSeq"] as const),
  ...(["branchIndex", "startedBy", "createdAt", "updatedAt"] as const),
]).split(", ");
const moved = (table: string, parts: Part[]) =>
  [...MOVED.map((column) => `${table}.${column}`), ...parts.map((part) => `x."${part}"`)].join(", ");

const andFree = (parts: Part[]) => (parts.includes("kept") ? ` and ${IS_FREE}` : "");

const move = (changes: string, parts: Part[]) => `
  with moved as (
    update runs r set revision = x.before + 1, ${updatesOf(BY_CHANGES, "x")}, updated_at = now(),
      lease_until = case when x."keepsLease" then r.lease_until else ${LEASE_UNTIL} end,
      ended_at = case when ${IS_OVER} then coalesce(r.ended_at, now()) end
    from ${changes} where r.id = any($2::uuid[]) and r.id = x.id and r.revision = x.before${andFree(parts)}
    returning ${moved("r", parts)})`;

const start = (changes: string, parts: Part[]) => `
  with x as (select * from ${changes}), begun as (
    insert into runs (id, revision, lease_until, ended_at, ${columnsOf(BORN)})
    select id, 1, ${LEASE_UNTIL}, case when ${IS_OVER} then now() end, ${valuesOf(BORN, "x")}
    from x where true${andFree(parts)} on conflict (id) do nothing
    returning *),
  moved as (select ${moved("begun", parts)} from begun join x using (id))`;

/**
 * The end of a racing branch counts only if it is the first: it names itself the winner of its parent's join,
 * and where there is one already the whole statement is undone.
 */
const WIN = `,
  won as (update joins j set winner = moved.branch_index from moved
    where j.run_id = moved.parent_id and j.seq = moved.parent_seq and j.winner is null returning 1)`;
/** Without a row in it for each change, nothing of the statement counts. */
const needs = (cte: string) => `,
  case when (select count(*) from ${cte}) < (select count(*) from moved) then holdpoint_race_lost() end`;
/** Of two at once under one key, on two runs, the second loses only as it writes its response. */
const NEEDED = ["family", "kept"] as const satisfies Part[];

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
  const columns = [RUN, ...(starts ? [recordsetOf(AT_BIRTH)] : []), ...parts.map((part) => `"${part}" jsonb`)].join(
    ", ",
  );
  const changes = `jsonb_to_recordset($1::jsonb) as x(${columns})`;
  const writes = parts.map(
    (part) => `,\n${part.toLowerCase()} as (${PARTS[part].replaceAll("$1", `moved."${part}"`)})`,
  );
  const needed = [...(wins ? ["won"] : []), ...NEEDED.filter((part) => parts.includes(part))];
  const text = `${(starts ? start : move)(changes, parts)}${writes.join("")}${wins ? WIN : ""}
    select id, created_at, updated_at${needed.map(needs).join("")} from moved`;
  const statement = { name, text };
  statements.set(name, statement);
  return statement;
}
