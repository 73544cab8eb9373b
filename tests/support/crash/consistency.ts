import type { Client } from "pg";

/** Each lists rows that contradict others; there must never be any, whatever died when. */
const CONTRADICTIONS: Record<string, string> = {
  "events are numbered from 1 without a gap": `
    select r.id from runs r left join events e on e.run_id = r.id group by r.id
    having r.event_seq <> count(e.seq) or r.event_seq <> coalesce(max(e.seq), 0)`,
  "visits are numbered from 1 without a gap": `
    select r.id from runs r left join step_executions s on s.run_id = r.id group by r.id
    having r.seq <> count(s.seq) or r.seq <> coalesce(max(s.seq), 0)`,
  "only the last visit of a run at work is open": `
    select r.id from runs r join step_executions s on s.run_id = r.id
    where (s.status in ('running', 'waiting')) <> (r.status in ('running', 'waiting') and s.seq = r.seq)`,
  "an open review belongs to the visit a run waits at": `
    select v.id from reviews v join runs r on r.id = v.run_id
    where v.status = 'open' and (r.status <> 'waiting' or r.seq <> v.seq)`,
  "a decided review says who, and one event does too": `
    select v.id from reviews v where v.status = 'decided' and (v.decision is null or 1 <> (select count(*) from events e
      where e.run_id = v.run_id and e.type = 'review.decided' and e.data->>'reviewId' = v.id::text))`,
  "no branch outlives its parent": `
    select c.id from runs c join runs p on p.id = c.parent_id
    where c.status in ('running', 'waiting') and (p.status not in ('running', 'waiting') or p.seq <> c.parent_seq)`,
  "a branch's row says what became of it": `
    select b.child_id from branches b left join runs c on c.id = b.child_id
    where b.status not in ('pending', 'running', coalesce(c.status, 'canceled')) and not (b.status = 'canceled' and c.status = 'completed')`,
  "every end of a branch has been taken note of": `
    select b.run_id from branches b join runs r on r.id = b.run_id
    where r.status in ('completed', 'failed', 'canceled') and (not b.delivered or b.status in ('pending', 'running', 'canceling'))`,
  "who has ended holds no lease and waits for nothing": `
    select id from runs where status in ('completed', 'failed', 'canceled')
      and (lease_until is not null or wake_at is not null or expires_at is not null or joining or ended_at is null)`,
  "a kept signal is counted": `
    select r.id from runs r where r.signals_kept <> (select count(*) from signals g
      where g.run_id = r.id and g.taken_by_seq is null)`,
  "drafts are numbered from 1 without a gap": `
    select r.id from runs r join drafts d on d.run_id = r.id where r.forked_from is null
    group by r.id having r.draft_count <> count(*) or r.draft_count <> max(d.revision)`,
  "a file of an answer is kept for its run": `
    select v.id from reviews v, jsonb_each(v.decision->'values') given
    where given.value ? 'size' and not exists (select from file_uses u join files f on f.id = u.file_id
      where u.run_id = v.root_run_id and f.status = 'ready' and f.id::text = given.value->>'id')`,
  "what was answered first is kept": "select key from idempotency_keys where status is null",
};

/** The sentences that do not hold, with the rows that contradict them. */
export async function contradictions(client: Client): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const [sentence, query] of Object.entries(CONTRADICTIONS)) {
    const { rows } = await client.query(query);
    if (rows.length > 0) found[sentence] = rows;
  }
  return found;
}
