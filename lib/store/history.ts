import type { Pool } from "pg";
import type { OrderedRequest, StepsRequest } from "@/lib/contract/requests";
import type { EventRow } from "@/lib/engine/change";
import { LARGEST_INTEGER } from "@/lib/json/largest-integer";
import type { Hidden } from "@/lib/operations/ports";
import type { EventView, Page, StepView } from "@/lib/views/views";
import { draftsIn, type KeptVisit, keptVisit } from "./draft-text";
import { multirange } from "./hidden";
import { sequenceCursor, toPage } from "./lists";

const seen = (number: string, hidden: string) => `not ${hidden}::int4multirange @> (${number} ->> 'seq')::int`;
const SEEN_EVENT = seen("e.value", "$4");

/** A change holds several events: those after the cursor begin in the first one whose last event is after it. */
const EVENTS = `
  select e.value as event, c.at from changes c cross join lateral jsonb_array_elements(c.events) with ordinality e(value, place)
  where c.run_id = $1 and c.event_seq > $2 and (e.value ->> 'seq')::int > $2 and ${SEEN_EVENT}
  order by c.event_seq, e.place limit $3`;

const EVENTS_BACK = `
  select e.value as event, c.at from changes c cross join lateral jsonb_array_elements(c.events) with ordinality e(value, place)
  where c.run_id = $1 and (e.value ->> 'seq')::int < $2
    and ${SEEN_EVENT} and c.event_seq <= coalesce((select min(event_seq) from changes where run_id = $1 and event_seq >= $2), $2)
  order by c.event_seq desc, e.place desc limit $3`;

/** The visits that were left, and the one the run is at. */
const visits = (beyond: "<" | ">", direction: "asc" | "desc") => `
  (select v.value - $4::text[] as visit
    from changes c cross join lateral jsonb_array_elements(c.visits) with ordinality v(value, place)
    where c.run_id = $1 and (v.value ->> 'seq')::int ${beyond} $2 and ${seen("v.value", "$5")}
    order by c.event_seq ${direction}, v.place ${direction} limit $3)
  union all
  select visit - $4::text[] from runs where id = $1 and (visit ->> 'seq')::int ${beyond} $2
    and ${seen("visit", "$5")}`;

const VISITS = visits(">", "asc");
const VISITS_BACK = visits("<", "desc");

const placeOf = ({ cursor, newestFirst }: OrderedRequest) =>
  newestFirst && cursor === undefined ? LARGEST_INTEGER : sequenceCursor(cursor);

export async function listEvents(
  pool: Pool,
  runId: string,
  page: OrderedRequest,
  hidden: Hidden,
): Promise<Page<EventView>> {
  const [name, text] = page.newestFirst ? ["events_back", EVENTS_BACK] : ["events", EVENTS];
  const values = [runId, placeOf(page), page.limit + 1, multirange(hidden)];
  const { rows } = await pool.query<{ event: EventRow; at: Date }>({ name, text, values });
  return toPage(
    rows,
    page,
    ({ event }) => [event.seq],
    ({ event: { seq, type, actor, data }, at }) => ({ seq, type, actor, data, at: at.toISOString() }),
  );
}

export async function listSteps(
  pool: Pool,
  runId: string,
  page: StepsRequest,
  hidden: Hidden,
): Promise<Page<StepView>> {
  const [name, text] = page.newestFirst ? ["visits_back", VISITS_BACK] : ["visits", VISITS];
  const without = page.withoutData ? ["input", "output", "baseData"] : ["baseData"];
  const values = [runId, placeOf(page), page.limit + 1, without, multirange(hidden)];
  const { rows } = await pool.query<{ visit: KeptVisit }>({ name, text, values });
  rows.sort((a, b) => (page.newestFirst ? b.visit.seq - a.visit.seq : a.visit.seq - b.visit.seq));
  const contents = await contentsIn(pool, runId, rows);
  return toPage(
    rows,
    page,
    ({ visit }) => [visit.seq],
    ({ visit }) => stepView(visit, contents),
  );
}

export async function step(pool: Pool, runId: string, seq: number): Promise<StepView | null> {
  const { rows } = await pool.query<{ visit: KeptVisit }>({
    name: "visits",
    text: VISITS,
    values: [runId, seq - 1, 1, [], multirange([])],
  });
  const found = rows.find(({ visit }) => visit.seq === seq);
  return found ? stepView(found.visit, await contentsIn(pool, runId, [found])) : null;
}

/** The drafts that outputs are, in one statement, or in none where there are none. */
async function contentsIn(pool: Pool, runId: string, rows: { visit: KeptVisit }[]): Promise<Map<number, string>> {
  const revisions = draftsIn(rows.map(({ visit }) => visit.output));
  if (revisions.length === 0) return new Map();
  const text = "select revision, content from drafts where run_id = $1 and revision = any($2::int[])";
  const { rows: drafts } = await pool.query<{ revision: number; content: string }>({
    name: "drafts_of_visits",
    text,
    values: [runId, revisions],
  });
  return new Map(drafts.map(({ revision, content }) => [revision, content]));
}

function stepView(kept: KeptVisit, contents: Map<number, string>): StepView {
  const {
    stepIndex,
    stepName,
    tokensIn,
    tokensOut,
    draftRevision: _,
    repeats: __,
    baseData: ___,
    ...visit
  } = keptVisit(kept, (revision) => contents.get(revision));
  return {
    ...visit,
    step: { index: stepIndex, name: stepName },
    tokens: tokensIn === null && tokensOut === null ? null : { in: tokensIn ?? 0, out: tokensOut ?? 0 },
  };
}

/** The visit at which the run came to its present version; 1 when it was never migrated. */
export async function migratedAt(pool: Pool, runId: string): Promise<number> {
  const text = `select (data ->> 'seq')::int as seq from events where run_id = $1 and type = 'run.migrated'
    order by seq desc limit 1`;
  return (await pool.query<{ seq: number }>({ name: "migrated_at", text, values: [runId] })).rows[0]?.seq ?? 1;
}

/** True when the run was retried or rewound by this request. */
export async function hasRequest(pool: Pool, runId: string, requestId: string): Promise<boolean> {
  const text = "select 1 from events where run_id = $1 and data ->> 'requestId' = $2 limit 1";
  return (await pool.query({ name: "has_request", text, values: [runId, requestId] })).rows.length > 0;
}
