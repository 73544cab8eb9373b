import { createHash, randomBytes, randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunView } from "@/lib/views/views";
import { type ChatClient, chatClient } from "../../support/chat";
import { signIn, signOut } from "../../support/demo-session";
import { type FaultServer, startFaultServer } from "../../support/fault-server";
import { withClient } from "../../support/postgres";
import { startPostgresProxy } from "../../support/postgres-proxy";
import { bearer, restClient, story } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";
import { SseReader } from "../../support/sse";

const SECRET = "a session secret that all processes share";
const text = Array.from({ length: 3_000 }, (_, index) => `word${index}`).join(" ");

let model: FaultServer;
/** Two processes on one database. */
let servers: [TestServer, TestServer];
/** At work for as long as the tests take, and writing all the time. */
let run: RunView;

beforeAll(async () => {
  model = await startFaultServer(Array(100).fill({ kind: "slow", text, betweenMs: 100 }));
  const env = { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: model.apiKey, HOLDPOINT_SECRET: SECRET };
  const first = await startServer({ env: { ...env, HOLDPOINT_CONCURRENCY: "200" } });
  const more = { DATABASE_URL: first.databaseUrl, HOLDPOINT_DEMO_TOKEN: first.token };
  servers = [first, await startServer({ env: { ...env, ...more } })];
  run = (await restClient(first.url, bearer(first.token)).post<RunView>("/api/v1/runs", story)).body;
}, 120_000);

afterAll(async () => {
  await servers?.[1].stop();
  await servers?.[0].stop();
  await model?.close();
});

const sql = (statement: string, values: unknown[] = []) =>
  withClient(servers[0].databaseUrl, (db) => db.query(statement, values));

interface Member {
  userId: string;
  workspaceId: string;
  token: string;
  cookie: string;
}

async function addMember(): Promise<Member> {
  const userId = randomUUID();
  const token = `hp_test_${randomBytes(24).toString("hex")}`;
  const { rows } = await sql("select id from workspaces order by created_at limit 1");
  const workspaceId = (rows[0] as { id: string }).id;
  const hash = createHash("sha256").update(token).digest("hex");
  await sql("insert into users (id, email, name) values ($1, $2, 'Mia')", [userId, `${userId}@example.org`]);
  await sql("insert into memberships (workspace_id, user_id, role) values ($1, $2, 'reviewer')", [workspaceId, userId]);
  await sql(
    "insert into api_tokens (id, workspace_id, user_id, name, prefix, hash) values ($1, $2, $3, 'Test', 'hp_test', $4)",
    [randomUUID(), workspaceId, userId, hash],
  );
  const session = await encode({
    token: { sub: userId, sid: randomUUID(), until: Date.now() / 1000 + 60_000 },
    secret: SECRET,
  });
  return { userId, workspaceId, token, cookie: `next-auth.session-token=${session}` };
}

/** Something that stays open, and resolves when it has been closed. */
interface Open {
  door: string;
  by: "token" | "cookie";
  closed: Promise<unknown>;
  leave?(): Promise<void>;
}

async function stream(door: string, by: Open["by"], url: string, headers: Record<string, string>): Promise<Open> {
  const reader = await SseReader.open(url, headers);
  expect([door, reader.response.status]).toEqual([door, 200]);
  await reader.until((events) => events.length > 0);
  return { door, by, closed: reader.rest(), leave: () => reader.close() };
}

async function waiting(door: string, url: string, init: RequestInit, statuses: number[]): Promise<Open> {
  const closed = fetch(url, init).then(async (reply) => {
    await reply.text();
    expect([door, statuses]).toEqual([door, expect.arrayContaining([reply.status])]);
  });
  return { door, by: "token", closed };
}

async function openAll({ url }: TestServer, { token, cookie }: Member): Promise<{ open: Open[]; chat: ChatClient }> {
  const withToken = bearer(token);
  const a2a = { ...withToken, "A2A-Version": "1.0", "Content-Type": "application/json" };
  const subscribe = { jsonrpc: "2.0", id: 1, method: "SubscribeToTask", params: { id: run.id } };
  const rpc = await fetch(`${url}/api/a2a`, { method: "POST", headers: a2a, body: JSON.stringify(subscribe) });
  expect(rpc.headers.get("content-type")).toBe("text/event-stream");
  const chat = await chatClient(url, withToken);
  const body = JSON.stringify({ ...story, input: { prompt: randomUUID() } });
  const post = { method: "POST", headers: { ...withToken, Prefer: "wait=60" }, body };
  const wait = { headers: { ...withToken, Prefer: "wait=60" } };
  const open = [
    await stream("events", "token", `${url}/api/v1/runs/${run.id}/events`, withToken),
    await stream("live, a run", "cookie", `${url}/api/live?run=${run.id}`, { Cookie: cookie }),
    await stream("live, the inbox", "cookie", `${url}/api/live?inbox=1`, { Cookie: cookie }),
    await stream("A2A, HTTP+JSON", "token", `${url}/api/a2a/v1/tasks/${run.id}:subscribe`, a2a),
    { door: "A2A, JSON-RPC", by: "token" as const, closed: rpc.text() },
    { door: "chat", by: "token" as const, closed: chat.closed },
    await waiting("waiting to read", `${url}/api/v1/runs/${run.id}`, wait, [401, 403]),
    await waiting("waiting after a start", `${url}/api/v1/runs`, post, [201]),
  ];
  await new Promise((resolve) => setTimeout(resolve, 300));
  return { open, chat };
}

