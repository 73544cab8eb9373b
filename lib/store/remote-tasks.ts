import type { Pool } from "pg";
import type { RemoteTasks } from "@/lib/operations/agent-ports";
import { type OwnSql, UNLESS_DUE } from "./delivery-sql";

const NOTE = `
  insert into remote_tasks (run_id, seq, workspace_id, card_url, secret, task_id) values ($1, $2, $3, $4, $5, $6)
  on conflict (run_id, seq) do update set card_url = $4, secret = $5, task_id = $6 where remote_tasks.task_id <> $6`;

const KEY = "concat_ws(' ', t.run_id, t.seq, t.task_id)";

/** Live tasks are few, and rows go with them: the runs are looked up by their ids. */
const UNWANTED = `
  from remote_tasks t left join runs r on r.id = t.run_id
  where (r.id is null or r.status in ('canceled', 'completed')) and not exists (
    select from deliveries o where o.kind = 'cancel' and o.key = ${KEY} and o.status in ('due', 'sending'))`;

const GIVE_UP = `
  insert into deliveries (id, kind, workspace_id, run_id, key, payload)
  select gen_random_uuid(), 'cancel', t.workspace_id, t.run_id, ${KEY},
    jsonb_build_object('seq', t.seq, 'cardUrl', t.card_url, 'secret', t.secret, 'taskId', t.task_id)
  ${UNWANTED} limit $1 ${UNLESS_DUE}`;

export const CANCEL: OwnSql = {
  any: `select true ${UNWANTED} limit 1`,
  beside: `delete from remote_tasks t using mine where t.run_id = mine.run_id and t.seq = (mine.payload->>'seq')::int
    and t.task_id = mine.payload->>'taskId' and $3 <> 'sending'`,
};

const AT_ONCE = 100;

/** Tasks of agents elsewhere that have not ended. */
export function remoteTasks(pool: Pick<Pool, "query">): RemoteTasks {
  return {
    async note({ runId, seq, workspaceId }, { cardUrl, secret }, taskId) {
      await pool.query(NOTE, [runId, seq, workspaceId, cardUrl, secret, taskId]);
    },
    async forget({ runId, seq }) {
      await pool.query("delete from remote_tasks where run_id = $1 and seq = $2", [runId, seq]);
    },
    async giveUp() {
      return ((await pool.query(GIVE_UP, [AT_ONCE])).rowCount ?? 0) > 0;
    },
  };
}
