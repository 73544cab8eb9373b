import type { Pool } from "pg";
import { notFound } from "@/lib/errors";
import type { Outbox } from "@/lib/holdpoint";
import type { KeptMail, KeptMailSummary } from "@/lib/views/mail";
import { isId } from "@/lib/words/ids";
import { timeCursor, toPage } from "./lists";
import { callerValues, seesReview } from "./visible";

interface Row {
  id: string;
  name: string;
  email: string;
  subject: string;
  createdAt: Date;
}

const COLUMNS = `l.id, u.name, u.email, l.content->>'subject' as subject, l.created_at as "createdAt"`;

/** One's own, and those about what one may see; a digest is about many things. */
const MAY_SEE = (user: string, names: string, admin: string) => {
  const caller = { user: `${user}::text`, names: `${names}::text[]`, admin: `${admin}::boolean` };
  return `(l.user_id::text = ${caller.user} or ${caller.admin}
    or exists (select from reviews v where v.id = (l.payload->>'reviewId')::uuid and ${seesReview("v", caller)}))`;
};

const LIST = `
  select ${COLUMNS} from deliveries l join users u on u.id = l.user_id
  where l.kind = 'mail' and l.workspace_id = $1 and l.status = 'kept' and l.created_at <= coalesce($2::timestamptz, now())
    and ($2::timestamptz is null or l.created_at < $2 or l.id < $3::uuid) and ${MAY_SEE("$5", "$6", "$7")}
  order by l.created_at desc, l.id desc limit $4`;

const GET = `
  select ${COLUMNS}, l.content->>'html' as html, l.content->>'text' as text, l.content->>'link' as link
  from deliveries l join users u on u.id = l.user_id where l.id = $1 and l.workspace_id = $2 and l.kind = 'mail' and l.status = 'kept'
    and ${MAY_SEE("$3", "$4", "$5")}`;

/** Mails that were kept because there is no mail server, for everybody of the workspace who may see what they are about. */
export function outbox(pool: Pick<Pool, "query">): Outbox {
  return {
    async list(by, page) {
      const after = timeCursor(page.cursor);
      const values = [by.workspaceId, after?.createdAt ?? null, after?.id ?? null, page.limit + 1, ...callerValues(by)];
      const { rows } = await pool.query<Row>(LIST, values);
      return toPage(rows, page, (row) => [row.createdAt.toISOString(), row.id], summary);
    },
    async get(by, id) {
      if (!isId(id)) throw notFound("mail");
      const values = [id, by.workspaceId, ...callerValues(by)];
      const { rows } = await pool.query<Row & Pick<KeptMail, "html" | "text" | "link">>(GET, values);
      const [row] = rows;
      if (!row) throw notFound("mail");
      return { ...summary(row), html: row.html, text: row.text, link: row.link };
    },
  };
}

const summary = ({ id, name, email, subject, createdAt }: Row): KeptMailSummary => ({
  id,
  to: { name, email },
  subject,
  at: createdAt.toISOString(),
});
