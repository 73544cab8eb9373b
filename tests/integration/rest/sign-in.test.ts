import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunView } from "@/lib/views/views";
import { signIn } from "../../support/demo-session";
import { withClient } from "../../support/postgres";
import { bearer, type Problem, restClient, story } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});

afterAll(async () => {
  await server?.stop();
});

const as = (headers: Record<string, string>) => restClient(server.url, headers);
const cookieOf = (name: string) => signIn(server.url, `${name}@example.com`);
const sql = (text: string, values: unknown[] = []) => withClient(server.databaseUrl, (db) => db.query(text, values));

test("each of the demo's people signs in with one click and is that person", async () => {
  for (const [name, role] of [
    ["Ana", "author"],
    ["Ben", "reviewer"],
    ["Dana", "admin"],
  ] as const) {
    const Cookie = await cookieOf(name.toLowerCase());
    const session = await as({ Cookie }).get("/api/auth/session");
    expect(session.body).toMatchObject({ user: { name, role, email: `${name.toLowerCase()}@example.com` } });
    const started = await as({ Cookie, Origin: server.url }).post<RunView>("/api/v1/runs", story);
    expect([started.status, started.body.startedBy.name]).toEqual([201, name]);
  }
});

test("nobody else signs in, and not without the form's own token", async () => {
  await sql("insert into users (id, email, name) values (gen_random_uuid(), 'eve@example.com', 'Eve')");
  for (const email of ["eve@example.com", "nobody@example.com", ""]) {
    expect(await signIn(server.url, email)).not.toContain("session-token");
  }
  const forged = await fetch(`${server.url}/api/auth/callback/demo`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ email: "dana@example.com", csrfToken: "x" }),
  });
  expect(forged.headers.getSetCookie().join()).not.toContain("session-token");
});

