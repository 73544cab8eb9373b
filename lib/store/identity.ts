import { createHash } from "node:crypto";
import type { Pool } from "pg";
import type { Accounts, Identity } from "@/lib/holdpoint";
import type { RunSnapshot } from "@/lib/operations/records";
import type { MailChoice, MeView } from "@/lib/views/mail";
import { isId } from "@/lib/words/ids";
import type { Principal } from "@/lib/words/people";
import type { DatabaseClock } from "./database-clock";
import { alongside, type Found, reviewBy } from "./door-read";
import type { PrismaClient } from "./generated/client";
import { together } from "./together";

/** Writing down every use of a token would cost a write a request; this often is enough. */
const NOTE_USE_AFTER_MS = 60_000;

export const hashToken = (token: string) => createHash("sha256").update(token).digest("hex");

/** Who somebody is in a workspace; nobody where they do not belong to it. */
const PRINCIPAL = `u.id as "userId", u.name, u.email, m.workspace_id as "workspaceId", m.role,
  array(select t.id::text from team_members i join teams t on t.id = i.team_id
    where i.user_id = u.id and t.workspace_id = m.workspace_id order by t.id) as "teamIds"`;

const BY_TOKEN = (more = "", from = "") => `
  select now() as now, k.hash, k.id as "tokenId", ${PRINCIPAL},
    coalesce(k.last_used_at < now() - ${NOTE_USE_AFTER_MS} * interval '1 millisecond', true) as "noteUse"${more}
  from api_tokens k join users u on u.id = k.user_id
  join memberships m on m.user_id = u.id and m.workspace_id = k.workspace_id${from}
  where k.hash = any($1::text[]) and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())`;

const BY_TOKEN_ALONG = BY_TOKEN(
  `, ${reviewBy("q.review_id")} as found`,
  " join unnest($1::text[], $2::uuid[]) as q(hash, review_id) on q.hash = k.hash",
);

const NOTE_USE = "update api_tokens set last_used_at = now() where id = $1";

/** In the workspace asked for, else in the one joined first. */
const byColumn = (column: "id" | "email") => `
  select ${PRINCIPAL} from users u join memberships m on m.user_id = u.id
  where u.${column} = $1 and ($2::uuid is null or m.workspace_id = $2) order by m.created_at limit 1`;

const BY_SESSION = (more = "") => `
  select now() as now, ${PRINCIPAL}, $2::uuid as "sessionId"${more} from users u join memberships m on m.user_id = u.id
  where u.id = $1 and not exists (select from ended_sessions where id = $2) order by m.created_at limit 1`;

const STATEMENTS = {
  token: { name: "principal_by_token", text: BY_TOKEN() },
  tokenAlong: { name: "principal_by_token_along", text: BY_TOKEN_ALONG },
  session: { name: "principal_by_session", text: BY_SESSION() },
  sessionAlong: { name: "principal_by_session_along", text: BY_SESSION(`, ${reviewBy("$3::uuid")} as found`) },
};

interface Alongside {
  now: Date;
  found?: Found | null;
}

type ByToken = Principal & Alongside & { hash: string; noteUse: boolean };

interface Asked {
  hash: string;
  reviewId: string | null;
}

/** What hears the time that a statement tells, and where a review goes that is read along with who names it. */
export interface Along {
  clock: DatabaseClock;
  memory: { knows(reviewId: string): boolean; noteRead(run: RunSnapshot): void };
}

/** Each in one statement; requests that come together share it. */
export function identity(pool: Pool, along: Along): Identity {
  const take = ({ now, found = null }: Alongside, sent: number) => {
    along.clock.seen(now, sent);
    const review = alongside(found);
    if (review) along.memory.noteRead(review.snapshot);
  };
  /** The review to read along: one that this process does not know. */
  const wanted = (reviewId: string | undefined) => {
    const id = reviewId !== undefined && isId(reviewId) ? reviewId.toLowerCase() : null;
    return id !== null && !along.memory.knows(id) ? id : null;
  };
  const reader = (withReviews: boolean) =>
    together<Asked, ByToken | null>({
      async ask(all) {
        const statement = STATEMENTS[withReviews ? "tokenAlong" : "token"];
        const lists = [all.map(({ hash }) => hash), ...(withReviews ? [all.map(({ reviewId }) => reviewId)] : [])];
        const sent = performance.now();
        const { rows } = await pool.query<ByToken>({ ...statement, values: lists });
        for (const row of rows) take(row, sent);
        const byHash = new Map(rows.map((row) => [row.hash, row]));
        return all.map(({ hash }) => byHash.get(hash) ?? null);
      },
    });
  const readers = { alone: reader(false), along: reader(true) };
  const by = async (column: "id" | "email", value: string, workspaceId: string | null) => {
    const statement = { name: `principal_by_${column}`, text: byColumn(column), values: [value, workspaceId] };
    return (await pool.query<Principal>(statement)).rows[0] ?? null;
  };
  return {
    async byToken(token, review) {
      const reviewId = wanted(review);
      const read = await readers[reviewId ? "along" : "alone"]({ hash: hashToken(token), reviewId });
      if (!read) return null;
      const { now: _now, hash: _hash, noteUse, found: _found, ...principal } = read;
      if (noteUse) await pool.query({ name: "note_use", text: NOTE_USE, values: [principal.tokenId] });
      return principal;
    },
    async bySession({ userId, sessionId }, review) {
      const reviewId = wanted(review);
      const statement = STATEMENTS[reviewId ? "sessionAlong" : "session"];
      const values = [userId, sessionId, ...(reviewId ? [reviewId] : [])];
      const sent = performance.now();
      const [row] = (await pool.query<Principal & Alongside>({ ...statement, values })).rows;
      if (!row) return null;
      take(row, sent);
      const { now: _now, found: _found, ...principal } = row;
      return principal;
    },
    byUserId: (id, workspaceId) => by("id", id, workspaceId ?? null),
    byEmail: (email) => by("email", email, null),
  };
}

export function accounts(prisma: PrismaClient): Accounts {
  const view = ({ userId: id, name, email, role }: Principal, mail: string): MeView => ({
    id,
    name,
    email,
    role,
    mail: mail as MailChoice,
  });
  const place = ({ userId, workspaceId }: Principal) => ({ userId_workspaceId: { userId, workspaceId } });
  return {
    async read(by) {
      const { mail } = await prisma.membership.findUniqueOrThrow({ where: place(by), select: { mail: true } });
      return view(by, mail);
    },
    async chooseMail(by, mail) {
      await prisma.membership.update({ where: place(by), data: { mail } });
      return view(by, mail);
    },
  };
}
