import { createHash } from "node:crypto";
import type { Accounts, Identity } from "@/lib/holdpoint";
import type { MailChoice, MeView } from "@/lib/views/mail";
import type { Principal } from "@/lib/views/people";
import type { Prisma, PrismaClient } from "./generated/client";

/** Writing down every use of a token would cost a write a request; this often is enough. */
const NOTE_USE_AFTER_MS = 60_000;

export const hashToken = (token: string) => createHash("sha256").update(token).digest("hex");

const withPlaces = {
  memberships: { orderBy: { createdAt: "asc" } },
  teams: { include: { team: { select: { workspaceId: true } } } },
} satisfies Prisma.UserInclude;

type UserWithPlaces = Prisma.UserGetPayload<{ include: typeof withPlaces }>;

export function identity(prisma: PrismaClient): Identity {
  return {
    async byToken(token) {
      const found = await prisma.apiToken.findUnique({
        where: { hash: hashToken(token) },
        include: { user: { include: withPlaces } },
      });
      const now = Date.now();
      if (!found || found.revokedAt || (found.expiresAt && found.expiresAt.getTime() <= now)) return null;
      if (!found.lastUsedAt || now - found.lastUsedAt.getTime() > NOTE_USE_AFTER_MS) {
        await prisma.apiToken.update({ where: { id: found.id }, data: { lastUsedAt: new Date(now) } });
      }
      return principalOf(found.user, { workspaceId: found.workspaceId, tokenId: found.id });
    },
    async byUserId(id, workspaceId) {
      const user = await prisma.user.findUnique({ where: { id }, include: withPlaces });
      return user && principalOf(user, { workspaceId });
    },
    async byEmail(email) {
      const user = await prisma.user.findUnique({ where: { email }, include: withPlaces });
      return user && principalOf(user);
    },
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

/** In the workspace asked for, else in the one joined first; null for who belongs to none. */
function principalOf(user: UserWithPlaces, at: { workspaceId?: string; tokenId?: string } = {}): Principal | null {
  const membership = user.memberships.find(({ workspaceId }) => (at.workspaceId ?? workspaceId) === workspaceId);
  if (!membership) return null;
  const { workspaceId, role } = membership;
  return {
    userId: user.id,
    name: user.name,
    email: user.email,
    workspaceId,
    role,
    teamIds: user.teams.filter(({ team }) => team.workspaceId === workspaceId).map(({ teamId }) => teamId),
    ...(at.tokenId ? { tokenId: at.tokenId } : {}),
  };
}
