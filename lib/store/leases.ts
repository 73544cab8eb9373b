import type { Pool } from "pg";
import { NIL } from "uuid";
import type { Effect } from "@/lib/engine/types";
import type { DueKinds, DueRun, LeaseStore } from "@/lib/worker/worker";
import { migrationValues, stranded, strandedRuns } from "./stranded";

/**
 * What the process has announced that it knows, and what workspaces keep, which every process can load. Versions are
 * compared as texts: a join Postgres may answer by sorting all that is due.
 */
const isKnown = (owner: string) =>
  `(r.version ~ '^[0-9]+s-'
    or r.workflow || ' ' || r.version = any((select versions from processes where owner = ${owner})::text[]))`;

const IS_DUE = `r.status = 'running' and r.lease_until <= now() and ${isKnown("$1")}`;

/** Postgres reads in the order of the index and stops where there is no more room, so the counts run along. */
const DUE = `
  select id, seq, agent from (
    select r.id, r.seq, r.lease_until, s.agent,
      count(*) filter (where s.agent) over so_far as agents, count(*) filter (where not s.agent) over so_far as others
    from runs r, lateral (select coalesce(r.visit ->> 'kind' = 'agent', false) as agent) s
    where ${IS_DUE}
    window so_far as (order by r.lease_until rows unbounded preceding)) due
  where case when agent then agents <= $3 else others <= $4 end
  order by lease_until limit $2`;

const WAKING = `from runs r
  where r.status = 'waiting' and least(r.wake_at, r.expires_at) <= now() and ${isKnown("$1")}`;

const HELD = `from runs r where r.held is not null and r.status = 'waiting' and ${isKnown("$1")}`;

const ENDED = `from branches b join runs r on r.id = b.run_id
  where not b.delivered and b.status in ('completed', 'failed', 'canceled') and ${isKnown("$1")}`;

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
  any(`select from runs r where ${IS_DUE} order by r.lease_until`, "effects"),
  any(stranded({ workflows: "$2", targets: "$3", sources: "$4", after: `'${NIL}'` }), "stranded"),
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
  const find = async (name: keyof typeof FIND, owner: string, limit: number) => {
    const text = `${FIND[name]} limit $2`;
    return (await pool.query<{ id: string; seq: number }>({ name, text, values: [owner, limit] })).rows;
  };
  return {
    async look(owner, migrations) {
      const values = [owner, ...migrationValues(migrations)];
      return (await pool.query<DueKinds>({ name: "work_look", text: LOOK, values })).rows[0] as DueKinds;
    },
    async dueRuns(owner, { all, agents, others }) {
      const values = [owner, all, agents, others];
      return (await pool.query<DueRun>({ name: "leases_due", text: DUE, values })).rows;
    },
    wakingRuns: (owner, limit) => find("waits_due", owner, limit),
    heldRuns: (owner, limit) => find("runs_held", owner, limit),
    endedBranches: (owner, limit) => find("branches_ended", owner, limit),
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
