import type { Pool } from "pg";
import type { PushTarget } from "@/lib/contract/tasks";
import type { PushStore } from "@/lib/operations/task-ports";
import { type OwnSql, UNLESS_DUE } from "./delivery-sql";

/** For one caller and one task. */
const MOST = 10;

/** A target that is given again is told everything again, whatever is under way for it. */
const SAVE = `
  insert into push_configs (run_id, user_id, id, workspace_id, url, token, auth_scheme, credentials, wire_version)
  select $1::uuid, $2::uuid, $3, $4::uuid, $5, $6, $7, $8, $9
  where (select count(*) from push_configs where run_id = $1 and user_id = $2 and id <> $3) < ${MOST}
  on conflict (run_id, user_id, id) do update set url = excluded.url, token = excluded.token,
    auth_scheme = excluded.auth_scheme, credentials = excluded.credentials, wire_version = excluded.wire_version,
    seen_seq = 0, told = '', ended = false, given = excluded.given, look_at = now()
  returning id`;

const LIST = `
  select id, url, token, auth_scheme as "authScheme", credentials, wire_version as "wireVersion" from push_configs
  where run_id = $1 and user_id = $2 and workspace_id = $3 order by created_at, id`;

const REMOVE = "delete from push_configs where run_id = $1 and user_id = $2 and workspace_id = $3 and id = $4";

/**
 * The row remembers up to which event there are deliveries, in the statement that makes them. Questions of branches leave
 * no event in their root run: while it waits for branches it is looked at again.
 */
const make = (ofRuns: boolean) => `
  with due as (
    select c.run_id, c.user_id, c.id, r.event_seq from push_configs c join runs r on r.id = c.run_id
    where not c.ended and (r.event_seq > c.seen_seq or (r.joining and c.look_at <= now()))
      ${ofRuns ? "and c.run_id = any($2::uuid[])" : ""}
    order by c.look_at limit $1 for update of c skip locked
  ), seen as (
    update push_configs c set seen_seq = due.event_seq, look_at = now() + interval '2 seconds'
    from due where c.run_id = due.run_id and c.user_id = due.user_id and c.id = due.id
    returning c.*
  )
  insert into deliveries (id, kind, workspace_id, user_id, run_id, key, payload)
  select gen_random_uuid(), 'push', workspace_id, user_id, run_id, given, jsonb_build_object('id', id) from seen ${UNLESS_DUE}`;

const OF = (delivery: string) =>
  `c.run_id = ${delivery}.run_id and c.user_id = ${delivery}.user_id and c.given = ${delivery}.key::uuid`;

export const PUSH: OwnSql = {
  any: "select true from push_configs where not ended limit 1",
  matter: `select jsonb_build_object('runId', c.run_id, 'userId', c.user_id, 'workspaceId', c.workspace_id, 'told', c.told,
      'target', jsonb_build_object('id', c.id, 'url', c.url, 'token', c.token, 'authScheme', c.auth_scheme,
        'credentials', c.credentials, 'wireVersion', c.wire_version))
    from push_configs c where ${OF("l")} and not c.ended`,
  beside: `update push_configs c set told = coalesce($4->>'told', c.told),
      ended = $3 = 'failed' or coalesce(($4->>'ended')::boolean, c.ended)
    from mine where ${OF("mine")} and $3 <> 'sending'`,
};

const AT_ONCE = 100;

export function pushStore(pool: Pick<Pool, "query">): PushStore {
  return {
    async save({ userId, workspaceId }, runId, { id, url, token, authScheme, credentials, wireVersion }) {
      const values = [runId, userId, id, workspaceId, url, token, authScheme, credentials, wireVersion];
      return (await pool.query(SAVE, values)).rowCount === 1;
    },
    async list({ userId, workspaceId }, runId) {
      return (await pool.query<PushTarget>(LIST, [runId, userId, workspaceId])).rows;
    },
    async remove({ userId, workspaceId }, runId, id) {
      return (await pool.query(REMOVE, [runId, userId, workspaceId, id])).rowCount === 1;
    },
    async make(runIds) {
      for (let isAny = false; ; isAny = true) {
        const { rowCount } = await pool.query(make(runIds !== null), runIds ? [AT_ONCE, runIds] : [AT_ONCE]);
        if (rowCount !== AT_ONCE) return isAny || (rowCount ?? 0) > 0;
      }
    },
  };
}
