import { v7 as newId } from "uuid";
import { type SignInSettings, type SignInStore, sessionSeconds } from "@/lib/contract/sign-in";
import type { Prisma, PrismaClient } from "./generated/client";

/** The first workspace where there is none: fixed, so that processes that start together make one. */
const FIRST_WORKSPACE = "01999999-0000-7000-8000-000000000002";

/** Links that one mailbox gets in the time that one of them counts. */
const LINKS_AT_ONCE = 5;

/** Where mail to `boss+anything@corp.test` arrives. Dots are left in: only some providers ignore them. */
const mailboxOf = (email: string) => email.replace(/^([^+@]+)\+[^@]*@/, "$1@");

/** Who may come in, and the links that let them. */
export function signInStore(prisma: PrismaClient, { joinDomains }: Pick<SignInSettings, "joinDomains">): SignInStore {
  const isMember = async (email: string) => (await prisma.membership.count({ where: { user: { email } } })) > 0;
  const mayJoin = (email: string) => joinDomains.includes(email.slice(email.lastIndexOf("@") + 1));
  return {
    async keepLink({ hash, email, expiresAt }) {
      if (!(await isMember(email)) && !mayJoin(email)) return false;
      const mailbox = mailboxOf(email);
      const [, kept] = await prisma.$transaction([
        prisma.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${mailbox}, 0))`,
        prisma.$executeRaw`
          insert into sign_in_tokens (hash, email, expires_at) select ${hash}, ${email}, ${expiresAt}
          where (select count(*) from sign_in_tokens where expires_at > now()
            and regexp_replace(email, '^([^+@]+)\\+[^@]*@', '\\1@') = ${mailbox}) < ${LINKS_AT_ONCE}`,
      ]);
      return kept === 1;
    },
    async admit(email, name) {
      if (await isMember(email)) return true;
      if (!mayJoin(email)) return false;
      await addMembers(prisma, [email], "reviewer", name);
      return true;
    },
    async useToken(hash) {
      const [used] = await prisma.$queryRaw<{ email: string; expiresAt: Date }[]>`
        delete from sign_in_tokens where hash = ${hash} returning email, expires_at as "expiresAt"`;
      return used ?? null;
    },
    async endSession(id) {
      await prisma.endedSession.createMany({ data: [{ id }], skipDuplicates: true });
    },
  };
}

/** Removes links that have expired, and ended sessions whose cookies have. */
export async function cleanSignIns(prisma: PrismaClient): Promise<void> {
  await prisma.signInToken.deleteMany({ where: { expiresAt: { lt: new Date() } } });
  const endedBefore = new Date(Date.now() - sessionSeconds * 1000);
  await prisma.endedSession.deleteMany({ where: { endedAt: { lt: endedBefore } } });
}

/** Lets the people with these addresses be admins; without a workspace one is made. */
export async function makeAdmins(prisma: PrismaClient, emails: string[]): Promise<void> {
  if (emails.length === 0) return;
  if ((await prisma.workspace.count()) === 0) {
    await prisma.workspace.createMany({ data: [{ id: FIRST_WORKSPACE, name: "Holdpoint" }], skipDuplicates: true });
  }
  await addMembers(prisma, emails, "admin");
}

/** True when somebody could sign in. */
export const hasMembers = async (prisma: PrismaClient): Promise<boolean> =>
  (await prisma.membership.findFirst({ select: { userId: true } })) !== null;

/** To the oldest workspace. Those who are there already become it, too. */
async function addMembers(
  prisma: PrismaClient,
  emails: string[],
  role: "admin" | "reviewer",
  name?: string | null,
): Promise<void> {
  const workspace = await prisma.workspace.findFirst({ orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  if (!workspace) return;
  const people = emails.map((email) => ({ id: newId(), email, name: name?.slice(0, 200) || nameOf(email) }));
  await prisma.user.createMany({ data: people, skipDuplicates: true });
  const users = await prisma.user.findMany({ where: { email: { in: emails } }, select: { id: true } });
  const memberships: Prisma.MembershipCreateManyInput[] = users.map(({ id }) => ({
    userId: id,
    workspaceId: workspace.id,
    role,
  }));
  await prisma.membership.createMany({ data: memberships, skipDuplicates: true });
  await prisma.membership.updateMany({
    where: { workspaceId: workspace.id, userId: { in: users.map(({ id }) => id) } },
    data: { role },
  });
}

/** `ana.maria@example.com` is Ana Maria until she says otherwise. */
function nameOf(email: string): string {
  const words = email
    .slice(0, email.indexOf("@"))
    .split(/[._+-]+/)
    .filter(Boolean);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ") || email;
}
