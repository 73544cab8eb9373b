import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type MailServer, startMailServer } from "../../support/mail-server";
import { withClient } from "../../support/postgres";
import { accept, restClient, storyInReview } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";
import { askForLink, cookiesOf, linkTo, mailSettings, pressButton } from "../../support/sign-in-by-mail";

let mails: MailServer;
let server: TestServer;

beforeAll(async () => {
  mails = await startMailServer();
  server = await startServer({ env: mailSettings(mails) });
});
afterAll(async () => {
  await server?.stop();
  await mails?.close();
});
beforeEach(async () => {
  mails.received.length = 0;
  await sql("delete from sign_in_tokens");
});

const sql = (text: string, values: unknown[] = []) => withClient(server.databaseUrl, (db) => db.query(text, values));
const session = async (response: Response) => {
  const reply = await restClient(server.url, { Cookie: cookiesOf(response) }).get<{ user?: { email: string } }>(
    "/api/auth/session",
  );
  return reply.body.user;
};

async function link(email: string, callbackUrl?: string): Promise<URL> {
  await askForLink(server.url, email, callbackUrl);
  return linkTo(mails, email);
}

test("mail scanners that open the link, with or without a browser, don't use it up (activepieces#14024)", async () => {
  const asked = "/reviews/01999999-0000-7000-8000-0000000000aa?from=mail";
  const mailed = await link("ana@example.com", asked);
  const direct = new URL(`/api/auth/callback/email?${mailed.searchParams}`, mailed);
  for (const url of [mailed, direct]) {
    for (const method of ["HEAD", "GET", "GET"]) {
      const reply = await fetch(url, { method });
      expect(cookiesOf(reply)).not.toContain("session-token");
      expect(reply.status).toBeLessThan(300);
    }
  }
  expect((await sql("select from sign_in_tokens")).rowCount).toBe(1);
  const pressed = await pressButton(mailed);
  expect([pressed.status, pressed.headers.get("location")]).toEqual([303, `${server.url}${asked}`]);
  expect(await session(pressed)).toMatchObject({ name: "Ana", email: "ana@example.com", role: "admin" });
  const again = await pressButton(mailed);
  expect(cookiesOf(again)).not.toContain("session-token");
  expect(again.headers.get("location")).toBe(`/sign-in?error=Verification&next=${encodeURIComponent(asked)}`);
});

test("a link signs in once, also when its button is pressed many times at once", async () => {
  const mailed = await link("ana@example.com");
  const pressed = await Promise.all(Array.from({ length: 10 }, () => pressButton(mailed)));
  expect(pressed.filter((reply) => cookiesOf(reply).includes("session-token"))).toHaveLength(1);
});

test("the secret of a link is kept as a hash only, and stands in no log", async () => {
  const mailed = await link("ana@example.com");
  const secret = mailed.searchParams.get("token") ?? "";
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  await fetch(mailed);
  await pressButton(mailed, {});
  const tables = await sql("select * from sign_in_tokens");
  expect(tables.rows).toEqual([
    {
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      email: "ana@example.com",
      created_at: expect.any(Date),
      expires_at: expect.any(Date),
    },
  ]);
  await pressButton(mailed);
  await pressButton(mailed);
  expect(JSON.stringify(tables.rows) + server.log()).not.toContain(secret);
  expect(server.log()).not.toContain("mail-password-42");
});

test("a page of another site can't press the button, and the link still works", async () => {
  const mailed = await link("ana@example.com");
  for (const headers of [{}, { Origin: "https://evil.example" }, { Origin: "null" }] as Record<string, string>[]) {
    expect((await pressButton(mailed, headers)).status).toBe(403);
  }
  expect(await session(await pressButton(mailed))).toMatchObject({ email: "ana@example.com" });
});

test("a link that is too old, of somebody else, or made up signs nobody in", async () => {
  const old = await link("ana@example.com");
  const { rows } = await sql(
    "select ceil(extract(epoch from expires_at - now()) / 60)::int as minutes from sign_in_tokens",
  );
  expect(rows).toEqual([{ minutes: 20 }]);
  await sql("update sign_in_tokens set expires_at = now() - interval '1 second'");
  const other = new URL(old);
  other.searchParams.set("email", "dana@example.com");
  const madeUp = new URL(old);
  madeUp.searchParams.set("token", "0".repeat(64));
  for (const one of [madeUp, other, old]) {
    const reply = await pressButton(one);
    expect(cookiesOf(reply)).not.toContain("session-token");
    expect(reply.headers.get("location")).toMatch(/^\/sign-in\?error=Verification/);
  }
});

