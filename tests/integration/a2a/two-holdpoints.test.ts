import { afterAll, beforeAll, expect, test } from "vitest";
import type { AgentView } from "@/lib/views/agents";
import type { Page, ReviewView, RunSummary, RunView } from "@/lib/views/views";
import { type JsonServer, sendJson, startJsonServer } from "../../support/json-server";
import { bearer, type Client, restClient } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

/** Cards of the partner that say less than its own. */
let cards: JsonServer;
let card: object;
let partner: TestServer;
let own: TestServer;
let there: Client;
let here: Client;

beforeAll(async () => {
  cards = await startJsonServer((_, response) => sendJson(response, 200, card));
  partner = await startServer();
  own = await startServer({
    env: {
      HOLDPOINT_WORKFLOWS_DIR: "tests/fixtures/partner",
      HOLDPOINT_SWEEP_SECONDS: "0.5",
      HOLDPOINT_ALLOW_PRIVATE_ADDRESSES: `${new URL(partner.url).host}, ${cards.place}`,
      HOLDPOINT_AGENT_SECRET_PARTNER: `${partner.url} Authorization: Bearer ${partner.token}`,
    },
  });
  there = restClient(partner.url, bearer(partner.token));
  here = restClient(own.url, bearer(own.token));
  const entry = { name: "Partner", kind: "a2a", cardUrl: partner.url, secret: "PARTNER" };
  const { body: agent } = await here.post<AgentView>("/api/v1/agents", entry);
  const tested = await here.post<AgentView>(`/api/v1/agents/${agent.id}/test`, {});
  expect(tested.body.health).toMatchObject({ ok: true, message: expect.stringContaining('"Holdpoint" answered') });
});

afterAll(async () => {
  await own?.stop();
  await partner?.stop();
  await cards?.close();
});

const wait = { Prefer: "wait=30" };

async function start(prompt: string, agent = "Partner"): Promise<{ run: RunView; review: ReviewView }> {
  const input = { prompt, agent };
  const { body: run } = await here.post<RunView>("/api/v1/runs", { workflow: "ask-partner", input }, wait);
  return { run, review: openReview(run) };
}

function openReview(run: RunView): ReviewView {
  const [review] = run.reviews;
  if (!review) throw new Error(`The run is ${run.status}: ${run.error?.message}`);
  return review;
}

const decide = async (client: Client, { id, draft }: ReviewView, action: string, values: object = {}) =>
  (
    await client.post<RunView>(
      `/api/v1/reviews/${id}/decision`,
      { action, values, ...(draft && { draftRevision: draft.revision }) },
      wait,
    )
  ).body;

async function theirRun(prompt: string): Promise<RunView> {
  const { data } = (await there.get<Page<RunSummary>>("/api/v1/runs")).body;
  const found = data.filter(({ input }) => (input as { prompt?: string }).prompt === prompt);
  expect(found).toHaveLength(1);
  return (await there.get<RunView>(`/api/v1/runs/${found[0]?.id}`)).body;
}

test("a story that the other one writes is read, changed and accepted here, across a restart", async () => {
  const { run, review } = await start("A lighthouse at noon");
  expect(review.form.actions.map(({ name }) => name)).toEqual(["update", "accept"]);
  const first = openReview(await theirRun("A lighthouse at noon")).draft;
  expect(review.draft).toMatchObject({ content: first?.content, revision: 1 });

  await own.kill();
  await own.restart();
  const rewritten = await decide(here, review, "update", { comment: "Make it rain." });
  const second = openReview(rewritten);
  expect(second.key).toBe("story-2");
  expect(second.draft?.revision).toBe(2);
  expect(second.draft?.content).not.toBe(first?.content);

  const done = await decide(here, second, "accept");
  expect(done).toMatchObject({ id: run.id, status: "completed", output: { rounds: 2 } });
  const theirs = await theirRun("A lighthouse at noon");
  expect(theirs).toMatchObject({ status: "completed", output: done.output });
});

test("when somebody there answers first, it goes on with their answer", async () => {
  const { review } = await start("A clock without hands");
  await decide(there, openReview(await theirRun("A clock without hands")), "accept");
  const done = await decide(here, review, "update", { comment: "Too late." });
  expect(done).toMatchObject({ status: "completed", output: { rounds: 1 } });
});

test.each([
  ["HTTP+JSON", "1.0"],
  ["JSONRPC", "0.3"],
])("an agent whose card offers %s %s only is spoken to like that", async (protocolBinding, protocolVersion) => {
  const own = await fetch(`${partner.url}/.well-known/agent-card.json`);
  const full = (await own.json()) as { supportedInterfaces: { protocolBinding: string; protocolVersion: string }[] };
  const one = full.supportedInterfaces.filter(
    (offered) => offered.protocolBinding === protocolBinding && offered.protocolVersion === protocolVersion,
  );
  expect(one).toHaveLength(1);
  card = { ...full, supportedInterfaces: one };
  const name = `Partner over ${protocolBinding} ${protocolVersion}`;
  await here.post("/api/v1/agents", { name, kind: "a2a", cardUrl: cards.url, secret: "PARTNER" });
  const { review } = await start(`Rain over ${protocolBinding}`, name);
  const done = await decide(here, review, "accept");
  expect(done).toMatchObject({ status: "completed", output: { rounds: 1 } });
  expect(cards.requests.length).toBeGreaterThan(0);
});

test("canceling here cancels there", async () => {
  const { run } = await start("A garden at night");
  await here.post(`/api/v1/runs/${run.id}/cancel`, { reason: "Enough" });
  const { id } = await theirRun("A garden at night");
  const events = await fetch(`${partner.url}/api/v1/runs/${id}/events`, {
    headers: { ...bearer(partner.token), Accept: "text/event-stream" },
  });
  // The stream ends when the run has ended.
  expect(await events.text()).toContain("run.canceled");
});
