import { afterAll, beforeAll, expect, test } from "vitest";
import { startOidc } from "../../support/oidc";
import { restClient } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";
import { cookiesOf } from "../../support/sign-in-by-mail";

const client = { id: "holdpoint", secret: "secret-of-the-client-42" };

let provider: Awaited<ReturnType<typeof startOidc>>;
let server: TestServer;

beforeAll(async () => {
  provider = await startOidc(client);
  server = await startServer({
    env: {
      HOLDPOINT_OIDC_ISSUER: provider.issuer,
      HOLDPOINT_OIDC_ID: client.id,
      HOLDPOINT_OIDC_SECRET: client.secret,
      HOLDPOINT_OIDC_NAME: "Example Ltd",
      HOLDPOINT_ADMINS: "ana@example.com",
      HOLDPOINT_JOIN_DOMAINS: "example.org",
    },
  });
});
afterAll(async () => {
  await server?.stop();
  await provider?.close();
});

/** Through the provider and back, as a browser goes. */
async function signIn(callbackUrl: string): Promise<{ location: string; user: unknown }> {
  const csrf = await fetch(`${server.url}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const begun = await fetch(`${server.url}/api/auth/signin/oidc`, {
    method: "POST",
    redirect: "manual",
    headers: { Cookie: cookiesOf(csrf) },
    body: new URLSearchParams({ csrfToken, callbackUrl, json: "true" }),
  });
  const { url } = (await begun.json()) as { url: string };
  const back = (await fetch(url, { redirect: "manual" })).headers.get("location") ?? "";
  const Cookie = [cookiesOf(csrf), cookiesOf(begun)].join("; ");
  const done = await fetch(back, { redirect: "manual", headers: { Cookie } });
  const session = await restClient(server.url, { Cookie: cookiesOf(done) }).get<{ user?: unknown }>(
    "/api/auth/session",
  );
  return { location: done.headers.get("location") ?? "", user: session.body.user };
}

test("a member with a verified address comes in, and to the page they asked for", async () => {
  const page = await fetch(`${server.url}/sign-in`);
  expect(await page.text()).toContain("Continue with Example Ltd");
  const ana = await signIn("/reviews/01999999-0000-7000-8000-0000000000aa");
  expect(ana.location).toBe(`${server.url}/reviews/01999999-0000-7000-8000-0000000000aa`);
  expect(ana.user).toMatchObject({ name: "Ana", role: "admin" });
});

test.each([
  ["an address that is not verified", { email: "ana@example.com", email_verified: false }],
  ["an address of which nothing is said", { email: "ana@example.com" }],
  ["a stranger", { email: "eve@evil.example", email_verified: true }],
])("%s lets nobody in", async (_, person) => {
  provider.is({ sub: "1", name: "Ana", ...person });
  const refused = await signIn("/inbox");
  expect(refused.user).toBeUndefined();
  expect(refused.location).toContain("error=AccessDenied");
});

test("somebody of a domain that may join becomes a reviewer", async () => {
  provider.is({ sub: "2", name: "Olga Orlova", email: "Olga@example.org", email_verified: true });
  expect((await signIn("/inbox")).user).toMatchObject({
    name: "Olga Orlova",
    email: "olga@example.org",
    role: "reviewer",
  });
  expect(server.log()).not.toContain(client.secret);
});