test("a stranger is told the same as a member, and gets no mail; nor does who asks again and again", async () => {
  const reply = await askForLink(server.url, "ana@example.com");
  const stranger = await askForLink(server.url, "eve@elsewhere.example");
  expect(stranger.status).toBe(reply.status);
  for (let n = 0; n < 6; n++) await askForLink(server.url, "ana@example.com");
  expect((await sql("select email, count(*)::int as links from sign_in_tokens group by email")).rows).toEqual([
    { email: "ana@example.com", links: 5 },
  ]);
  await askForLink(server.url, "ben@example.com");
  await linkTo(mails, "ben@example.com");
  expect(new Set(mails.received.map(({ to }) => to))).toEqual(new Set(["ana@example.com"]));
});

test("who has an address of a domain that may join becomes a reviewer by their first sign-in, not by asking", async () => {
  const mailed = await link("Carla.Rossi@example.com".toLowerCase());
  const carla = "select u.name, m.role from users u join memberships m on m.user_id = u.id where u.email like 'carla%'";
  expect((await sql(carla)).rowCount).toBe(0);
  await pressButton(mailed);
  expect((await sql(carla)).rows).toEqual([{ name: "Carla Rossi", role: "reviewer" }]);
});

test.each(["https://evil.example/x", "//evil.example", "/\\evil.example"])(
  "a link leads nowhere else (%s)",
  async (to) => {
    const mailed = await link("ana@example.com", to);
    expect(mailed.origin).toBe(server.url);
    expect(mailed.searchParams.get("next")).toBe("/");
    mailed.searchParams.set("next", to);
    expect((await pressButton(mailed)).headers.get("location")).toBe(`${server.url}/`);
  },
);

test("the mail leads to the configured address, whatever the request said about its host", async () => {
  await askForLink(server.url, "ana@example.com", "/", { "X-Forwarded-Host": "evil.example", Host: "evil.example" });
  expect((await linkTo(mails, "ana@example.com")).origin).toBe(server.url);
});

test("link previews and scanners don't answer a review; its person does, by the link, days later too (n8n#27870)", async () => {
  await pressButton(await link("ben@example.com"));
  const Cookie = cookiesOf(await pressButton(await link("ana@example.com")));
  const ana = restClient(server.url, { Cookie, Origin: server.url });
  const { review, run } = await storyInReview(ana);
  const mail = await mails.mail(({ to, subject }) => to === "ben@example.com" && subject.startsWith("Waits for you"));
  const found = /https?:\S+\/reviews\/\S+/.exec(mail.text)?.[0] ?? "";
  expect(found).toBe(`${server.url}/reviews/${review.id}`);

  const asBen = { Cookie: cookiesOf(await pressButton(await link("ben@example.com"))) };
  const decision = `${server.url}/api/v1/reviews/${review.id}/decision?action=accept`;
  for (const headers of [{ "User-Agent": "Slackbot-LinkExpanding 1.0" }, { "User-Agent": "SkypeUriPreview" }, asBen]) {
    for (const url of [found, `${found}?action=accept&draftRevision=1`, decision]) {
      for (const method of ["HEAD", "GET"]) await fetch(url, { method, headers: headers as Record<string, string> });
    }
  }
  expect((await ana.get(`/api/v1/runs/${run.id}`)).body).toEqual(run);

  // Somebody who is not signed in comes back to exactly this review.
  const turned = await fetch(found, { redirect: "manual" });
  const next = new URL(turned.headers.get("location") ?? "", server.url).searchParams.get("next") ?? "";
  await sql("update reviews set created_at = created_at - interval '9 days'");
  const pressed = await pressButton(await link("ben@example.com", next));
  expect(pressed.headers.get("location")).toBe(found);
  const ben = restClient(server.url, { Cookie: cookiesOf(pressed), Origin: server.url });
  expect((await ben.post(`/api/v1/reviews/${review.id}/decision`, accept)).status).toBe(200);

  const late = await ana.get<string>(`/reviews/${review.id}`);
  expect(late.text).toContain("Ben accepted this");
});

describe("with a way to sign in there is no demo", () => {
  test("nobody is a demo person", async () => {
    const csrf = await fetch(`${server.url}/api/auth/csrf`);
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const reply = await fetch(`${server.url}/api/auth/callback/demo`, {
      method: "POST",
      redirect: "manual",
      headers: { Cookie: cookiesOf(csrf) },
      body: new URLSearchParams({ csrfToken, email: "ana@example.com" }),
    });
    expect(cookiesOf(reply)).not.toContain("session-token");
    const names = await sql("select name from workspaces");
    expect(names.rows).toEqual([{ name: "Holdpoint" }]);
  });
});
