import { afterEach, beforeEach, expect, test } from "vitest";
import { createHoldpoint } from "@/lib/composition";
import { parseEnv } from "@/lib/env";
import type { Holdpoint } from "@/lib/holdpoint";
import { type MailServer, startMailServer } from "../support/mail-server";
import { createTestDatabase, type TestDatabase, withClient } from "../support/postgres";
import { bearer, restClient } from "../support/rest";
import { startServer } from "../support/server";
import { mailSettings } from "../support/sign-in-by-mail";

const TOKEN = "hp_demo_0123456789012345678901234567890123";
const ANA = "01999999-0000-7000-8000-00000000000a";
const BEN = "01999999-0000-7000-8000-00000000000b";

let database: TestDatabase;
let mails: MailServer;
let running: Holdpoint[];
let lines: string[];

beforeEach(async () => {
  database = await createTestDatabase();
  mails = await startMailServer();
  running = [];
  lines = [];
});
afterEach(async () => {
  for (const one of running) await one.stop();
  await mails.close();
  await database.drop();
});

async function compose(env: Record<string, string>): Promise<Holdpoint> {
  const one = await createHoldpoint({
    env: parseEnv({ HOLDPOINT_SWEEP_SECONDS: "0.1", ...env }),
    databaseUrl: database.url,
    secret: "a secret that only this test knows",
    log: (line) => void lines.push(line),
  });
  running.push(one);
  return one;
}

const demo = () => compose({ HOLDPOINT_DEMO_TOKEN: TOKEN });
const real = (more: Record<string, string> = {}) =>
  compose(mailSettings(mails, { HOLDPOINT_ADMINS: "zoe@example.org", HOLDPOINT_JOIN_DOMAINS: "", ...more }));
const sql = (statement: string) => withClient(database.url, async (db) => (await db.query(statement)).rows);

async function stop(one: Holdpoint): Promise<void> {
  running = running.filter((other) => other !== one);
  await one.stop();
}

/** A story of Ana's that asks anybody for an answer. */
async function openReview(holdpoint: Holdpoint): Promise<string> {
  await holdpoint.start();
  const ana = await holdpoint.identity.byUserId(ANA);
  if (!ana) throw new Error("There is no Ana.");
  const run = await holdpoint.operations.startRun(ana, { workflow: "write-story", input: { prompt: "A clock" } });
  const waiting = await holdpoint.operations.waitForRun(ana, run.id, { timeoutMs: 20_000 });
  expect(waiting.reviews).toHaveLength(1);
  return run.id;
}

test("T5: with real sign-in the demo's people are out, and what they did keeps their names", async () => {
  const before = await demo();
  const runId = await openReview(before);
  expect(await before.identity.byToken(TOKEN)).toMatchObject({ name: "Dana" });
  await stop(before);

  const now = await real();
  expect(await now.identity.byToken(TOKEN)).toBeNull();
  for (const id of [ANA, BEN]) expect(await now.identity.byUserId(id)).toBeNull();
  for (const email of ["ana@example.com", "dana@example.com"]) expect(await now.identity.byEmail(email)).toBeNull();
  expect(
    await now.signIn.keepLink({ hash: "h", email: "ben@example.com", expiresAt: new Date(Date.now() + 1e6) }),
  ).toBe(false);
  expect(lines.filter((line) => line.startsWith("This was a demo:"))).toHaveLength(1);

  const zoe = await now.identity.byEmail("zoe@example.org");
  if (!zoe) throw new Error("There is no Zoe.");
  const events = await now.operations.listEvents(zoe, runId, { limit: 10 });
  expect(events.data[0]?.actor).toMatchObject({ id: ANA, name: "Ana" });
});

test("T5: no mail goes to the demo's people, also what was due already", async () => {
  const before = await demo();
  await openReview(before);
  await stop(before);
  await sql("update reviews set notify_at = now()");
  await sql(
    `insert into deliveries (id, kind, workspace_id, user_id, payload)
     select gen_random_uuid(), 'mail', workspace_id, user_id, '{"kind": "digest"}' from memberships where user_id = '${BEN}'`,
  );
  const now = await real({ HOLDPOINT_JOIN_DOMAINS: "example.org" });
  expect(await now.signIn.admit("rita@example.org", "Rita")).toBe(true);
  await now.start();
  await mails.mail(({ to }) => to === "rita@example.org");
  while ((await sql("select from deliveries where status in ('due', 'sending')")).length > 0)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(new Set(mails.received.map(({ to }) => to))).toEqual(new Set(["rita@example.org"]));
});

test("T5: processes that start at once agree, and one of them says it", async () => {
  await stop(await demo());
  const all = await Promise.all([real(), real(), real(), real()]);
  for (const one of all) expect(await one.identity.byToken(TOKEN)).toBeNull();
  expect(lines.filter((line) => line.startsWith("This was a demo:"))).toHaveLength(1);
  lines.length = 0;
  await real();
  expect(lines).toEqual([]);
});

test("T5: another demo lets its people in again, and no other token of theirs", async () => {
  await stop(await demo());
  await sql(
    `insert into api_tokens (id, workspace_id, user_id, name, prefix, hash)
     select gen_random_uuid(), workspace_id, user_id, 'Own', 'hp_own', 'own' from memberships where user_id = '${BEN}'`,
  );
  await stop(await real());
  const again = await demo();
  expect(await again.identity.byToken(TOKEN)).toMatchObject({ name: "Dana", role: "admin" });
  expect(await again.identity.byEmail("ben@example.com")).toMatchObject({ userId: BEN, role: "reviewer" });
  expect(await sql("select name from api_tokens where revoked_at is null")).toEqual([{ name: "Demo token" }]);
});

test("T5: somebody who really has the address of a demo person is another person", async () => {
  await stop(await demo());
  const now = await real({ HOLDPOINT_ADMINS: "ana@example.com" });
  const ana = await now.identity.byEmail("ana@example.com");
  expect(ana).toMatchObject({ role: "admin" });
  expect(ana?.userId).not.toBe(ANA);
  // A cookie of the demo names the demo's Ana.
  expect(await now.identity.byUserId(ANA)).toBeNull();
  await stop(now);
  const again = await demo();
  expect(await again.identity.byUserId(ANA)).toMatchObject({ name: "Ana", email: "ana@demo.invalid", role: "author" });
  expect(await again.identity.byEmail("ana@example.com")).toMatchObject({ userId: ana?.userId });
});

test("T5: the demo's token opens nothing after a start with a mail server and admins", async () => {
  const server = await startServer();
  const client = restClient(server.url, bearer(server.token));
  expect((await client.get("/api/v1/me")).status).toBe(200);
  await server.kill();
  await server.restart(mailSettings(mails));
  expect((await client.get("/api/v1/me")).status).toBe(401);
  expect(server.log()).toContain("This was a demo:");
  await server.stop();
}, 90_000);
