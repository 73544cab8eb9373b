import type { Pool } from "pg";
import type { TaskFilter, TaskSummary } from "@/lib/contract/tasks";
import type { TaskStore } from "@/lib/operations/task-ports";
import type { Principal } from "@/lib/words/people";
import { decodeCursor, timeAndId, toPage } from "./lists";
import { callerValues, mayAnswer, seesRun, seesVisit } from "./visible";

/** Tasks of a caller that a list looks at: its order, by the last change, has no index of its own. */
const NEWEST = 10_000;

const PLACE = `
  insert into agent_tasks (user_id, run_id, workspace_id, context_id) values ($1, $2, $3, $4)
  on conflict (run_id, user_id) do nothing`;

const CONTEXT = "select context_id from agent_tasks where user_id = $1 and run_id = $2 and workspace_id = $3";

const CALLER = { user: "$1::uuid::text", names: "$6::text[]", admin: "$7::boolean" };

const OPEN = `
  exists (select from reviews v where v.root_run_id = r.id and v.status = 'open' and ${mayAnswer("v", CALLER)})
  or exists (select from reviews v where v.run_id = r.id and v.status = 'open' and ${mayAnswer("v", CALLER)})`;

const list = (inContext: boolean) => `
  with mine as (
    select t.run_id, t.context_id from agent_tasks t
    where t.user_id = $1::uuid and t.workspace_id = $2 and ${inContext ? "t.context_id = $3" : "$3::text is null"}
    order by t.created_at desc, t.run_id desc limit ${NEWEST}
  ), found as (
    select r.id, r.workflow, case when r.status = 'completed' and ${seesVisit("r", "r.seq", CALLER)} then r.output end as output, r.updated_at as "updatedAt",
      mine.context_id as "contextId",
      case when r.status in ('completed', 'failed', 'canceled') then r.status
        when r.status = 'waiting' and (${OPEN}) then 'input_required' else 'working' end as state
    from mine join runs r on r.id = mine.run_id and r.workspace_id = $2
    where ($5::timestamptz is null or r.updated_at >= $5) and ${seesRun("r", CALLER)}
  ), kept as (select * from found where $4::text is null or state = $4)
  select kept.*, (select count(*)::int from kept) as total from kept
  where $8::timestamptz is null or ("updatedAt", id) < ($8, $9::uuid)
  order by "updatedAt" desc, id desc limit $10`;

interface TaskRow extends Omit<TaskSummary, "updatedAt"> {
  updatedAt: Date;
  total: number;
}

export function taskStore(pool: Pick<Pool, "query">): TaskStore {
  return {
    async place({ userId, workspaceId }, runId, contextId) {
      await pool.query(PLACE, [userId, runId, workspaceId, contextId]);
    },
    async contextOf({ userId, workspaceId }, runId) {
      const { rows } = await pool.query<{ context_id: string }>(CONTEXT, [userId, runId, workspaceId]);
      return rows[0]?.context_id ?? null;
    },
    async list(by, filter) {
      const { rows } = await pool.query<TaskRow>(list(filter.contextId !== undefined), values(by, filter));
      const page = toPage(
        rows,
        filter,
        ({ updatedAt, id }) => [updatedAt.toISOString(), id],
        ({ total: _, updatedAt, ...task }) => ({ ...task, updatedAt: updatedAt.toISOString() }),
      );
      return { ...page, total: rows[0]?.total ?? 0 };
    },
  };
}

function values(by: Principal, { contextId, state, changedSince, limit, cursor }: TaskFilter): unknown[] {
  const [time, id] = cursor === undefined ? [null, null] : decodeCursor(timeAndId, cursor);
  const [userId, names, admin] = callerValues(by);
  const { workspaceId } = by;
  const filter = [contextId ?? null, state ?? null, changedSince ?? null];
  return [userId, workspaceId, ...filter, names, admin, time, id, limit + 1];
}
