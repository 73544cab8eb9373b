import { afterAll, beforeAll, expect, test } from "vitest";
import type { AgentMatch, AgentView } from "@/lib/views/agents";
import type { Page } from "@/lib/views/views";
import { type JsonServer, sendJson, startJsonServer } from "../../support/json-server";
import { addToken, bearer, type Client, expectProblem, type Problem, restClient } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

let card: JsonServer;
let server: TestServer;
let dana: Client;
let ben: Client;

beforeAll(async () => {
  card = await startJsonServer((request, response) => {
    if (request.headers.authorization !== "Bearer abc") return sendJson(response, 401, {});
    sendJson(response, 200, { ...CARD, supportedInterfaces: [{ ...CARD.supportedInterfaces[0], url: card.url }] });
  });
  server = await startServer({
    env: {
      HOLDPOINT_ALLOW_PRIVATE_ADDRESSES: card.place,
      HOLDPOINT_AGENT_SECRET_NORDWIND: `${card.url} Authorization: Bearer abc`,
    },
  });
  dana = restClient(server.url, bearer(server.token));
  ben = restClient(server.url, bearer(await addToken(server.databaseUrl, "ben")));
});

afterAll(async () => {
  await server?.stop();
  await card?.close();
});

const CARD = {
  name: "Nordwind",
  description: "Quotes.",
  version: "1",
  supportedInterfaces: [{ url: "", protocolBinding: "JSONRPC", protocolVersion: "1.0" }],
  capabilities: {},
  defaultInputModes: ["text/plain"],
  defaultOutputModes: ["text/plain"],
  skills: [{ id: "quote", name: "Quote", description: "Quotes.", tags: [] }],
};

const patch = <T = Problem>(client: Client, agent: AgentView, body: object) =>
  client.send<T>(`/api/v1/agents/${agent.id}`, { method: "PATCH", body: JSON.stringify(body) });
const add = async (body: object) => (await dana.post<AgentView>("/api/v1/agents", body)).body;
const search = async (query: string) => (await ben.get<Page<AgentMatch>>(`/api/v1/agents/search?${query}`)).body.data;

test("the demo has agents that everybody sees, by name and page by page", async () => {
  const first = (await ben.get<Page<AgentView>>("/api/v1/agents?limit=3")).body;
  expect(first.data.map(({ name }) => name)).toEqual(["Data analysis", "Research", "Summaries"]);
  const next = (await ben.get<Page<AgentView>>(`/api/v1/agents?limit=3&cursor=${first.nextCursor}`)).body;
  expect(next.data.map(({ name }) => name)).toEqual(["Translation", "Travel planning", "Weather"]);
});

test("searching finds by stems of words, best first, with reasons", async () => {
  const [weather] = await search("query=Find%20me%20a%20weather%20agent");
  expect(weather).toMatchObject({
    agent: { name: "Weather" },
    reasons: expect.arrayContaining([expect.stringMatching(/offers "weather"/)]),
  });
  expect(weather?.score).toBeGreaterThan(0.8);
  const [analysis] = await search("query=Analyzing%20our%20sales");
  expect(analysis?.agent.name).toBe("Data analysis");
  const [translation] = await search("capabilities=translating%20texts");
  expect(translation?.agent.name).toBe("Translation");
  expect(await search("query=%27%26%7C%5C%20%3A*%20quantum")).toEqual([]);
});

test("an agent is added once, changed, disabled and removed; disabled ones are not found", async () => {
  const body = { name: "  Quantum   help ", kind: "prompt", instructions: "Explain.", capabilities: ["quantum"] };
  const key = { "Idempotency-Key": "add-quantum" };
  const added = await dana.post<AgentView>("/api/v1/agents", body, key);
  expect(added).toMatchObject({
    status: 201,
    body: { name: "Quantum help", health: null, createdBy: { name: "Dana" } },
  });
  expect((await dana.post("/api/v1/agents", body, key)).text).toBe(added.text);
  const again = await dana.post("/api/v1/agents", { ...body, name: "QUANTUM HELP" });
  expectProblem(again, 422, "invalid");
  expect(again.body.errors?.[0]?.field).toBe("name");

  const changed = await patch<AgentView>(dana, added.body, { description: "Also entanglement", enabled: false });
  expect(changed.body).toMatchObject({ description: "Also entanglement", enabled: false, name: "Quantum help" });
  expect(await search("query=entanglement")).toEqual([]);
  expect(await search("query=entanglement&disabled=true")).toHaveLength(1);
  const gone = await dana.send<AgentView>(`/api/v1/agents/${added.body.id}`, { method: "DELETE" });
  expect(gone).toMatchObject({ status: 200, body: { id: added.body.id } });
  expectProblem(await dana.get(`/api/v1/agents/${added.body.id}`), 404, "not_found");
});

