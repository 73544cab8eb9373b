import type { Pool } from "pg";
import type { Effect, Json } from "@/lib/engine/types";
import type { DecisionView } from "@/lib/views/views";

/** A visit that repeats failed ones goes on with what they recorded and were told. */
const RECALL = `
  with visits(seq) as (
    select $2::int
    union all
    select repeated.value::int from runs r, jsonb_array_elements_text(r.visit -> 'repeats') repeated
    where r.id = $1 and r.seq = $2
  )
  select
    (select jsonb_object_agg(r.key, r.decision order by r.seq) from reviews r join visits using (seq)
      where r.run_id = $1 and r.status in ('decided', 'expired')) as answers,
    (select jsonb_object_agg(o.key, o.value order by o.seq) from once_results o join visits using (seq)
      where o.run_id = $1) as results`;

/**
 * The share lock waits for a takeover under way, and a takeover waits for this: whoever takes over sees
 * everything that was recorded before it, and nothing is recorded after it.
 */
const RECORD = `
  insert into once_results (run_id, seq, key, workspace_id, value)
  select held.id, held.seq, $4, held.workspace_id, $5::jsonb from (
    select id, seq, workspace_id from runs
    where id = $1 and seq = $2 and lease_epoch = $3 and status = 'running' for share
  ) held
  on conflict (run_id, seq, key) do nothing`;

const RECORDED = `
  select o.value from once_results o join runs r on r.id = o.run_id
  where o.run_id = $1 and o.seq = $2 and o.key = $4 and r.seq = o.seq and r.lease_epoch = $3`;

interface Recalled {
  answers: Record<string, DecisionView> | null;
  results: Record<string, Json> | null;
}

/** What a visit of a code step keeps between its executions. */
export function journalStore(pool: Pool) {
  return {
    async recall({ runId, seq }: Effect) {
      const { rows } = await pool.query<Recalled>({ name: "journal_recall", text: RECALL, values: [runId, seq] });
      return { answers: rows[0]?.answers ?? {}, results: rows[0]?.results ?? {} };
    },
    /** First write wins. Rejects when the lease is lost. */
    async record({ runId, seq, epoch }: Effect, key: string, value: Json): Promise<Json> {
      const ids = [runId, seq, epoch, key];
      const { rowCount } = await pool.query({
        name: "journal_record",
        text: RECORD,
        values: [...ids, JSON.stringify(value)],
      });
      if (rowCount === 1) return value;
      const { rows } = await pool.query<{ value: Json }>({ name: "journal_recorded", text: RECORDED, values: ids });
      if (rows[0]) return rows[0].value;
      const message = `"${key}" was not recorded: another process has taken the step over.`;
      throw Object.assign(new Error(message), { code: "lease_lost", retryable: false });
    },
  };
}
