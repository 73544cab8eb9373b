import type { Pool } from "pg";
import { NIL } from "uuid";
import type { MigrationRef, StrandedRun } from "@/lib/operations/ports";

/** Versions that were ever announced are few; runs of each that no live process knows are found by their indexes. */
export const stranded = (given: Record<"workflows" | "targets" | "sources" | "after", string>) => `
  with lost as (
    select distinct m.workflow, v.version
    from unnest(${given.workflows}::text[], ${given.targets}::text[], ${given.sources}::text[]) as m(workflow, target, source)
    join workflow_versions v on v.name = split_part(m.workflow, '/', 1) and v.version <> m.target
      and (v.version = m.source or split_part(v.version, '-', 1) = m.source)
    where not exists (select 1 from processes p
      where p.alive_until > now() and m.workflow || ' ' || v.version = any(p.versions))
  ), found as (
    select r.id, r.seq, r.revision, r.workflow, r.version from lost join runs r using (workflow, version)
    where r.status = 'waiting' and r.id > ${given.after}
    union all
    select r.id, r.seq, r.revision, r.workflow, r.version from lost join runs r using (workflow, version)
    where r.status = 'running' and r.lease_until <= now() and r.id > ${given.after}
  )
  select * from found f order by f.id`;

const STRANDED = `${stranded({ workflows: "$1", targets: "$2", sources: "$3", after: "$4" })} limit $5`;

export const migrationValues = (migrations: MigrationRef[]) => [
  migrations.map(({ workflow }) => workflow),
  migrations.map(({ to }) => to),
  migrations.map(({ from }) => from),
];

/** Runs under way, by id after `after`, that a newer version would take and no live process can go on with. */
export async function strandedRuns(
  pool: Pool,
  migrations: MigrationRef[],
  after: string | null,
  limit: number,
): Promise<StrandedRun[]> {
  const values = [...migrationValues(migrations), after ?? NIL, limit];
  return (await pool.query<StrandedRun>({ name: "runs_stranded", text: STRANDED, values })).rows;
}
