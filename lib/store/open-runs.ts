import type { Pool } from "pg";

const PAGE = 50;

const OPEN = `
  select r.id, coalesce(r.visit ->> 'kind', '') as kind from runs r
  where r.status in ('running', 'waiting', 'failed') and r.id > $1
  order by r.id limit ${PAGE}`;

/** Pages of all runs that have not completed, with the kind of the step they are at. */
export async function* openRuns(pool: Pool): AsyncGenerator<{ id: string; kind: string }[]> {
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    const { rows } = await pool.query<{ id: string; kind: string }>(OPEN, [after]);
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.id;
  }
}
