import type { Pool, PoolClient } from "pg";
import type { RetentionStore } from "@/lib/operations/ports";
import { deleteFilesOfRuns } from "./files";

/**
 * Takes the runs, so that none of them can be retried meanwhile. A family with a branch that is still under way
 * is left for later.
 */
const TAKE = `
  select r.id from runs r
  where r.workflow = $1 and r.parent_id is null and r.status in ('completed', 'failed', 'canceled')
    and r.ended_at < now() - $2::float8 * interval '1 millisecond'
    and not exists (select from runs b
      where b.root_id = r.id and b.parent_id is not null and b.status in ('running', 'waiting'))
  order by r.ended_at limit $3 for update of r skip locked`;

const REMOVE = `
  delete from runs where id in (
    select unnest($1::uuid[]) union all
    select id from runs where root_id = any($1::uuid[]) and parent_id is not null
  ) returning id`;

/** After the runs: what was written of them until then is seen, and from then on nothing is. */
const REMOVE_PARTS = `
  with ${[
    "changes",
    "reviews",
    "showings",
    "drafts",
    "comments",
    "joins",
    "branches",
    "families",
    "once_results",
    "signals",
    "live_texts",
    "remote_tasks",
    "agent_tasks",
    "push_configs",
    "deliveries",
  ]
    .map((table) => `${table}_gone as (delete from ${table} where run_id = any($1::uuid[]))`)
    .join(", ")}
  select`;

export function retentionStore(pool: Pick<Pool, "query" | "connect">): RetentionStore {
  return {
    async workflows() {
      const { rows } = await pool.query<{ name: string }>("select distinct name from workflow_versions order by name");
      return rows.map(({ name }) => name);
    },
    removeEnded: (...which) => inTransaction(pool, (client) => removeEnded(client, ...which)),
  };
}

async function removeEnded(client: PoolClient, ...which: Parameters<RetentionStore["removeEnded"]>) {
  const taken = await client.query<{ id: string }>(TAKE, which);
  const roots = taken.rows.map(({ id }) => id);
  if (roots.length === 0) return { runs: 0, branches: 0 };
  const removed = await client.query<{ id: string }>(REMOVE, [roots]);
  await client.query(REMOVE_PARTS, [removed.rows.map(({ id }) => id)]);
  await deleteFilesOfRuns(client, roots);
  return { runs: roots.length, branches: removed.rows.length - roots.length };
}

async function inTransaction<T>(pool: Pick<Pool, "connect">, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    broken = false;
    return result;
  } finally {
    // A connection that goes away takes its transaction with it.
    client.release(broken);
  }
}
