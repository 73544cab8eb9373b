import { v7 as newId } from "uuid";
import type { Role } from "@/lib/views/people";
import { makeDemoAgents } from "./demo-agents";
import type { PrismaClient } from "./generated/client";
import { hashToken } from "./identity";

/** Fixed ids: making the demo people again changes nothing. */
const WORKSPACE = "01999999-0000-7000-8000-000000000001";

export const DEMO_PEOPLE = [
  { id: "01999999-0000-7000-8000-00000000000a", name: "Ana", email: "ana@example.com", role: "author" },
  { id: "01999999-0000-7000-8000-00000000000b", name: "Ben", email: "ben@example.com", role: "reviewer" },
  { id: "01999999-0000-7000-8000-00000000000c", name: "Cleo", email: "cleo@example.com", role: "reviewer" },
  { id: "01999999-0000-7000-8000-00000000000d", name: "Dana", email: "dana@example.com", role: "admin" },
  { id: "01999999-0000-7000-8000-00000000000e", name: "Emil", email: "emil@example.com", role: "reviewer" },
] as const satisfies { id: string; name: string; email: string; role: Role }[];

/** Whose token programs get. */
const DANA = "01999999-0000-7000-8000-00000000000d";
const TOKEN_ID = "01999999-0000-7000-8000-0000000000ff";

/** Makes the demo workspace and its people, and lets `token` (and no other) be Dana's demo token. */
export async function makeDemo(prisma: PrismaClient, token: string): Promise<void> {
  await prisma.workspace.upsert({ where: { id: WORKSPACE }, create: { id: WORKSPACE, name: "Demo" }, update: {} });
  for (const { id, name, email, role } of DEMO_PEOPLE) {
    await prisma.user.upsert({ where: { id }, create: { id, name, email }, update: {} });
    const place = { userId: id, workspaceId: WORKSPACE };
    await prisma.membership.upsert({ where: { userId_workspaceId: place }, create: { ...place, role }, update: {} });
  }
  await makeDemoAgents(prisma, WORKSPACE, newId);
  const secret = { prefix: token.slice(0, 6), hash: hashToken(token) };
  await prisma.apiToken.upsert({
    where: { id: TOKEN_ID },
    create: { id: TOKEN_ID, workspaceId: WORKSPACE, userId: DANA, name: "Demo token", ...secret },
    update: secret,
  });
}
