import type { Pool } from "pg";
import type { Delivery, DeliveryStore } from "@/lib/deliveries/kind";
import type { OwnSql } from "./delivery-sql";
import { MAIL } from "./mails";
import { PUSH } from "./push-configs";
import { CANCEL } from "./remote-tasks";

const OWN: Record<string, OwnSql> = { mail: MAIL, push: PUSH, cancel: CANCEL };

/** Of one key one goes after the other: what is due waits until the one under way is settled. */
const IS_DUE = `l.due_at <= now() and (l.key is null or l.status = 'sending' or not exists (
  select from deliveries o where o.kind = l.kind and o.key = l.key and o.status = 'sending'))`;

const isAny = (query: string) => `coalesce((${query}), false)`;

const LOOK = `
  select ${isAny(`select true from unnest($1::text[]) as wanted(kind) cross join lateral (
    select from deliveries l where l.kind = wanted.kind and ${IS_DUE} order by l.due_at limit 1) due limit 1`)} as due,
    jsonb_build_object(${Object.entries(OWN).map(([kind, { any }]) => `'${kind}', ${isAny(any)}`)}) as kinds`;

const MATTER = Object.entries(OWN).map(([kind, { matter }]) => matter && `when '${kind}' then (${matter})`);

/** Found once and for all: a plan that looked again for each row would take more than there is room for. */
const CLAIM = `
  with taken as materialized (
    select due.id, room.lease_ms from unnest($1::text[], $2::int[], $3::float8[]) as room(kind, size, lease_ms)
    cross join lateral (select l.id from deliveries l where l.kind = room.kind and ${IS_DUE}
      order by l.due_at limit room.size for update skip locked) due
  )
  update deliveries l set status = 'sending', attempts = attempts + 1,
    due_at = now() + taken.lease_ms * interval '1 millisecond'
  from taken where l.id = taken.id
  returning l.id, l.kind, l.workspace_id as "workspaceId", l.attempts, l.key is not null as keyed,
    case l.kind ${MATTER.filter(Boolean).join(" ")} else l.payload end as matter`;

const MINE = "id = $1 and attempts = $2 and status = 'sending'";
const RETURNING = "returning run_id, user_id, key, payload";

/** What is done leaves no row; a wait leaves it under way. Whoever comes too late changes nothing. */
const settle = ({ beside }: Partial<OwnSql> = {}) => `
  with gone as (delete from deliveries where ${MINE} and $3::text = 'done' ${RETURNING}),
  left_over as (
    update deliveries set status = $3, content = $4::jsonb, error = $5, due_at = now() + $6::float8 * interval '1 millisecond',
      settled_at = case when $6 is null then now() end
    where ${MINE} and $3 <> 'done' ${RETURNING}),
  mine as (select * from gone union all select * from left_over)
  ${beside ?? "select from mine"}`;

export function deliveryStore(pool: Pick<Pool, "query">): DeliveryStore {
  const write = async ({ id, attempts, kind }: Delivery, ...[status, note, error, waitMs]: unknown[]) => {
    const own = OWN[kind]?.beside ? kind : "any";
    const values = [id, attempts, status, note === undefined ? null : JSON.stringify(note), error, waitMs];
    await pool.query({ name: `deliveries_settle_${own}`, text: settle(OWN[kind]), values });
  };
  return {
    async look(kinds) {
      const { rows } = await pool.query({ name: "deliveries_look", text: LOOK, values: [kinds] });
      return rows[0];
    },
    async claim(room) {
      const values = [room.map(({ kind }) => kind), room.map(({ size }) => size), room.map(({ leaseMs }) => leaseMs)];
      const { rows } = await pool.query<Delivery>({ name: "deliveries_claim", text: CLAIM, values });
      return rows.map((row) => ({ ...row, matter: OWN[row.kind]?.read?.(row.matter) ?? row.matter }));
    },
    settle(delivery, outcome) {
      const failed = outcome.status === "failed";
      return write(delivery, outcome.status, failed ? undefined : outcome.note, failed ? outcome.error : null, null);
    },
    postpone: (delivery, error, afterMs) => write(delivery, "sending", undefined, error, afterMs),
  };
}

/** What became of a delivery is of interest for a month. */
export async function cleanDeliveries(pool: Pick<Pool, "query">): Promise<void> {
  await pool.query("delete from deliveries where settled_at < now() - interval '30 days'");
}
