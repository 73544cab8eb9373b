import type { Pool } from "pg";
import type { AskedReview, ClaimedMail, MailMatter, MailStore } from "@/lib/notifications/ports";
import type { Role } from "@/lib/words/people";
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

const LOOK = `
  select coalesce((select true from reviews where notify_at <= now() order by notify_at limit 1), false) as reviews,
    coalesce((select true from mails where due_at <= now() order by due_at limit 1), false) as mails`;

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
      row_number() over (partition by m.user_id order by v.id) + (select count(*) from mails s
        where s.user_id = m.user_id and s.created_at > now() - interval '1 hour' and s.kind <> 'digest') as nth
    from due v join memberships m on m.workspace_id = v.workspace_id
    where v.status = 'open' and ${ASKED}
  ), single as (
    insert into mails (id, workspace_id, user_id, kind, review_id, due_at)
    select gen_random_uuid(), workspace_id, user_id, kind, id, now() from wanted where nth <= $1
  ), gathered as (
    insert into mails (id, workspace_id, user_id, kind, due_at)
    select gen_random_uuid(), workspace_id, user_id, 'digest', now() + interval '1 hour'
    from wanted where nth > $1 group by workspace_id, user_id
    on conflict (user_id, workspace_id) where kind = 'digest' and status = 'due' do nothing
  )
  select count(*)::int as looked from due`;

const CLAIM = `
  update mails set status = 'sending', attempts = attempts + 1, due_at = now() + $2::float8 * interval '1 millisecond'
  where id in (select id from mails where due_at <= now() order by due_at limit $1 for update skip locked)
  returning id, kind, attempts`;

const REVIEW = `
  v.id, v.root_run_id as "rootRunId", v.workflow, v.title, v.description, v.created_at as "createdAt",
  v.due_at as "dueAt", r.started_by as "askedBy",
  ${assigneeJson("v")} as assignee,
  case when d.content is not null then
    jsonb_build_object('revision', d.revision, 'content', left(d.content, ${CHARACTERS}), 'by', d.by) end as draft
  from reviews v join runs r on r.id = v.run_id
  left join drafts d on d.run_id = v.run_id and d.revision = v.draft_revision`;

const TO = `
  select l.kind, l.review_id as "reviewId", l.workspace_id as "workspaceId", l.user_id as "userId", m.role,
    u.name, u.email, now() as now
  from mails l join users u on u.id = l.user_id
  join memberships m on m.user_id = l.user_id and m.workspace_id = l.workspace_id where l.id = $1`;

const ONE = `
  select ${REVIEW} join memberships m on m.user_id = $2 and m.workspace_id = v.workspace_id
  where v.id = $1 and v.status = 'open' and ${ASKED}`;

const WAITING = `
  where v.workspace_id = $1 and v.status = 'open' and ${ASKED}`;

const MANY = `
  select ${REVIEW} join memberships m on m.user_id = $2 and m.workspace_id = v.workspace_id ${WAITING}
  order by v.created_at, v.id limit ${SHOWN}`;

const COUNT = `
  select count(*)::int as count from (
    select from reviews v join memberships m on m.user_id = $2 and m.workspace_id = v.workspace_id ${WAITING}
    limit ${COUNT_LIMIT}
  ) waiting`;

const SETTLE = `
  update mails set status = $3, due_at = null, settled_at = now(), error = $4, content = $5
  where id = $1 and attempts = $2 and status = 'sending'`;

const POSTPONE = `
  update mails set error = $3, due_at = now() + $4::float8 * interval '1 millisecond'
  where id = $1 and attempts = $2 and status = 'sending'`;

interface Addressee {
  kind: string;
  reviewId: string | null;
  workspaceId: string;
  userId: string;
  role: Role;
  name: string;
  email: string;
  now: Date;
}

export function mailStore(pool: Pick<Pool, "query">): MailStore {
  return {
    async look() {
      const { rows } = await pool.query<{ reviews: boolean; mails: boolean }>({ name: "mails_look", text: LOOK });
      return rows[0] as { reviews: boolean; mails: boolean };
    },
    async tell(perHour, limit) {
      const { rows } = await pool.query<{ looked: number }>({
        name: "mails_tell",
        text: TELL,
        values: [perHour, limit],
      });
      return rows[0]?.looked ?? 0;
    },
    async claim(limit, forMs) {
      return (await pool.query<ClaimedMail>({ name: "mails_claim", text: CLAIM, values: [limit, forMs] })).rows;
    },
    async read(id) {
      const to = (await pool.query<Addressee>(TO, [id])).rows[0];
      return to ? { ...(await waitingFor(pool, to)), to, now: to.now } : null;
    },
    async settle({ id, attempts }, status, { error, content } = {}) {
      await pool.query(SETTLE, [id, attempts, status, error ?? null, content ? JSON.stringify(content) : null]);
    },
    async postpone({ id, attempts }, error, afterMs) {
      await pool.query(POSTPONE, [id, attempts, error, afterMs]);
    },
  };
}

async function waitingFor(pool: Pick<Pool, "query">, to: Addressee): Promise<Pick<MailMatter, "reviews" | "count">> {
  if (to.reviewId !== null) {
    const { rows } = await pool.query<AskedReview>(ONE, [to.reviewId, to.userId]);
    return { reviews: rows, count: rows.length };
  }
  const { rows } = await pool.query<AskedReview>(MANY, [to.workspaceId, to.userId]);
  const counted = await pool.query<{ count: number }>(COUNT, [to.workspaceId, to.userId]);
  return { reviews: rows, count: counted.rows[0]?.count ?? 0 };
}

/** What became of a mail is of interest for a month. */
export async function cleanMails(pool: Pick<Pool, "query">): Promise<void> {
  await pool.query("delete from mails where settled_at < now() - interval '30 days'");
}
