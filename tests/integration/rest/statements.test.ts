import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunView } from "@/lib/views/views";
import { signIn } from "../../support/demo-session";
import { createTestDatabase, type TestDatabase, withClient } from "../../support/postgres";
import { type PostgresProxy, startPostgresProxy } from "../../support/postgres-proxy";
import { bearer, type Client, restClient } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

let database: TestDatabase;
let proxy: PostgresProxy;
/** Two processes on one database, whose statements are counted together. */
let servers: [TestServer, TestServer];
let clients: [Client, Client];

beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await startPostgresProxy(database.url);
  const env = {
    DATABASE_URL: proxy.url,
    HOLDPOINT_SECRET: "a secret that all processes share",
    HOLDPOINT_WORKFLOWS_DIR: join(import.meta.dirname, "../../fixtures/crash"),
    // Nothing but the requests may speak to the database while it is counted.
    HOLDPOINT_SWEEP_SECONDS: "3600",
    HOLDPOINT_LEASE_SECONDS: "3600",
    HOLDPOINT_DEMO_TOKEN: `hp_test_${randomUUID()}`,
  };
  servers = [await startServer({ env }), await startServer({ env })];
  clients = servers.map(({ url, token }) => restClient(url, bearer(token))) as [Client, Client];
  await withClient(database.url, (db) => db.query("update api_tokens set last_used_at = now() + interval '1 hour'"));
  await quiet();
}, 120_000);

afterAll(async () => {
  for (const server of servers ?? []) await server.stop();
  await proxy?.close();
  await database?.drop();
});

/** What the processes ask when they start is asked. */
async function quiet(): Promise<void> {
  for (let before = -1; before !== proxy.statements(); ) {
    before = proxy.statements();
    await setTimeout(1_000);
  }
}

const key = () => ({ "Idempotency-Key": randomUUID() });

async function counted<T>(work: () => Promise<T>): Promise<{ done: T; used: number }> {
  const before = proxy.statements();
  const done = await work();
  return { done, used: proxy.statements() - before };
}

const again = { action: "update", values: { comment: "More" } };

function decide(client: Client, run: RunView, headers: Record<string, string>) {
  const [review] = run.reviews;
  if (!review) throw new Error("No open review.");
  return client.post<RunView>(`/api/v1/reviews/${review.id}/decision`, again, headers);
}

test("a start and each of a hundred answers are one read and one write, also where another process wrote last", async () => {
  const [client] = clients;
  const started = await counted(() => client.post<RunView>("/api/v1/runs", { workflow: "form", input: {} }, key()));
  expect([started.done.status, started.used]).toEqual([201, 2]);
  let run = started.done.body;
  for (let round = 1; round <= 100; round++) {
    const at = clients[round % 4 < 2 ? 0 : 1];
    const { done, used } = await counted(() => decide(at, run, key()));
    expect(done.body).toMatchObject({ status: "waiting", reviews: [{ visit: round + 1 }] });
    expect({ round, used }).toEqual({ round, used: 2 });
    run = done.body;
  }
});

test("so it is with a session, and without a key", async () => {
  const [server, other] = servers;
  const session = { Cookie: await signIn(server.url, "dana@example.com"), Origin: server.url };
  const dana = restClient(server.url, session);
  const there = restClient(other.url, { ...session, Origin: other.url });
  const started = await dana.post<RunView>("/api/v1/runs", { workflow: "form", input: {} });
  await quiet();
  let run = started.body;
  for (const [client, headers] of [
    [dana, key()],
    [there, key()],
    [dana, {}],
    [there, {}],
  ] as const) {
    const { done, used } = await counted(() => decide(client, run, headers));
    expect([done.status, used]).toEqual([200, 2]);
    run = done.body;
  }
});

test("the same bytes come again at both, and are what is read of the run then", async () => {
  const [here, there] = clients;
  const start = key();
  const begun = await here.post<RunView>("/api/v1/runs", { workflow: "form", input: {} }, start);
  expect((await here.get<RunView>(`/api/v1/runs/${begun.body.id}`)).body).toEqual(begun.body);
  const answer = key();
  const first = await decide(here, begun.body, answer);
  expect((await there.get<RunView>(`/api/v1/runs/${begun.body.id}`)).body).toEqual(first.body);
  for (const client of [there, here]) {
    const repeated = await client.post<RunView>("/api/v1/runs", { workflow: "form", input: {} }, start);
    expect([repeated.status, repeated.text, repeated.headers.get("idempotent-replayed")]).toEqual([
      201,
      begun.text,
      "true",
    ]);
    const decided = await decide(client, begun.body, answer);
    expect([decided.status, decided.text, decided.headers.get("idempotent-replayed")]).toEqual([
      200,
      first.text,
      "true",
    ]);
  }
});

test("of two at once under one key, at two processes, one acts and both are told the same, whichever way they came", async () => {
  const [here, there] = clients;
  const withoutKey = async () =>
    (
      await withClient(database.url, (db) =>
        db.query("select id from runs except select resource_id from idempotency_keys where path = '/api/v1/runs'"),
      )
    ).rows;
  const before = await withoutKey();
  for (let round = 0; round < 15; round++) {
    const shared = key();
    // Whoever waits is answered some time after the change, and so claims the key first.
    const waits = round % 3 === 0 ? { ...shared, Prefer: "wait=0" } : shared;
    const begin = (client: Client, headers: Record<string, string>) =>
      client.post<RunView>("/api/v1/runs", { workflow: "form", input: {} }, headers);
    const starts = await Promise.all([
      begin(here, shared),
      begin(there, waits),
      begin(here, shared),
      begin(there, waits),
    ]);
    expect(new Set(starts.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(starts.filter(({ headers }) => headers.get("idempotent-replayed") === null)).toHaveLength(1);
    const run = starts[0]?.body as RunView;
    const answers = await Promise.all([
      decide(here, run, shared),
      decide(there, run, waits),
      decide(there, run, shared),
    ]);
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.body).toMatchObject({ status: "waiting", reviews: [{ visit: 2 }] });
  }
  expect(await withoutKey()).toEqual(before);
});

test("a token, session or membership that has ended counts from the next decision on, at a process that remembers the run", async () => {
  const [client] = clients;
  const { body: run } = await client.post<RunView>("/api/v1/runs", { workflow: "form", input: {} }, key());
  await withClient(database.url, (db) => db.query("update api_tokens set revoked_at = now()"));
  const refused = await decide(client, run, key());
  expect(refused.status).toBe(401);
  await withClient(database.url, (db) => db.query("update api_tokens set revoked_at = null"));
  expect((await client.get<RunView>(`/api/v1/runs/${run.id}`)).body.reviews[0]).toMatchObject({ visit: 1 });
  await withClient(database.url, (db) => db.query("delete from memberships"));
  expect((await decide(client, run, key())).status).toBe(401);
});