test("the session's cookie is kept from scripts and other sites, for 30 days", async () => {
  const csrf = await fetch(`${server.url}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const reply = await fetch(`${server.url}/api/auth/callback/demo`, {
    method: "POST",
    redirect: "manual",
    headers: {
      Cookie: csrf.headers
        .getSetCookie()
        .map((cookie) => cookie.split(";")[0])
        .join("; "),
    },
    body: new URLSearchParams({ csrfToken, email: "ana@example.com", callbackUrl: "/runs?status=failed" }),
  });
  expect(reply.headers.get("location")).toBe(`${server.url}/runs?status=failed`);
  const cookie = reply.headers.getSetCookie().find((line) => line.includes("session-token")) ?? "";
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Lax/);
  expect(cookie).not.toMatch(/Secure/);
  const days = (Date.parse(/Expires=([^;]+)/.exec(cookie)?.[1] ?? "") - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(29.9);
  expect(days).toBeLessThan(30.1);
});

test.each(["https://evil.example/x", "//evil.example", "/\\evil.example", "javascript:alert(1)"])(
  "signing in never leads to another site (%s)",
  async (callbackUrl) => {
    const csrf = await fetch(`${server.url}/api/auth/csrf`);
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const reply = await fetch(`${server.url}/api/auth/callback/demo`, {
      method: "POST",
      redirect: "manual",
      headers: {
        Cookie: csrf.headers
          .getSetCookie()
          .map((cookie) => cookie.split(";")[0])
          .join("; "),
      },
      body: new URLSearchParams({ csrfToken, email: "ana@example.com", callbackUrl }),
    });
    expect(reply.headers.get("location")).toBe(`${server.url}/`);
  },
);

describe("a write with a cookie", () => {
  test.each([
    ["of another site", { Origin: "https://evil.example" }],
    ["of another port", { Origin: "http://localhost:1" }],
    ["of a site whose name begins like ours", { Origin: "SELF.evil.example" }],
    ["from nowhere", { Origin: "null" }],
    ["that does not say where it comes from", {}],
    ["that another site made, whatever its Origin", { Origin: "SELF", "Sec-Fetch-Site": "cross-site" }],
    ["of a sister site", { Origin: "SELF", "Sec-Fetch-Site": "same-site" }],
    ["of another site without Origin", { "Sec-Fetch-Site": "cross-site" }],
  ])("%s is refused", async (_, headers: Record<string, string>) => {
    const Cookie = await cookieOf("ana");
    const own = Object.entries(headers).map(([name, value]) => [name, value.replace("SELF", server.url)]);
    const before = await sql("select count(*) from runs");
    const reply = await as({ Cookie }).post("/api/v1/runs", story, Object.fromEntries(own));
    expect([reply.status, reply.body.code]).toEqual([403, "forbidden"]);
    expect((await sql("select count(*) from runs")).rows).toEqual(before.rows);
  });

  test.each([
    ["of this address", { Origin: "SELF" }],
    ["as browsers send it", { Origin: "SELF", "Sec-Fetch-Site": "same-origin" }],
    ["that the browser vouches for", { "Sec-Fetch-Site": "same-origin" }],
  ])("%s is taken", async (_, headers: Record<string, string>) => {
    const own = Object.entries(headers).map(([name, value]) => [name, value.replace("SELF", server.url)]);
    const reply = await as({ Cookie: await cookieOf("ana") }).post("/api/v1/runs", story, Object.fromEntries(own));
    expect(reply.status).toBe(201);
  });

  test("is taken at 127.0.0.1 too, when it comes from there", async () => {
    const url = server.url.replace("localhost", "127.0.0.1");
    const Cookie = await signIn(url, "ana@example.com");
    expect((await restClient(url, { Cookie, Origin: url }).post("/api/v1/runs", story)).status).toBe(201);
    const evil = { Cookie, Origin: "http://evil.example" };
    expect((await restClient(url, evil).post("/api/v1/runs", story)).status).toBe(403);
  });

  test("must be application/json, which forms of other sites can't send", async () => {
    const own = as({ Cookie: await cookieOf("ana"), Origin: server.url });
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
      const reply = await own.post("/api/v1/runs", story, { "Content-Type": type });
      expect([reply.status, reply.body.code]).toEqual([415, "unsupported_media_type"]);
    }
  });

  test("needs no Origin when there is a token as well", async () => {
    const headers = { Cookie: await cookieOf("ana"), ...bearer(server.token), Origin: "https://evil.example" };
    const reply = await as(headers).post<RunView>("/api/v1/runs", story);
    expect([reply.status, reply.body.startedBy.name]).toEqual([201, "Dana"]);
  });
});

test("a wrong token is refused even with a good cookie", async () => {
  const headers = { Cookie: await cookieOf("ana"), Authorization: "Bearer wrong" };
  expect((await as(headers).get("/api/v1/runs")).status).toBe(401);
});

test("who was removed is out at once, and a changed role counts at once", async () => {
  const Cookie = await cookieOf("ben");
  const role = () => as({ Cookie }).get<{ user?: { role: string } }>("/api/auth/session");
  const bens = "user_id = (select id from users where email = 'ben@example.com')";
  await sql(`update memberships set role = 'admin' where ${bens}`);
  expect((await role()).body.user?.role).toBe("admin");
  const removed = await sql(`delete from memberships where ${bens} returning *`);
  expect((await as({ Cookie }).get<Problem>("/api/v1/runs")).status).toBe(401);
  expect((await role()).body.user).toBeUndefined();
  const { workspace_id, user_id } = removed.rows[0];
  await sql("insert into memberships (workspace_id, user_id, role) values ($1, $2, 'reviewer')", [
    workspace_id,
    user_id,
  ]);
  expect((await as({ Cookie }).get("/api/v1/runs")).status).toBe(200);
});

test("an address of the sign-in that somebody made up leads to its page", async () => {
  for (const path of ["error?error=%E2%82%AC", "error?error=%0d%0aX:1", "error?error=%1b", "callback/demo"]) {
    const { status, headers } = await fetch(`${server.url}/api/auth/${path}`, { redirect: "manual" });
    expect([path, status, headers.get("location")]).toEqual([path, 303, "/sign-in?error=Default"]);
  }
});

test("nobody writes into the log through the sign-in, or sends it more than a form", async () => {
  const log = await as({}).post("/api/auth/_log", { code: "X", message: "evil", level: "error" });
  expect(log.status).toBe(404);
  const large = await as({}).post<Problem>("/api/auth/callback/demo", "x".repeat(100_000));
  expect([large.status, large.body.code]).toEqual([413, "too_large"]);
  expect(server.log()).not.toContain("evil");
});
