import type { Pool } from "pg";
import type { PushTarget } from "@/lib/contract/tasks";
import type { DuePush, PushDeliveries } from "@/lib/operations/task-ports";
import { TARGET } from "./push-configs";

const ACTIVE = "select exists (select from push_configs where not ended) as active";

/** Questions of branches leave no event in their root run: while it waits for branches it is looked at again. */
const claim = (ofRuns: boolean) => `
  with due as (
    select c.run_id, c.user_id, c.id, r.event_seq from push_configs c join runs r on r.id = c.run_id
    where not c.ended and c.retry_at <= now() and (r.event_seq > c.seen_seq or r.joining)
      ${ofRuns ? "and c.run_id = any($2::uuid[])" : ""}
    order by c.retry_at limit $1 for update of c skip locked
  )
  update push_configs c set retry_at = now() + interval '20 seconds', attempts = c.attempts + 1
  from due where c.run_id = due.run_id and c.user_id = due.user_id and c.id = due.id
  returning ${TARGET}, c.run_id as "runId", c.user_id as "userId", c.workspace_id as "workspaceId", c.told, c.attempts,
    due.event_seq as "eventSeq"`;

const MINE = "run_id = $1 and user_id = $2 and id = $3";

const SETTLE = `
  update push_configs c set told = $4, seen_seq = greatest(seen_seq, $5), ended = $6, attempts = 0,
    retry_at = now() + case when (select joining from runs where id = $1) then interval '2 seconds' else '0' end
  where ${MINE}`;

const RETRY = `
  update push_configs set ended = $4::float8 is null, retry_at = now() + coalesce($4, 0) * interval '1 millisecond'
  where ${MINE}`;

type Row = PushTarget & Omit<DuePush, "target">;

export function pushDeliveries(pool: Pick<Pool, "query">): PushDeliveries {
  const mine = ({ runId, userId, target }: DuePush) => [runId, userId, target.id];
  return {
    async active() {
      return (await pool.query<{ active: boolean }>(ACTIVE)).rows[0]?.active ?? false;
    },
    async claim(limit, runIds) {
      const values = runIds ? [limit, runIds] : [limit];
      const { rows } = await pool.query<Row>(claim(runIds !== null), values);
      return rows.map(({ runId, userId, workspaceId, told, attempts, eventSeq, ...target }) => ({
        ...{ runId, userId, workspaceId, told, attempts, eventSeq, target },
      }));
    },
    async settle(push, { told, ended }) {
      await pool.query(SETTLE, [...mine(push), told, push.eventSeq, ended]);
    },
    async retry(push, afterMs) {
      await pool.query(RETRY, [...mine(push), afterMs]);
    },
  };
}
