import type { Pool } from "pg";
import { NIL } from "uuid";
import type { EventRow } from "@/lib/engine/change";
import type { KeptVisit } from "./draft-text";

/** Who reads the feed by a name of its own, of one workspace or of all. */
export interface Cursor {
  name: string;
  workspaceId: string | null;
}

interface FeedChange {
  runId: string;
  eventSeq: number;
  workspaceId: string;
  at: Date;
  events: EventRow[];
  visits: KeptVisit[];
}

/** What follows a cursor, and where it stands and will stand; positions are numbers that JavaScript would round. */
export interface FeedPage {
  changes: FeedChange[];
  from: string;
  to: string;
}

/** Before all that ever was. */
const BEGINNING = "-9223372036854775808";

/** A transaction below this number has ended, whenever it was begun: nothing with a position below it is still to come. */
const HORIZON = "txid_snapshot_xmin(txid_current_snapshot())";

/** What one transaction wrote is not parted. */
const first = (limit: string, of: string) => `
  select c.* from ${of} and c.position > (select position from mark) and c.position < ${HORIZON}
  order by c.position fetch first (${limit}::int) rows with ties`;

/** Of all workspaces each gives its first ones by its own part of the index. */
const OF_ALL = `
  select c.* from workspaces w cross join lateral (${first("$3", "changes c where c.workspace_id = w.id")}) c
  order by c.position fetch first ($3::int) rows with ties`;

const read = (page: string) => `
  with mark as materialized (
    select coalesce((select position from feed_cursors where name = $1 and workspace_id = $2), ${BEGINNING}) as position
  )
  select c.run_id as "runId", c.event_seq as "eventSeq", c.workspace_id as "workspaceId", c.at, c.events, c.visits,
    c.position, mark.position as "from"
  from mark left join (${page}) c on true order by c.position, c.run_id, c.event_seq`;

const READ = read(first("$3", "changes c where c.workspace_id = $2"));
const READ_ALL = read(OF_ALL);

const MOVE = `
  insert into feed_cursors as f (name, workspace_id, position) values ($1, $2, $4::bigint)
  on conflict (name, workspace_id) do update set position = excluded.position, moved_at = now() where f.position = $3::bigint`;

type Row = FeedChange & { position: string | null; from: string };

/**
 * All changes in an order in which each run's are in order: by the number of the transaction that wrote them. Postgres
 * gives it when the transaction first writes, and it may become visible later than a higher one; so the feed ends before
 * the first transaction that is under way. It is no door: who may see a change is decided where it is shown.
 */
export function feed(pool: Pick<Pool, "query">) {
  const keyOf = ({ name, workspaceId }: Cursor) => [name, workspaceId ?? NIL];
  return {
    /** At least `limit` changes where there are so many: what was written together comes together. */
    async read(cursor: Cursor, limit: number): Promise<FeedPage> {
      const [name, text] = cursor.workspaceId === null ? ["feed_of_all", READ_ALL] : ["feed", READ];
      const { rows } = await pool.query<Row>({ name, text, values: [...keyOf(cursor), limit] });
      const from = rows[0]?.from ?? BEGINNING;
      const changes = rows.filter(({ position }) => position !== null);
      return {
        from,
        to: changes.at(-1)?.position ?? from,
        changes: changes.map(({ position: _, from: __, ...change }) => change),
      };
    },
    /** Whoever read from the same place first moves it; false for the others, whose page does not count. */
    async move(cursor: Cursor, { from, to }: Pick<FeedPage, "from" | "to">): Promise<boolean> {
      const values = [...keyOf(cursor), from, to];
      return (await pool.query({ name: "feed_move", text: MOVE, values })).rowCount === 1;
    },
  };
}
