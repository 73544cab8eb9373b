import { randomBytes } from "node:crypto";
import { v7 as newId } from "uuid";
import type { DemoMode } from "@/lib/holdpoint";
import type { Role } from "@/lib/words/people";
import { makeDemoAgents } from "./demo-agents";
import type { Prisma, PrismaClient } from "./generated/client";
import { hashToken } from "./identity";

/** Fixed ids: making the demo people again changes nothing. */
const WORKSPACE = "01999999-0000-7000-8000-000000000001";

const DEMO_PEOPLE = [
  { id: "01999999-0000-7000-8000-00000000000a", name: "Ana", email: "ana@example.com", role: "author" },
  { id: "01999999-0000-7000-8000-00000000000b", name: "Ben", email: "ben@example.com", role: "reviewer" },
  { id: "01999999-0000-7000-8000-00000000000c", name: "Cleo", email: "cleo@example.com", role: "reviewer" },
  { id: "01999999-0000-7000-8000-00000000000d", name: "Dana", email: "dana@example.com", role: "admin" },
  { id: "01999999-0000-7000-8000-00000000000e", name: "Emil", email: "emil@example.com", role: "reviewer" },
] as const satisfies { id: string; name: string; email: string; role: Role }[];

/** Whose token programs get. */
const DANA = "01999999-0000-7000-8000-00000000000d";
const TOKEN_ID = "01999999-0000-7000-8000-0000000000ff";

/**
 * Makes the demo workspace and its people, and lets one token (and no other) be Dana's: the `given` one, or one that is
 * made here. People of a demo that had ended are in again.
 */
export async function makeDemo(prisma: PrismaClient, given: string | null): Promise<DemoMode> {
  const token = given ?? `hp_${randomBytes(32).toString("base64url")}`;
  await alone(prisma, async (tx) => {
    await tx.workspace.upsert({ where: { id: WORKSPACE }, create: { id: WORKSPACE, name: "Demo" }, update: {} });
    const ids = DEMO_PEOPLE.map(({ id }) => id);
    const wanted = DEMO_PEOPLE.map(({ email }) => email);
    const before = await tx.user.findMany({ where: { OR: [{ id: { in: ids } }, { email: { in: wanted } }] } });
    const others = before.filter(({ id }) => !DEMO_PEOPLE.some((person) => person.id === id));
    const isTaken = (wanted: string) => others.some(({ email }) => email === wanted);
    const people = DEMO_PEOPLE.map(({ id, name, email }) => ({
      id,
      name,
      email: isTaken(email) ? addressAfter(email) : email,
    }));
    await tx.user.createMany({ data: people, skipDuplicates: true });
    for (const { id, email } of people) {
      if (before.some((user) => user.id === id && user.email !== email))
        await tx.user.update({ where: { id }, data: { email } });
    }
    const places = DEMO_PEOPLE.map(({ id: userId, role }) => ({ userId, workspaceId: WORKSPACE, role }));
    await tx.membership.createMany({ data: places, skipDuplicates: true });
    const secret = { prefix: token.slice(0, 6), hash: hashToken(token), revokedAt: null };
    await tx.apiToken.upsert({
      where: { id: TOKEN_ID },
      create: { id: TOKEN_ID, workspaceId: WORKSPACE, userId: DANA, name: "Demo token", ...secret },
      update: secret,
    });
  });
  await makeDemoAgents(prisma, WORKSPACE, newId);
  return {
    people: DEMO_PEOPLE.map(({ id, name, email, role }) => ({ id, name, email, role })),
    token,
    made: given === null,
  };
}

/**
 * Puts the demo's people out: they are members of nothing, their tokens are revoked, and their addresses are free for
 * people who really have them. Rows that name them stay as they are. Answers whether there was anything to end.
 */
export function endDemo(prisma: PrismaClient): Promise<boolean> {
  return alone(prisma, async (tx) => {
    const theirs = { userId: { in: DEMO_PEOPLE.map(({ id }) => id) } };
    const memberships = await tx.membership.deleteMany({ where: theirs });
    const tokens = await tx.apiToken.updateMany({
      where: { ...theirs, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    // Whoever clicked to be Ana has a cookie for that user: a real person with her address must be another one.
    for (const { id, email } of DEMO_PEOPLE)
      await tx.user.updateMany({ where: { id }, data: { email: addressAfter(email) } });
    return memberships.count + tokens.count > 0;
  });
}

/** Where no mail can go. */
const addressAfter = (email: string) => email.replace(/@.*$/, "@demo.invalid");

/** Processes that start at once take turns; under load a turn takes longer than Prisma's five seconds. */
const PATIENCE = { maxWait: 30_000, timeout: 60_000 };

function alone<T>(prisma: PrismaClient, work: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
  return prisma.$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('holdpoint demo'))`;
    return work(tx);
  }, PATIENCE);
}
