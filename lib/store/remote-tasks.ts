import type { Pool } from "pg";
import type { RemoteTasks } from "@/lib/operations/agent-ports";

const ATTEMPTS = 5;

const NOTE = `
  insert into remote_tasks (run_id, seq, workspace_id, card_url, secret, task_id) values ($1, $2, $3, $4, $5, $6)
  on conflict (run_id, seq) do update set card_url = $4, secret = $5, task_id = $6, attempts = 0, tried_at = null
  where remote_tasks.task_id <> $6`;

const UNWANTED = `
  from remote_tasks t left join runs r on r.id = t.run_id
  where (r.id is null or r.status in ('canceled', 'completed'))
    and (t.tried_at is null or t.tried_at < now() - t.attempts * interval '10 seconds')`;

/** Live tasks are few, and rows go with them: the runs are looked up by their ids. */
const ANY = `select exists (select ${UNWANTED}) as any`;

const CLAIM = `
  update remote_tasks t set attempts = t.attempts + 1, tried_at = now()
  from (select t.run_id, t.seq ${UNWANTED} order by t.run_id limit $1 for update of t skip locked) due
  where t.run_id = due.run_id and t.seq = due.seq
  returning t.run_id as "runId", t.seq, t.card_url as "cardUrl", t.secret, t.task_id as "taskId",
    t.attempts >= ${ATTEMPTS} as "last"`;

/** Tasks of agents elsewhere that have not ended. */
export function remoteTasks(pool: Pool): RemoteTasks {
  return {
    async note({ runId, seq, workspaceId }, { cardUrl, secret }, taskId) {
      await pool.query(NOTE, [runId, seq, workspaceId, cardUrl, secret, taskId]);
    },
    async forget({ runId, seq }) {
      await pool.query("delete from remote_tasks where run_id = $1 and seq = $2", [runId, seq]);
    },
    async claimUnwanted(limit) {
      const { rows } = await pool.query<{ any: boolean }>(ANY);
      if (!rows[0]?.any) return [];
      return (await pool.query(CLAIM, [limit])).rows;
    },
  };
}
