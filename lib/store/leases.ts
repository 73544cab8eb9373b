import type { Pool } from "pg";
import type { Effect } from "@/lib/engine/types";
import type { VersionRef } from "@/lib/operations/ports";
import type { DueRun, LeaseStore } from "@/lib/worker/worker";
import { strandedRuns } from "./stranded";

const KNOWN = `unnest($1::text[], $2::text[]) as known(workflow, version)
    on known.workflow = r.workflow and known.version = r.version`;

/**
 * Postgres reads in the order of the index and stops where there is no more room, so the counts run along. It compares
 * versions as texts: a join it may answer by sorting all that is due.
 */
const DUE = `
  select id, seq, agent from (
    select r.id, r.seq, r.lease_until, s.agent,
      count(*) filter (where s.agent) over so_far as agents, count(*) filter (where not s.agent) over so_far as others
    from runs r, lateral (select coalesce(r.visit ->> 'kind' = 'agent', false) as agent) s
    where r.status = 'running' and r.lease_until <= now() and r.workflow || ' ' || r.version = any($1::text[])
    window so_far as (order by r.lease_until rows unbounded preceding)) due
  where case when agent then agents <= $3 else others <= $4 end
  order by lease_until limit $2`;

const WAKING = `
  select r.id from runs r join ${KNOWN}
  where r.status = 'waiting' and least(r.wake_at, r.expires_at) <= now()
  order by least(r.wake_at, r.expires_at) limit $3`;

const HELD = `
  select r.id from runs r join ${KNOWN}
  where r.held is not null and r.status = 'waiting' limit $3`;

const ENDED = `
  select distinct b.run_id as id, b.seq from branches b join runs r on r.id = b.run_id join ${KNOWN}
  where not b.delivered and b.status in ('completed', 'failed', 'canceled') limit $3`;

const UNWANTED = "select child_id as id from branches where status = 'canceling' limit $1";

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
  const select = async (name: string, text: string, known: VersionRef[], limit: number) => {
    const values = [known.map(({ workflow }) => workflow), known.map(({ version }) => version), limit];
    return (await pool.query<{ id: string; seq: number }>({ name, text, values })).rows;
  };
  return {
    async dueRuns(known, { all, agents, others }) {
      const versions = known.map(({ workflow, version }) => `${workflow} ${version}`);
      return (await pool.query<DueRun>({ name: "leases_due", text: DUE, values: [versions, all, agents, others] }))
        .rows;
    },
    wakingRuns: (known, limit) => select("waits_due", WAKING, known, limit),
    heldRuns: (known, limit) => select("runs_held", HELD, known, limit),
    endedBranches: (known, limit) => select("branches_ended", ENDED, known, limit),
    async unwantedRuns(limit) {
      return (await pool.query<{ id: string }>({ name: "branches_unwanted", text: UNWANTED, values: [limit] })).rows;
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
