import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page, RunSummary, RunView } from "@/lib/views/views";
import { agentClient, type Dialect, data, send } from "../../support/a2a";
import { bearer, type Client, type Problem, restClient } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

const HOPS = "urn:holdpoint:a2a:hops:v1";
const WORKFLOWS = { HOLDPOINT_WORKFLOWS_DIR: "tests/fixtures/circle,workflows", HOLDPOINT_SWEEP_SECONDS: "0.2" };

let own: TestServer;
let partner: TestServer;
let here: Client;
let there: Client;

/** What lets a server ask another one, under the secret `OTHER`. */
const asking = ({ url, token }: Pick<TestServer, "url" | "token">) => ({
  HOLDPOINT_ALLOW_PRIVATE_ADDRESSES: new URL(url).host,
  HOLDPOINT_AGENT_SECRET_OTHER: `${url} Authorization: Bearer ${token}`,
});

beforeAll(async () => {
  partner = await startServer({ env: WORKFLOWS });
  own = await startServer({ env: { ...WORKFLOWS, ...asking(partner) } });
  await partner.kill();
  await partner.restart(asking(own));
  here = restClient(own.url, bearer(own.token));
  there = restClient(partner.url, bearer(partner.token));
}, 120_000);

afterAll(async () => {
  await own?.stop();
  await partner?.stop();
});

const addOther = (client: Client, name: string, cardUrl: string) =>
  client.post<Problem>("/api/v1/agents", { name, kind: "a2a", cardUrl, secret: "OTHER" });

const start = async (agent: string) =>
  (await here.post<RunView>("/api/v1/runs", { workflow: "relay", input: { agent } }, { Prefer: "wait=50" })).body;

async function roots(client: Client): Promise<RunSummary[]> {
  return (await client.get<Page<RunSummary>>("/api/v1/runs?workflow=relay")).body.data;
}

const hopsOf = (runs: RunSummary[]) => runs.map(({ startedBy }) => startedBy.hops ?? 0).sort((a, b) => a - b);

/** Every run of the circle has ended, and why the last one did is told in the one that started it. */
async function reasons(client: Client): Promise<string> {
  const runs = await roots(client);
  expect(runs.map(({ status }) => status)).toEqual(runs.map(() => "failed"));
  return runs.map(({ error }) => error?.message).join("\n");
}

test("W2: two Holdpoints that lead to one another stop at 8 hops, through branches too, and nothing goes on", {
  timeout: 120_000,
}, async () => {
  expect((await addOther(here, "Next", partner.url)).status).toBe(201);
  expect((await addOther(there, "Next", own.url)).status).toBe(201);
  expect(await start("Next")).toMatchObject({ status: "failed" });
  expect(hopsOf(await roots(here))).toEqual([0, 2, 4, 6]);
  expect(hopsOf(await roots(there))).toEqual([1, 3, 5, 7]);
  expect(await reasons(there)).toContain("came through 8 agents, one after the other");
  await reasons(here);
});

test.each<Dialect>(["JSON-RPC", "HTTP+JSON", "0.3"])("W2: over %s a message says how far it came", async (dialect) => {
  const client = await agentClient(own.url, own.token, dialect);
  const story = () => data({ workflow: "write-story", input: { prompt: "A clock" } });
  const begin = (metadata: Record<string, unknown> | undefined) => send(client, [story()], { metadata });
  const startedBy = async (id: string) => (await here.get<RunView>(`/api/v1/runs/${id}`)).body.startedBy;

  expect(await startedBy((await begin({ [HOPS]: 7 })).id)).toMatchObject({ name: "Dana", hops: 7 });
  for (const metadata of [undefined, {}, { [HOPS]: 0 }, { hops: 99 }]) {
    expect(Object.keys(await startedBy((await begin(metadata)).id))).toEqual(["id", "kind", "name"]);
  }
  for (const hops of [8, 9, 1e308, Number.MAX_SAFE_INTEGER]) {
    await expect(begin({ [HOPS]: hops })).rejects.toThrow("came through 8 agents");
  }
  for (const hops of [-1, 1.5, "3", "", null, true, [], [1], { hops: 1 }]) {
    await expect(begin({ [HOPS]: hops })).rejects.toThrow("must be a whole number, 0 or more");
  }
});

test("W2: an answer that came too far answers nothing", async () => {
  const client = await agentClient(own.url, own.token);
  const asks = await send(client, [data({ workflow: "write-story", input: { prompt: "A bridge" } })]);
  const accept = (hops: number) =>
    send(client, [data({ action: "accept", values: {} })], { taskId: asks.id, metadata: { [HOPS]: hops } });
  await expect(accept(8)).rejects.toThrow("Nothing was started or answered");
  expect((await here.get<RunView>(`/api/v1/runs/${asks.id}`)).body.status).toBe("waiting");
  await accept(7);
  expect((await here.get<RunView>(`/api/v1/runs/${asks.id}`)).body.status).toBe("completed");
});

test("W2: its own address is no agent's, in the directory and in a step; listed, the circle ends at 8 hops", {
  timeout: 120_000,
}, async () => {
  const { port } = new URL(own.url);
  for (const cardUrl of [own.url, `http://127.0.0.1:${port}/.well-known/agent-card.json`, `http://0.0.0.0:${port}`]) {
    const { status, body } = await addOther(here, cardUrl, cardUrl);
    expect([status, body.errors?.[0]?.field]).toEqual([422, "cardUrl"]);
    expect(body.errors?.[0]?.message).toContain("is this Holdpoint itself");
    const { error } = await start(cardUrl);
    expect(error?.message).toContain("is this Holdpoint itself");
  }
  const before = await roots(here);
  await own.kill();
  await own.restart(asking(own));
  expect((await addOther(here, "Self", own.url)).status).toBe(201);
  expect(await start("Self")).toMatchObject({ status: "failed" });
  const circle = (await roots(here)).filter(({ id }) => before.every((run) => run.id !== id));
  expect(hopsOf(circle)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});