test.each([
  [{ name: "A", kind: "prompt" }, "instructions"],
  [{ name: "A", kind: "prompt", assistant: "nobody" }, "assistant"],
  [{ name: "A", kind: "prompt", instructions: "x", cardUrl: "https://example.com" }, "cardUrl"],
  [{ name: "A", kind: "a2a" }, "cardUrl"],
  [{ name: "A", kind: "a2a", cardUrl: "ftp://example.com" }, "cardUrl"],
  [{ name: "A", kind: "a2a", cardUrl: "https://ana:secret@example.com" }, "cardUrl"],
  [{ name: "A", kind: "a2a", cardUrl: "https://example.com", secret: "DATABASE-URL" }, "secret"],
  [{ name: " ", kind: "prompt", instructions: "x" }, "name"],
  [{ name: "A", kind: "robot" }, "kind"],
  [{ name: "A", kind: "prompt", instructions: "x", createdBy: {} }, "createdBy"],
])("%j is refused with what to do", async (body, field) => {
  const refused = await dana.post("/api/v1/agents", body);
  expectProblem(refused, 422, "invalid");
  expect(refused.body.errors?.map((error) => error.field)).toEqual([field]);
});

test("reviewers see the directory and change nothing", async () => {
  const [weather] = (await search("query=weather")).map(({ agent }) => agent);
  if (!weather) throw new Error("There is no weather agent.");
  for (const refused of [
    await ben.post("/api/v1/agents", { name: "B", kind: "prompt", instructions: "x" }),
    await patch(ben, weather, { enabled: false }),
    await ben.post(`/api/v1/agents/${weather.id}/test`, {}),
    await ben.send<Problem>(`/api/v1/agents/${weather.id}`, { method: "DELETE" }),
  ]) {
    expectProblem(refused, 403, "forbidden");
  }
});

test("a test asks the model once, and a change of settings makes its health unknown again", async () => {
  const agent = await add({ name: "Tested", kind: "prompt", assistant: "writer" });
  const tested = await dana.post<AgentView>(`/api/v1/agents/${agent.id}/test`, {});
  expect(tested.body.health).toMatchObject({ ok: true, message: "practice-model answered." });
  expect((await patch<AgentView>(dana, agent, { description: "x" })).body.health).toEqual(tested.body.health);
  expect((await patch<AgentView>(dana, agent, { instructions: "Be brief." })).body.health).toBeNull();
});

test("W2: who this is itself is no agent, when added and when changed; what else there is may be changed", async () => {
  const draft = { name: "Ourselves", kind: "a2a", cardUrl: `${server.url}/.well-known/agent-card.json` };
  const refused = await dana.post<Problem>("/api/v1/agents", draft);
  expectProblem(refused, 422, "invalid");
  expect(refused.body.errors).toMatchObject([{ field: "cardUrl", message: expect.stringMatching(/Holdpoint itself/) }]);
  const other = await add({ name: "Somebody", kind: "a2a", cardUrl: "https://agents.example.com" });
  expectProblem(await patch<Problem>(dana, other, { cardUrl: server.url }), 422, "invalid");
  expect((await patch<AgentView>(dana, other, { enabled: false })).status).toBe(200);
});

test("a test of an A2A agent reads its card, with a secret that goes to its own origin only", async () => {
  const known = await add({ name: "Nordwind", kind: "a2a", cardUrl: `${card.url}/card`, secret: "NORDWIND" });
  const health = async ({ id }: AgentView) => (await dana.post<AgentView>(`/api/v1/agents/${id}/test`, {})).body.health;
  expect(await health(known)).toMatchObject({ ok: true, message: '"Nordwind" answered: 1 skill, A2A 1.0.' });
  const bare = await add({ name: "No secret", kind: "a2a", cardUrl: card.url });
  expect(await health(bare)).toMatchObject({ ok: false, message: expect.stringContaining("401") });
  expect(card.requests.map(({ url }) => url)).toEqual(["/card", "/.well-known/agent-card.json"]);
  const unset = await add({ name: "Unset", kind: "a2a", cardUrl: card.url, secret: "OTHER" });
  expect((await health(unset))?.message).toContain("HOLDPOINT_AGENT_SECRET_OTHER is not set");
  for (const cardUrl of ["http://169.254.169.254/", "http://localhost:1/"]) {
    const inside = await add({ name: cardUrl, kind: "a2a", cardUrl, secret: "NORDWIND" });
    expect((await health(inside))?.message).toContain("is not a public address");
  }
});
