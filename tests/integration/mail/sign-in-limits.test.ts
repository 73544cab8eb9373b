import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type MailServer, startMailServer } from "../../support/mail-server";
import { withClient } from "../../support/postgres";
import { type Problem, restClient } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";
import { askForLink, mailSettings } from "../../support/sign-in-by-mail";

let mails: MailServer;
let server: TestServer;

beforeAll(async () => {
  mails = await startMailServer();
  const more = { HOLDPOINT_JOIN_DOMAINS: "example.com,corp.test", HOLDPOINT_TRUSTED_PROXIES: "127.0.0.1,::1" };
  server = await startServer({ env: mailSettings(mails, more) });
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await mails?.close();
});
beforeEach(async () => {
  mails.received.length = 0;
  await sql("delete from sign_in_tokens");
});

const sql = (text: string, values: unknown[] = []) => withClient(server.databaseUrl, (db) => db.query(text, values));

let senders = 0;
/** As the proxy in front would say it: somebody who has not asked before. */
const newSender = () => ({ "X-Forwarded-For": `198.51.100.${++senders}` });
const ask = (email: string, sender = newSender()) => askForLink(server.url, email, "/runs", sender);

/** Mails that went out, once so many are there and no more come. */
async function mailed(count: number): Promise<string[]> {
  await expect.poll(() => mails.received.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(count);
  for (let before = -1; before !== mails.received.length; ) {
    before = mails.received.length;
    await new Promise((resolve) => setTimeout(resolve, 700));
  }
  return mails.received.map(({ to }) => to).sort();
}

test("T8: members, those who may join and strangers are answered alike", async () => {
  const [member, joining, stranger] = await Promise.all(
    ["ana@example.com", "new@corp.test", "eve@elsewhere.example"].map((email) => ask(email)),
  );
  expect(member).toEqual({ status: 200, text: JSON.stringify({ url: `${server.url}/sign-in?sent=1` }) });
  expect([joining, stranger]).toEqual([member, member]);
  expect(await mailed(2)).toEqual(["ana@example.com", "new@corp.test"]);
});

test("T8: the answer waits for nothing that depends on who it is about", async () => {
  await withClient(server.databaseUrl, async (db) => {
    await db.query("begin");
    await db.query("lock table users, memberships, sign_in_tokens in access exclusive mode");
    const replies = [await ask("ana@example.com"), await ask("eve@elsewhere.example")];
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    expect(mails.received).toEqual([]);
    await db.query("rollback");
  });
  expect(await mailed(1)).toEqual(["ana@example.com"]);
});

test("T8: what stands behind a + is the same mailbox; other case, too; a dot is another one", async () => {
  const sender = newSender();
  const asked = [
    ...Array.from({ length: 40 }, (_, index) => `boss+${index}@corp.test`),
    ...["boss@corp.test", "BOSS@corp.test", "Boss+x+y@CORP.test"],
  ];
  for (const email of asked) expect((await ask(email, sender)).status).toBe(200);
  await ask("b.oss@corp.test");
  const sent = await mailed(6);
  expect(sent.filter((to) => to.startsWith("boss"))).toHaveLength(5);
  expect(sent).toContain("b.oss@corp.test");
});

test("T8: 20 at once for one address, from 20 senders, are five mails", async () => {
  const replies = await Promise.all(Array.from({ length: 20 }, () => ask("ben@example.com")));
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
  expect(await mailed(5)).toEqual(Array(5).fill("ben@example.com"));
});

test.each([
  "x@corp.test\u0000",
  "\u0000",
  "",
  "nobody",
  "@corp.test",
  "a@b@corp.test",
  "a@corp.test,b@corp.test",
  "a b@corp.test",
  "<a@corp.test>",
  `${"a".repeat(250)}@corp.test`,
])("T8: %j is no address", async (email) => {
  const reply = await ask(email);
  expect([reply.status, (JSON.parse(reply.text) as Problem).code]).toEqual([422, "invalid"]);
  expect((await sql("select from sign_in_tokens")).rowCount).toBe(0);
});

test("T8: a character that can't be kept is refused in any form or query about signing in", async () => {
  const client = restClient(server.url, newSender());
  for (const path of ["session?a=%00", "signin?callbackUrl=%00", "callback/email?email=x%40corp.test%00&token=1"])
    expect([path, (await client.get(`/api/auth/${path}`)).status]).toEqual([path, 422]);
});

test("T8: one sender gets 60 links in a while, whomever they are for; others go on", async () => {
  const sender = newSender();
  const statuses: number[] = [];
  for (let n = 0; n < 62; n++) statuses.push((await ask(`p${n}@elsewhere.example`, sender)).status);
  expect(statuses).toEqual([...Array(60).fill(200), 429, 429]);
  expect((await ask("ana@example.com")).status).toBe(200);
});

test("T8: requests about signing in are limited for each sender", async () => {
  const from = (sender: Record<string, string>) =>
    Promise.all(Array.from({ length: 640 }, () => restClient(server.url, sender).get("/api/auth/csrf")));
  const replies = await from(newSender());
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(300);
  const refused = replies.find(({ status }) => status === 429);
  expect(refused?.body.detail).toMatch(/^Too many requests\. Please wait \d+ s\.$/);
  expect((await restClient(server.url, newSender()).get("/api/auth/csrf")).status).toBe(200);
  // What stands left of the last address was said by the sender.
  const rotating = await Promise.all(
    Array.from({ length: 340 }, (_, index) =>
      restClient(server.url, { "X-Forwarded-For": `203.0.113.${index % 250}, 192.0.2.77` }).get("/api/auth/csrf"),
    ),
  );
  expect(rotating.filter(({ status }) => status === 429)).toHaveLength(40);
});
