import type { Pool } from "pg";
import { NIL } from "uuid";
import type { Effect } from "@/lib/engine/types";
import type { VersionRef } from "@/lib/operations/ports";
import type { DueKinds, DueRun, LeaseStore } from "@/lib/worker/worker";
import { migrationValues, stranded, strandedRuns } from "./stranded";

const KNOWN = `unnest($1::text[], $2::text[]) as known(workflow, version)
    on known.workflow = r.workflow and known.version = r.version`;

const isDue = (keys: string) =>
  `r.status = 'running' and r.lease_until <= now() and r.workflow || ' ' || r.version = any(${keys}::text[])`;

/**
 * Postgres reads in the order of the index and stops where there is no more room, so the counts run along. It compares
 * versions as texts: a join it may answer by sorting all that is due.
 */
const DUE = `
  select id, seq, agent from (
    select r.id, r.seq, r.lease_until, s.agent,
      count(*) filter (where s.agent) over so_far as agents, count(*) filter (where not s.agent) over so_far as others
    from runs r, lateral (select coalesce(r.visit ->> 'kind' = 'agent', false) as agent) s
    where ${isDue("$1")}
    window so_far as (order by r.lease_until rows unbounded preceding)) due
  where case when agent then agents <= $3 else others <= $4 end
  order by lease_until limit $2`;

const WAKING = `from runs r join ${KNOWN}
  where r.status = 'waiting' and least(r.wake_at, r.expires_at) <= now()`;

const HELD = `from runs r join ${KNOWN} where r.held is not null and r.status = 'waiting'`;

const ENDED = `from branches b join runs r on r.id = b.run_id join ${KNOWN}
  where not b.delivered and b.status in ('completed', 'failed', 'canceled')`;

const UNWANTED = "from branches where status = 'canceling'";

const FIND = {
  waits_due: `select r.id ${WAKING} order by least(r.wake_at, r.expires_at)`,
  runs_held: `select r.id ${HELD}`,
  branches_ended: `select distinct b.run_id as id, b.seq ${ENDED}`,
};

/** Of each kind one is looked for, as all of them are found: a question whether there is any would not go by the index. */
const any = (query: string, as: string) => `coalesce((select true from (${query} limit 1) found), false) as ${as}`;

const LOOK = `select ${[
  any(FIND.runs_held, "held"),
  any(FIND.waits_due, "waking"),
  any(`select ${UNWANTED}`, "unwanted"),
  any(FIND.branches_ended, "ended"),
  any(`select from runs r where ${isDue("$3")} order by r.lease_until`, "effects"),
  any(stranded({ workflows: "$4", targets: "$5", sources: "$6", after: `'${NIL}'` }), "stranded"),
].join(", ")}`;

const RENEW = `
  update runs r set lease_until = now() + $4::float8 * interval '1 millisecond'
  from unnest($2::uuid[], $3::int[]) as held(id, epoch)
  where r.id = held.id and r.lease_epoch = held.epoch and r.lease_owner = $1 and r.status = 'running'
  returning r.id`;

const RELEASE = `
  update runs r set lease_owner = null, lease_until = now()
  from unnest($2::uuid[], $3::int[]) as held(id, epoch)
  where r.id = held.id and r.lease_epoch = held.epoch and r.lease_owner = $1 and r.status = 'running'`;

export function leaseStore(pool: Pool, leaseMs: number): LeaseStore {
  const held = (effects: Effect[]) => [effects.map(({ runId }) => runId), effects.map(({ epoch }) => epoch)];
  const columns = (known: VersionRef[]) => [known.map(({ workflow }) => workflow), known.map(({ version }) => version)];
  const keys = (known: VersionRef[]) => known.map(({ workflow, version }) => `${workflow} ${version}`);
  const find = async (name: keyof typeof FIND, known: VersionRef[], limit: number) => {
    const values = [...columns(known), limit];
    return (await pool.query<{ id: string; seq: number }>({ name, text: `${FIND[name]} limit $3`, values })).rows;
  };
  return {
    async look(known, migrations) {
      const values = [...columns(known), keys(known), ...migrationValues(migrations)];
      return (await pool.query<DueKinds>({ name: "work_look", text: LOOK, values })).rows[0] as DueKinds;
    },
    async dueRuns(known, { all, agents, others }) {
      const values = [keys(known), all, agents, others];
      return (await pool.query<DueRun>({ name: "leases_due", text: DUE, values })).rows;
    },
    wakingRuns: (known, limit) => find("waits_due", known, limit),
    heldRuns: (known, limit) => find("runs_held", known, limit),
    endedBranches: (known, limit) => find("branches_ended", known, limit),
    async unwantedRuns(limit) {
      const text = `select child_id as id ${UNWANTED} limit $1`;
      return (await pool.query<{ id: string }>({ name: "branches_unwanted", text, values: [limit] })).rows;
    },
    strandedRuns: (migrations, after, limit) => strandedRuns(pool, migrations, after, limit),
    async renew(owner, effects) {
      const values = [owner, ...held(effects), leaseMs];
      const { rows } = await pool.query<{ id: string }>({ name: "leases_renew", text: RENEW, values });
      return new Set(rows.map(({ id }) => id));
    },
    async release(owner, effects) {
      await pool.query({ name: "leases_release", text: RELEASE, values: [owner, ...held(effects)] });
    },
  };
}
