import { afterAll, beforeAll, expect, test } from "vitest";
import type { MeView } from "@/lib/views/mail";
import { signIn } from "../../support/demo-session";
import { withClient } from "../../support/postgres";
import { addTenant, bearer, type Client, restClient, storyInReview } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

let server: TestServer;
let ours: Client;
let theirs: Client;

beforeAll(async () => {
  server = await startServer({ env: { HOLDPOINT_MAIL_DELAY_SECONDS: "0", HOLDPOINT_SWEEP_SECONDS: "0.2" } });
  ours = restClient(server.url, bearer(server.token));
  theirs = restClient(server.url, bearer((await addTenant(server.databaseUrl)).token));
});
afterAll(() => server?.stop());

const sql = (text: string) => withClient(server.databaseUrl, async (db) => (await db.query(text)).rows);

test("without a mail server, mails are kept and shown as they would have been sent", async () => {
  // The demo's other reviewers would be asked too.
  await sql("delete from memberships m using users u where u.id = m.user_id and u.name in ('Cleo', 'Emil')");
  const { review } = await storyInReview(ours);
  await expect.poll(() => sql("select status from deliveries")).toEqual([{ status: "kept" }]);
  const [mail] = await sql("select id from deliveries");
  const Cookie = await signIn(server.url, "ana@example.com");
  const ana = restClient(server.url, { Cookie });

  const list = await ana.get<string>("/outbox");
  expect(list.text).toContain("Waits for you: A lighthouse keeper");
  expect(list.text).toContain(`/outbox/${mail.id}`);
  const page = await ana.get<string>(`/outbox/${mail.id}`);
  expect(page.text).toContain(`${server.url}/reviews/${review.id}`);

  const frame = await ana.get<string>(`/api/outbox/${mail.id}`);
  expect(frame.headers.get("content-security-policy")).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'",
  );
  expect(frame.text).toContain("Asked by Dana");

  const foreign = await theirs.get(`/api/outbox/${mail.id}`);
  const unknown = await theirs.get("/api/outbox/01999999-0000-7000-8000-0000000000aa");
  expect([foreign.status, foreign.text]).toEqual([404, unknown.text]);
  expect((await restClient(server.url, {}).get(`/api/outbox/${mail.id}`)).status).toBe(401);
});

test("each person chooses their own mails", async () => {
  const before = await ours.get<MeView>("/api/v1/me");
  expect(before.body).toMatchObject({ name: "Dana", email: "dana@example.com", role: "admin", mail: "all" });
  const change = (body: unknown) =>
    ours.send<MeView>("/api/v1/me", {
      method: "PATCH",
      body: JSON.stringify(body),
      headers: { "Content-Type": "application/json" },
    });
  expect((await change({ mail: "none" })).body).toEqual({ ...before.body, mail: "none" });
  expect((await ours.get<MeView>("/api/v1/me")).body.mail).toBe("none");
  expect((await change({ mail: "sometimes" })).status).toBe(422);
  expect((await change({ mail: "all", role: "admin" })).status).toBe(422);
  expect((await theirs.get<MeView>("/api/v1/me")).body).toMatchObject({ name: "Olga", mail: "all" });
});
