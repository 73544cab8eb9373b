import type { Pool } from "pg";

/** The highest position of a change, or of a cursor that has read changes that are gone. */
const LAST = `
  select greatest(
    (select max(position) from feed_cursors),
    (select max(c.position) from workspaces w cross join lateral (
      select position from changes where workspace_id = w.id order by position desc limit 1) c)
  ) as position`;

const AHEAD = `
  highest as materialized (${LAST}),
  last as (select position from highest where position >= txid_snapshot_xmax(txid_current_snapshot()))`;

const MOVE = `
  with ${AHEAD}, moved as (update feed_cursors f set position = f.position - last.position - 1 from last)
  update changes c set position = c.position - last.position - 1 from last`;

/**
 * A database that was restored from a dump counts its transactions anew, from a lower number: the changes in it and the
 * cursors then move below all that are to come, in the order that they have. Before this process writes anything; another
 * one that did the same first has left nothing ahead.
 */
export async function orderRestored(pool: Pick<Pool, "query">): Promise<void> {
  const { rowCount } = await pool.query(`with ${AHEAD} select from last`);
  if (rowCount === 1) await pool.query(MOVE);
}
