import { afterAll, beforeAll, expect, test } from "vitest";
import { type MailServer, startMailServer } from "../../support/mail-server";
import { withClient } from "../../support/postgres";
import { bearer, restClient, story } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";
import { mailSettings } from "../../support/sign-in-by-mail";

let mails: MailServer;
let server: TestServer;

beforeAll(async () => {
  mails = await startMailServer();
  // The demo's people do here: with a token of theirs there is no need to sign in.
  const env = mailSettings(mails, { HOLDPOINT_MAIL_SIGN_IN: "false" });
  server = await startServer({ env });
});
afterAll(async () => {
  await server?.stop();
  await mails?.close();
});

const sql = (text: string) => withClient(server.databaseUrl, async (db) => (await db.query(text)).rows);

test("a process that is killed between the commit and the mail: another one sends it, under the same id", async () => {
  mails.behave("hold");
  // One reviewer is one mail.
  await sql("delete from memberships m using users u where u.id = m.user_id and u.name in ('Cleo', 'Emil')");
  await restClient(server.url, bearer(server.token)).post("/api/v1/runs", story, { Prefer: "wait=30" });
  const first = await mails.mail(({ acknowledged }) => !acknowledged);
  await server.kill();
  await server.restart();
  const second = await mails.mail(({ acknowledged }) => acknowledged);
  expect([second.to, second.messageId]).toEqual([first.to, first.messageId]);
  await expect.poll(() => sql("select status, attempts from deliveries")).toEqual([{ status: "sent", attempts: 2 }]);
});
