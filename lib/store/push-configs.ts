import type { Pool } from "pg";
import type { PushTarget } from "@/lib/contract/tasks";
import type { PushStore } from "@/lib/operations/task-ports";

/** For one caller and one task. */
const MOST = 10;

/** A target that is given again is told everything again. */
const SAVE = `
  insert into push_configs (run_id, user_id, id, workspace_id, url, token, auth_scheme, credentials, wire_version)
  select $1::uuid, $2::uuid, $3, $4::uuid, $5, $6, $7, $8, $9
  where (select count(*) from push_configs where run_id = $1 and user_id = $2 and id <> $3) < ${MOST}
  on conflict (run_id, user_id, id) do update set url = excluded.url, token = excluded.token,
    auth_scheme = excluded.auth_scheme, credentials = excluded.credentials, wire_version = excluded.wire_version,
    seen_seq = 0, told = '', ended = false, attempts = 0, retry_at = now()
  returning id`;

export const TARGET = `c.id, c.url, c.token, c.auth_scheme as "authScheme", c.credentials, c.wire_version as "wireVersion"`;

const LIST = `
  select ${TARGET} from push_configs c where c.run_id = $1 and c.user_id = $2 and c.workspace_id = $3
  order by c.created_at, c.id`;

const REMOVE = "delete from push_configs where run_id = $1 and user_id = $2 and workspace_id = $3 and id = $4";

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
  };
}
