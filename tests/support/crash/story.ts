import type { Client } from "pg";

/**
 * Everything that happened in a run and the runs below it, without ids, times, takeovers and further attempts, nor the
 * ends of branches that nobody wanted any more, of which the run may hear in time or not. A run
 * that met a crash must tell the same story as one that did not.
 */
const STORY = `
  select r.workflow, r.status, r.input, r.output, r.error, r.step_name as "stoppedAt", r.data, r.draft_revision as draft,
    r.parent_seq as "parentSeq", r.branch_index as branch, r.signals_kept as "signalsKept",
    (select jsonb_agg(jsonb_build_object('seq', s.seq, 'step', s.step_name, 'visit', s.visit, 'status', s.status,
        'output', s.output, 'error', s.error, 'repeats', s.repeats) order by s.seq)
      from step_executions s where s.run_id = r.id) as steps,
    (select jsonb_agg(e.type order by e.type) from events e where e.run_id = r.id and e.type not in ('step.taken_over', 'step.retried')
      and not (e.type = 'branch.ended' and e.data->>'status' = 'canceled')) as events,
    (select jsonb_agg(jsonb_build_object('seq', v.seq, 'key', v.key, 'status', v.status,
        'decision', v.decision, 'draft', v.draft_revision) order by v.seq, v.key)
      from reviews v where v.run_id = r.id) as reviews,
    (select jsonb_agg(jsonb_build_object('revision', d.revision, 'content', d.content) order by d.revision)
      from drafts d where d.run_id = r.id) as drafts,
    (select jsonb_agg(jsonb_build_object('seq', c.seq, 'text', c.text, 'status', c.status) order by c.seq, c.text)
      from comments c where c.run_id = r.id) as comments,
    (select jsonb_agg(jsonb_build_object('name', g.name, 'data', g.data, 'taken', g.taken_by_seq) order by g.event_seq)
      from signals g where g.run_id = r.id) as signals,
    (select jsonb_agg(jsonb_build_object('seq', o.seq, 'key', o.key, 'value', o.value) order by o.seq, o.key)
      from once_results o where o.run_id = r.id) as once,
    (select jsonb_agg(jsonb_build_object('seq', b.seq, 'key', b.key, 'status', b.status, 'output', b.output)
        order by b.seq, b.index)
      from branches b where b.run_id = r.id) as branches
  from runs r where r.root_id = $1 order by r.workflow, r.branch_index, r.parent_seq, r.input::text`;

export async function storyOf(client: Client, rootId: string): Promise<unknown[]> {
  const { rows } = await client.query(STORY, [rootId]);
  return JSON.parse(anonymous(JSON.stringify(rows))) as unknown[];
}

/** Ids and times are others in every run. */
export function anonymous(text: string): string {
  return text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<id>")
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)/g, "<time>");
}
