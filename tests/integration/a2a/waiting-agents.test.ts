import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunView } from "@/lib/views/views";
import { type RemoteAgentServer, startRemoteAgent } from "../../support/remote-agent";
import { bearer, type Client, restClient, story } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

const RUNS = 16;

let remote: RemoteAgentServer;
let server: TestServer;
let client: Client;
/** Lets the agent elsewhere answer, whom it has heard and whom it will hear. */
let letAnswer: () => void;

beforeAll(async () => {
  const allowed = new Promise<void>((resolve) => {
    letAnswer = resolve;
  });
  remote = await startRemoteAgent(async () => {
    await allowed;
    return { state: "completed", artifact: { data: { said: "at last" } } };
  });
  server = await startServer({
    env: {
      HOLDPOINT_WORKFLOWS_DIR: "tests/fixtures/partner,workflows",
      HOLDPOINT_CONCURRENCY: "4",
      HOLDPOINT_SWEEP_SECONDS: "0.5",
      HOLDPOINT_LEASE_SECONDS: "3",
      HOLDPOINT_ALLOW_PRIVATE_ADDRESSES: remote.place,
    },
  });
  client = restClient(server.url, bearer(server.token));
});

afterAll(async () => {
  letAnswer();
  await server?.stop();
  await remote?.close();
});

/** Another run goes to its review and to its end while all those agents are waited for. */
async function expectStoryMoves(): Promise<void> {
  const begun = performance.now();
  const { body: asks } = await client.post<RunView>("/api/v1/runs", story, { Prefer: "wait=20" });
  expect(asks.reviews).toHaveLength(1);
  const { id, draft } = asks.reviews[0] ?? {};
  const decision = { action: "accept", values: {}, draftRevision: draft?.revision };
  const { body: ended } = await client.post<RunView>(`/api/v1/reviews/${id}/decision`, decision, {
    Prefer: "wait=20",
  });
  expect(ended.status).toBe("completed");
  expect(performance.now() - begun).toBeLessThan(5_000);
}

test("W1: while 16 runs wait for agents elsewhere, another goes on at once, after kill -9 too; then all end", {
  timeout: 120_000,
}, async () => {
  const input = { prompt: "Wait for it", agent: remote.url };
  const runs = await Promise.all(
    Array.from({ length: RUNS }, () => client.post<RunView>("/api/v1/runs", { workflow: "ask-partner", input })),
  );
  await expect.poll(() => remote.heard.length, { timeout: 10_000 }).toBe(2);
  await expectStoryMoves();
  expect(remote.heard).toHaveLength(2);

  await server.kill();
  await server.restart();
  await expectStoryMoves();
  expect((await client.get<{ ok: boolean }>("/api/health")).status).toBe(200);

  letAnswer();
  for (const { body } of runs) {
    const { body: ended } = await client.get<RunView>(`/api/v1/runs/${body.id}`, { Prefer: "wait=50" });
    expect(ended).toMatchObject({ status: "completed", output: { said: "at last" } });
  }
  expect(new Set(remote.heard.map(({ messageId }) => messageId)).size).toBe(RUNS);
  expect(remote.heard).toHaveLength(RUNS);
});
