import type { Pool } from "pg";

const PAGE = 50;

const OPEN = `
  select r.id from runs r
  where r.status in ('running', 'waiting', 'failed') and r.id > $1
  order by r.id limit ${PAGE}`;

/** Pages of the ids of all runs that have not completed. */
export async function* openRuns(pool: Pool): AsyncGenerator<string[]> {
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    const { rows } = await pool.query<{ id: string }>(OPEN, [after]);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ id }) => id);
    after = last.id;
  }
}
