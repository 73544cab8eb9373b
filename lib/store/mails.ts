import type { Pool } from "pg";
import type { AskedReview, Mail } from "@/lib/notifications/ports";
import { type OwnSql, UNLESS_DUE } from "./delivery-sql";
import { remindAt } from "./reminder";
import { assigneeJson, isAskedByName, notExcluded } from "./visible";

/** Shown in one digest. */
const SHOWN = 10;
const COUNT_LIMIT = 1_000;
/** As much of a draft as a mail could need. */
const CHARACTERS = 4_000;

/**
 * Who is asked sees what it is about, and only they get mail: whether membership `m` is asked to answer review `v`, by mail: the assignees; where there are none, reviewers.
 * Admins may answer everything and are told of nothing for that alone.
 */
const ASKED = `
  case m.mail when 'all' then true when 'assigned' then v.assignee_kind is not null else false end
  and case when v.assignee_kind is null then m.role = 'reviewer' else ${isAskedByName("v", "m")} end
  and ${notExcluded("v", "m.user_id::text")}`;

const TELL = `
  with due as (
    select id, workspace_id, run_id, step_name, people, assignee_kind, assignee_id, status, due_at, created_at, told_at
    from reviews
    where notify_at <= now() order by notify_at limit $2 for update skip locked
  ), told as (
    update reviews r set told_at = now(),
      notify_at = (select at from (select ${remindAt("v.due_at", "v.created_at")}) as reminder(at)
        where v.told_at is null and v.status = 'open' and at > now())
    from due v where r.id = v.id
  ), wanted as (
    select v.id, v.workspace_id, m.user_id, case when v.told_at is null then 'review' else 'reminder' end as kind,
      row_number() over (partition by m.user_id order by v.id) + (select count(*) from deliveries s
        where s.kind = 'mail' and s.user_id = m.user_id and s.created_at > now() - interval '1 hour' and s.key is null) as nth
    from due v join memberships m on m.workspace_id = v.workspace_id
    where v.status = 'open' and ${ASKED}
  ), single as (
    insert into deliveries (id, kind, workspace_id, user_id, payload)
    select gen_random_uuid(), 'mail', workspace_id, user_id, jsonb_build_object('kind', kind, 'reviewId', id)
    from wanted where nth <= $1
  ), gathered as (
    insert into deliveries (id, kind, workspace_id, user_id, key, payload, due_at)
    select gen_random_uuid(), 'mail', workspace_id, user_id, user_id || ' ' || workspace_id,
      jsonb_build_object('kind', 'digest'), now() + interval '1 hour'
    from wanted where nth > $1 group by workspace_id, user_id
    ${UNLESS_DUE}
  )
  select count(*)::int as looked from due`;

const ASKED_REVIEW = `
  select v.id, v.root_run_id as "rootRunId", v.workflow, v.title, v.description, v.due_at as "dueAt",
    r.started_by as "askedBy", ${assigneeJson("v")} as assignee,
    case when d.content is not null then
      jsonb_build_object('revision', d.revision, 'content', left(d.content, ${CHARACTERS}), 'by', d.by) end as draft
  from reviews v join runs r on r.id = v.run_id
  left join drafts d on d.run_id = v.run_id and d.revision = v.draft_revision
  where v.workspace_id = m.workspace_id and v.status = 'open' and ${ASKED}`;

const gathered = (reviews: string) => `(select coalesce(jsonb_agg(asked), '[]') from (${reviews}) asked)`;

/** One review, or for a digest the oldest of all that wait, and how many those are. */
const MATTER = `
  select jsonb_build_object('kind', l.payload->>'kind', 'to', jsonb_build_object('name', u.name, 'email', u.email, 'role', m.role))
    || case when l.payload ? 'reviewId'
      then jsonb_build_object('reviews', ${gathered(`${ASKED_REVIEW} and v.id = (l.payload->>'reviewId')::uuid`)})
      else jsonb_build_object('reviews', ${gathered(`${ASKED_REVIEW} order by v.created_at, v.id limit ${SHOWN}`)},
        'count', (select count(*) from (select from reviews v
          where v.workspace_id = m.workspace_id and v.status = 'open' and ${ASKED} limit ${COUNT_LIMIT}) waiting))
      end
  from users u join memberships m on m.user_id = u.id and m.workspace_id = l.workspace_id where u.id = l.user_id`;

type Kept = Omit<Mail, "count" | "reviews"> & { count?: number; reviews: (AskedReview & { dueAt: string | null })[] };

/** What is to be told is a mail from the moment that its review says; what a mail is about is read when it is taken. */
export const MAIL: OwnSql = {
  any: "select true from reviews where notify_at <= now() order by notify_at limit 1",
  matter: MATTER,
  read(kept): Mail | null {
    if (kept === null) return null;
    const { reviews, count = reviews.length, ...mail } = kept as Kept;
    return { ...mail, count, reviews: reviews.map((one) => ({ ...one, dueAt: one.dueAt && new Date(one.dueAt) })) };
  },
};

/** Makes mails; answers how many reviews it looked at. */
export async function tellOfReviews(pool: Pick<Pool, "query">, perHour: number, limit: number): Promise<number> {
  const { rows } = await pool.query<{ looked: number }>({ name: "mails_tell", text: TELL, values: [perHour, limit] });
  return rows[0]?.looked ?? 0;
}
