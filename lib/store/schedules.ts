import type { Pool } from "pg";
import type { Lead, ScheduleRecord, ScheduleStore } from "@/lib/operations/schedule-ports";
import { isId } from "@/lib/words/ids";

/** Processes of releases that knew no schedules say nothing and do not count. */
const LEAD = `
  with mine as (update processes set schedules = $2 where owner = $1 and schedules <> $2)
  select now() as now, coalesce((select owner = $1 or schedules = $2 from processes
    where alive_until > now() and (schedules <> '' or owner = $1)
    order by started_at desc, owner desc limit 1), false) as leads,
  coalesce((select true from schedules where next_at <= now() order by next_at limit 1), false) as due`;

const SYNC = `
  with known as (
    select * from jsonb_to_recordset($1) as k(workflow text, name text, timing jsonb, missed text, "nextAt" timestamptz)
  ), made as (
    insert into schedules (id, workspace_id, workflow, name, timing, missed, next_at)
    select gen_random_uuid(), w.id, k.workflow, k.name, k.timing, k.missed, k."nextAt" from workspaces w, known k
    where not exists (select 1 from schedules s
      where s.workspace_id = w.id and s.workflow = k.workflow and s.name = k.name)
    on conflict do nothing
  ), changed as (
    update schedules s set timing = k.timing, missed = k.missed, announced = true,
      next_at = case when not s.enabled then null when s.announced and s.timing = k.timing then s.next_at else k."nextAt" end
    from known k where s.workflow = k.workflow and s.name = k.name
      and (not s.announced or s.timing <> k.timing or s.missed <> k.missed)
  )
  update schedules s set announced = false, next_at = null
  where s.announced and not exists (select 1 from known k where k.workflow = s.workflow and k.name = s.name)`;

const COLUMNS = `s.id, s.workspace_id as "workspaceId", s.workflow, s.name, s.timing, s.missed, s.enabled,
  s.paused_by as "pausedBy", s.next_at as "nextAt", s.last_at as "lastAt", s.error, now() as now`;

const DUE = `
  select ${COLUMNS}, s.last_run_id as "lastRunId" from schedules s where s.next_at <= now() order by s.next_at limit $1`;

const ADVANCE = `
  update schedules set next_at = $3, last_at = coalesce($4, last_at), error = case when $4 is null then error else $6 end,
    last_run_id = case when $4 is null then last_run_id else $5 end
  where id = $1 and next_at = $2`;

const READ = `
  select ${COLUMNS}, r.id as "lastRunId" from schedules s left join runs r on r.id = s.last_run_id
  where s.workspace_id = $1 and s.announced`;

const SET_ENABLED = `
  update schedules set enabled = $4, paused_by = $5, next_at = $6
  where id = $1 and enabled = $2 and timing = $3 and announced`;

export function scheduleStore(pool: Pool): ScheduleStore {
  type Row = ScheduleRecord & { now: Date };
  return {
    async lead(owner, fingerprint) {
      const { rows } = await pool.query<Lead>(LEAD, [owner, fingerprint]);
      return rows[0] as Lead;
    },
    async sync(announced) {
      await pool.query(SYNC, [JSON.stringify(announced)]);
    },
    async due(limit) {
      const query = { name: "schedules_due", text: DUE, values: [limit] };
      return (await pool.query<Row & { nextAt: Date }>(query)).rows;
    },
    async advance(id, due, { nextAt, start }) {
      const run = start && "runId" in start ? start.runId : null;
      const error = start && "error" in start ? start.error : null;
      const values = [id, due, nextAt, start?.at ?? null, run, error];
      return (await pool.query(ADVANCE, values)).rowCount === 1;
    },
    async list(workspaceId) {
      const text = `${READ} order by s.workflow, s.name`;
      return (await pool.query<Row>({ name: "schedules_list", text, values: [workspaceId] })).rows;
    },
    async find(workspaceId, id) {
      if (!isId(id)) return null;
      return (await pool.query<Row>(`${READ} and s.id = $2`, [workspaceId, id])).rows[0] ?? null;
    },
    async setEnabled({ id, enabled, timing }, to) {
      const by = to.enabled ? null : JSON.stringify(to.by);
      const values = [id, enabled, JSON.stringify(timing), to.enabled, by, to.nextAt];
      return (await pool.query(SET_ENABLED, values)).rowCount === 1;
    },
  };
}
