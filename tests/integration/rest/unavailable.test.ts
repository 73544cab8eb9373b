import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page, RunView } from "@/lib/views/views";
import { type FaultServer, startFaultServer } from "../../support/fault-server";
import { withClient } from "../../support/postgres";
import {
  accept,
  bearer,
  type Client,
  type Problem,
  type Reply,
  restClient,
  story,
  storyInReview,
} from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";
import { SseReader } from "../../support/sse";

let model: FaultServer;
let server: TestServer;
let client: Client;

beforeAll(async () => {
  // The second run stays at its draft.
  model = await startFaultServer(["ok", "hang"]);
  server = await startServer({ env: { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: model.apiKey } });
  client = restClient(server.url, bearer(server.token));
});

afterAll(async () => {
  await server?.stop();
  await model?.close();
});

const a2aVersion = { "A2A-Version": "1.0" };

interface A2aReply {
  result: { task: unknown };
}

/** The same message each time. */
const a2aStart = (configuration?: object) => ({
  jsonrpc: "2.0",
  id: 1,
  method: "SendMessage",
  params: {
    message: { messageId: "once", role: "ROLE_USER", parts: [{ data: story }] },
    ...(configuration && { configuration }),
  },
});

/** Locks everybody out of the server's database, or lets them in again. */
async function database(reachable: boolean): Promise<void> {
  const url = new URL(server.databaseUrl);
  const name = url.pathname.slice(1);
  url.pathname = "/postgres";
  await withClient(url.href, async (admin) => {
    await admin.query(`alter database "${name}" allow_connections ${reachable}`);
    await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and not $2", [
      name,
      reachable,
    ]);
  });
}

test("while the database is away everything says so and when to come back; afterwards everything goes on", async () => {
  const { run, review } = await storyInReview(client);
  const reader = await SseReader.open(`${server.url}/api/v1/runs/${run.id}/events`, bearer(server.token));
  await reader.until((events) => events.length > 0);
  const decision = `/api/v1/reviews/${review.id}/decision`;
  const start = (configuration?: object) => client.post<A2aReply>("/api/a2a", a2aStart(configuration), a2aVersion);
  const held = start();
  await model.requested(2);

  await database(false);
  try {
    const replies = [
      // An answer that is held over A2A when it happens, and one that comes while it lasts.
      (await held) as unknown as Reply<Problem>,
      await client.get(`/api/a2a/v1/tasks/${run.id}`, a2aVersion),
      await client.get("/api/v1/runs"),
      await client.get(`/api/v1/runs/${run.id}`, { Prefer: "wait=5" }),
      await client.post("/api/v1/runs", story),
      await client.post(decision, accept, { "Idempotency-Key": "again" }),
    ];
    for (const { status, body, headers, text } of replies) {
      expect([status, body.code, body.type]).toEqual([503, "unavailable", "/docs/errors/unavailable"]);
      expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
      expect(text).not.toMatch(/postgres|prisma|permission|connect/i);
    }
    const health = await client.get("/api/health");
    expect([health.status, health.body]).toMatchObject([503, { status: "unavailable", web: true, database: false }]);
  } finally {
    await database(true);
  }

  await expect.poll(async () => (await client.get("/api/health")).status, { timeout: 20_000 }).toBe(200);
  const again = await start({ returnImmediately: true });
  expect(again.body.result.task).toMatchObject({ id: expect.any(String) });
  expect((await client.get<Page<unknown>>("/api/v1/runs")).body.data).toHaveLength(2);
  const decided = await client.post<RunView>(decision, accept, { "Idempotency-Key": "again", Prefer: "wait=20" });
  expect([decided.status, decided.body.status]).toEqual([200, "completed"]);
  const ids = (await reader.rest()).map(({ id }) => Number(id));
  expect(ids).toEqual(ids.map((_, index) => index + 1));
});
