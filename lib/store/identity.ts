import { createHash } from "node:crypto";
import type { Pool } from "pg";
import type { Accounts, Identity } from "@/lib/holdpoint";
import type { MailChoice, MeView } from "@/lib/views/mail";
import type { Principal } from "@/lib/words/people";
import type { PrismaClient } from "./generated/client";
import { together } from "./together";

/** Writing down every use of a token would cost a write a request; this often is enough. */
const NOTE_USE_AFTER_MS = 60_000;

export const hashToken = (token: string) => createHash("sha256").update(token).digest("hex");

/** Who somebody is in a workspace; nobody where they do not belong to it. */
const PRINCIPAL = `u.id as "userId", u.name, u.email, m.workspace_id as "workspaceId", m.role,
  array(select t.id::text from team_members i join teams t on t.id = i.team_id
    where i.user_id = u.id and t.workspace_id = m.workspace_id order by t.id) as "teamIds"`;

const BY_TOKEN = `
  select k.hash, k.id as "tokenId", ${PRINCIPAL},
    coalesce(k.last_used_at < now() - ${NOTE_USE_AFTER_MS} * interval '1 millisecond', true) as "noteUse"
  from api_tokens k join users u on u.id = k.user_id
  join memberships m on m.user_id = u.id and m.workspace_id = k.workspace_id
  where k.hash = any($1::text[]) and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())`;

const NOTE_USE = "update api_tokens set last_used_at = now() where id = $1";

/** In the workspace asked for, else in the one joined first. */
const byColumn = (column: "id" | "email") => `
  select ${PRINCIPAL} from users u join memberships m on m.user_id = u.id
  where u.${column} = $1 and ($2::uuid is null or m.workspace_id = $2) order by m.created_at limit 1`;

const BY_SESSION = `
  select ${PRINCIPAL}, $2::uuid as "sessionId" from users u join memberships m on m.user_id = u.id
  where u.id = $1 and not exists (select from ended_sessions where id = $2) order by m.created_at limit 1`;

type ByToken = Principal & { hash: string; noteUse: boolean };

/** Each in one statement; requests that come together share it. */
export function identity(pool: Pool): Identity {
  const byHash = together<string, ByToken | null>({
    async ask(hashes) {
      const { rows } = await pool.query<ByToken>({ name: "principal_by_token", text: BY_TOKEN, values: [hashes] });
      const found = new Map(rows.map((row) => [row.hash, row]));
      return hashes.map((hash) => found.get(hash) ?? null);
    },
  });
  const by = async (column: "id" | "email", value: string, workspaceId: string | null) => {
    const statement = { name: `principal_by_${column}`, text: byColumn(column), values: [value, workspaceId] };
    return (await pool.query<Principal>(statement)).rows[0] ?? null;
  };
  return {
    async byToken(token) {
      const found = await byHash(hashToken(token));
      if (!found) return null;
      const { hash: _, noteUse, ...principal } = found;
      if (noteUse) await pool.query({ name: "note_use", text: NOTE_USE, values: [principal.tokenId] });
      return principal;
    },
    async bySession({ userId, sessionId }) {
      const statement = { name: "principal_by_session", text: BY_SESSION, values: [userId, sessionId] };
      return (await pool.query<Principal>(statement)).rows[0] ?? null;
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
