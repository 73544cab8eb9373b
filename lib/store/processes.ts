import type { Pool } from "pg";
import type { ProcessStore, VersionRef } from "@/lib/operations/ports";

const ANNOUNCE = `
  insert into processes as p (owner, versions, alive_until)
  values ($1, $2, now() + $3::float8 * interval '1 millisecond')
  on conflict (owner) do update set versions = excluded.versions, seen_at = now(), alive_until = excluded.alive_until`;

const ALIVE = `
  select distinct version from processes, unnest(versions) as version
  where alive_until > now() and version = any($1)`;

const keyOf = ({ workflow, version }: VersionRef) => `${workflow} ${version}`;

/** Which processes are alive, and which versions they can go on with. */
export function processStore(pool: Pool): ProcessStore {
  return {
    async announce(owner, known, forMs) {
      await pool.query(ANNOUNCE, [owner, known.map(keyOf), forMs]);
    },
    async leave(owner) {
      await pool.query("delete from processes where owner = $1", [owner]);
    },
    async alive(versions) {
      const { rows } = await pool.query<{ version: string }>(ALIVE, [[...new Set(versions.map(keyOf))]]);
      const known = new Set(rows.map(({ version }) => version));
      return versions.filter((version) => known.has(keyOf(version)));
    },
  };
}

/** Rows of processes that ended without a word, a day ago or earlier. */
export async function cleanProcesses(pool: Pool): Promise<void> {
  await pool.query("delete from processes where alive_until < now() - interval '1 day'");
}