test.each<[string, string, ("token" | "cookie")[]]>([
  ["a revoked token", "update api_tokens set revoked_at = now() where user_id = $1", ["token"]],
  ["a token that expires", "update api_tokens set expires_at = now() where user_id = $1", ["token"]],
  ["a removed member", "delete from memberships where user_id = $1", ["token", "cookie"]],
  ["a changed role", "update memberships set role = 'author' where user_id = $1", ["token", "cookie"]],
  [
    "a removed membership, one of two",
    "delete from memberships where user_id = $1 and workspace_id <> '01999999-0000-7000-8000-00000000aaaa'",
    ["token", "cookie"],
  ],
  [
    "a team that is joined",
    "insert into team_members (team_id, user_id) values ('01999999-0000-7000-8000-00000000bbbb', $1)",
    ["token", "cookie"],
  ],
])(
  "T7: %s closes streams, sockets and waits of every process within 2 s, and carries out nothing",
  async (_, statement, by) => {
    const member = await addMember();
    await sql(
      "insert into workspaces (id, name) values ('01999999-0000-7000-8000-00000000aaaa', 'B') on conflict do nothing",
    );
    await sql(
      "insert into teams (id, workspace_id, name) values ('01999999-0000-7000-8000-00000000bbbb', $1, 'T') on conflict do nothing",
      [member.workspaceId],
    );
    await sql(
      "insert into memberships (workspace_id, user_id, role, created_at) values ('01999999-0000-7000-8000-00000000aaaa', $1, 'reviewer', now() + interval '1 hour')",
      [member.userId],
    );
    const opened = await Promise.all(servers.map((server) => openAll(server, member)));
    const open = opened.flatMap((one) => one.open);
    const before = await sql("select id from threads where user_id = $1", [member.userId]);

    const ended: Record<string, number> = {};
    await sql(statement, [member.userId]);
    const since = performance.now();
    for (const { chat } of opened) chat.send({ type: "start", prompt: "Too late" });
    await Promise.all(
      open
        .filter((one) => by.includes(one.by))
        .map(async ({ door, closed }, index) => {
          await closed;
          ended[`${index} ${door}`] = performance.now() - since;
        }),
    );
    expect(Object.entries(ended).filter(([, ms]) => ms > 2_000)).toEqual([]);
    const after = await sql("select id from threads where user_id = $1", [member.userId]);
    expect(after.rows).toEqual(before.rows);
    for (const { chat } of opened) expect((await chat.closed).code).toBe(1008);
    for (const { leave } of open) await leave?.();
  },
);

test("T7: a session ends when its person signs out, in every process, and no other session of theirs", async () => {
  const [here, there] = servers;
  const cookie = await signIn(here.url, "ben@example.com");
  const another = await signIn(here.url, "ben@example.com");
  const me = async (url: string, session: string) =>
    (await fetch(`${url}/api/v1/me`, { headers: { Cookie: session } })).status;
  const streams = await Promise.all(
    servers.map(({ url }) => stream("live", "cookie", `${url}/api/live?inbox=1`, { Cookie: cookie })),
  );
  const chats = await Promise.all(servers.map(({ url }) => chatClient(url, { Cookie: cookie, Origin: url })));
  await new Promise((resolve) => setTimeout(resolve, 300));

  await signOut(here.url, cookie);
  const since = performance.now();
  await Promise.all([...streams, ...chats].map(({ closed }) => closed));
  expect(performance.now() - since).toBeLessThan(2_000);
  for (const { url } of [here, there]) {
    expect(await me(url, cookie)).toBe(401);
    expect(await me(url, another)).toBe(200);
  }
  const write = { Cookie: cookie, Origin: here.url, "Content-Type": "application/json" };
  const start = await fetch(`${here.url}/api/v1/runs`, { method: "POST", headers: write, body: JSON.stringify(story) });
  expect(start.status).toBe(401);
  const asked = await fetch(`${here.url}/api/auth/session`, { headers: { Cookie: cookie } });
  expect(await asked.json()).toEqual({});
  expect(asked.headers.getSetCookie().filter((set) => /session-token=[^;]/.test(set))).toEqual([]);
  expect((await sql("select 1 from ended_sessions")).rowCount).toBe(1);
  const before = here.log();
  await signOut(here.url, cookie);
  await signOut(here.url, "next-auth.session-token=forged");
  expect(here.log()).toBe(before);
});

