import type { Pool } from "pg";

/** Text of a visit in the making, for pages that another process serves. */
export interface LiveTexts {
  write(runId: string, seq: number, epoch: number, text: string): Promise<void>;
  read(runId: string): Promise<{ seq: number; text: string } | null>;
  /** Texts of visits that are over; answers how many went. */
  clean(): Promise<number>;
}

const WRITE = `
  insert into live_texts (run_id, seq, epoch, text) values ($1, $2, $3, $4)
  on conflict (run_id, seq) do update set epoch = $3, text = $4, updated_at = now() where live_texts.epoch <= $3`;

const READ = `
  select t.seq, t.text from live_texts t join runs r on r.id = t.run_id
  where t.run_id = $1 and t.seq = r.seq and t.epoch = r.lease_epoch and r.status = 'running'`;

const CLEAN = `
  delete from live_texts t where updated_at < now() - interval '1 minute'
    and not exists (select 1 from runs r where r.id = t.run_id and r.seq = t.seq and r.status = 'running')`;

export function liveTexts(pool: Pool): LiveTexts {
  return {
    async write(runId, seq, epoch, text) {
      await pool.query({ name: "live_write", text: WRITE, values: [runId, seq, epoch, text] });
    },
    async read(runId) {
      const { rows } = await pool.query<{ seq: number; text: string }>({
        name: "live_read",
        text: READ,
        values: [runId],
      });
      return rows[0] ?? null;
    },
    async clean() {
      return (await pool.query(CLEAN)).rowCount ?? 0;
    },
  };
}