test("T7: a session ends when it was to end, whatever keeps asking for it", async () => {
  const [{ url }] = servers;
  const member = await addMember();
  const sid = randomUUID();
  const signed = (until: number) => encode({ token: { sub: member.userId, sid, until }, secret: SECRET });
  const inAMoment = Math.floor(Date.now() / 1000) + 3;
  const cookie = `next-auth.session-token=${await signed(inAMoment)}`;
  const renewed = await fetch(`${url}/api/auth/session`, { headers: { Cookie: cookie } });
  expect(await renewed.json()).toMatchObject({ user: { id: member.userId } });
  const sets = renewed.headers.getSetCookie().map((set) => set.split(";", 1)[0] ?? "");
  const again = sets.find((set) => set.startsWith("next-auth.session-token=")) ?? "";
  expect(again).toMatch(/^next-auth\.session-token=./);
  await new Promise((resolve) => setTimeout(resolve, inAMoment * 1000 - Date.now() + 50));
  for (const Cookie of [cookie, again]) {
    expect((await fetch(`${url}/api/v1/me`, { headers: { Cookie } })).status).toBe(401);
    expect(await (await fetch(`${url}/api/auth/session`, { headers: { Cookie } })).json()).toEqual({});
  }
});

test("T7: a message slowly sent by somebody who is out by its end carries out nothing", async () => {
  const member = await addMember();
  const body = JSON.stringify({ ...story, input: { prompt: member.userId } });
  const slow = new ReadableStream({
    async start(controller) {
      controller.enqueue(Buffer.from(body.slice(0, 20)));
      await new Promise((resolve) => setTimeout(resolve, 500));
      await sql("update api_tokens set revoked_at = now() where user_id = $1", [member.userId]);
      await new Promise((resolve) => setTimeout(resolve, 700));
      controller.enqueue(Buffer.from(body.slice(20)));
      controller.close();
    },
  });
  const init = { method: "POST", headers: bearer(member.token), body: slow, duplex: "half" } as RequestInit;
  expect((await fetch(`${servers[0].url}/api/v1/runs`, init)).status).toBe(401);
  expect((await sql("select id from runs where input->>'prompt' = $1", [member.userId])).rows).toEqual([]);
});

test("T7: a process asks once a second for all that is open, and nothing when nothing is", {
  timeout: 90_000,
}, async () => {
  const proxy = await startPostgresProxy(servers[0].databaseUrl);
  const env = { DATABASE_URL: proxy.url, HOLDPOINT_SECRET: SECRET, HOLDPOINT_ROLE: "web" };
  const web = await startServer({ env: { ...env, HOLDPOINT_DEMO_TOKEN: servers[0].token } });
  const during = async (ms: number) => {
    const before = proxy.statements();
    await new Promise((resolve) => setTimeout(resolve, ms));
    return proxy.statements() - before;
  };
  await during(500);
  expect(await during(3_000)).toBe(0);
  const members = await Promise.all(Array.from({ length: 5 }, addMember));
  const readers = await Promise.all(
    members.flatMap(({ cookie }) =>
      Array.from({ length: 4 }, () => SseReader.open(`${web.url}/api/live?inbox=1`, { Cookie: cookie })),
    ),
  );
  for (const reader of readers) await reader.until((events) => events.length > 0);
  const asked = await during(4_500);
  expect(asked).toBeGreaterThanOrEqual(4);
  expect(asked).toBeLessThanOrEqual(5);
  for (const reader of readers) await reader.close();
  await during(500);
  expect(await during(3_000)).toBe(0);
  await web.stop();
  await proxy.close();
});

test("T7: an answer that is kept under a key goes to nobody whose rights have changed since, and nothing is done again", async () => {
  const { userId, token } = await addMember();
  const mia = restClient(servers[0].url, bearer(token));
  const key = { "Idempotency-Key": randomUUID() };
  const first = await mia.post<RunView>("/api/v1/runs", story, key);
  expect((await mia.post<RunView>("/api/v1/runs", story, key)).body.id).toBe(first.body.id);
  await sql("update memberships set role = 'author' where user_id = $1", [userId]);
  const later = await mia.post("/api/v1/runs", story, key);
  expect([later.status, later.body.code]).toEqual([422, "idempotency_mismatch"]);
  expect(later.text).not.toContain(first.body.id);
  const { rows } = await sql("select id from runs where started_by ->> 'id' = $1", [userId]);
  expect(rows).toHaveLength(1);
});
