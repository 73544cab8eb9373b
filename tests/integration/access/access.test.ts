import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dialectEndpoints, restEndpoints } from "@/lib/openapi/endpoints";
import type { AgentView } from "@/lib/views/agents";
import type { FileView, Page, ScheduleView } from "@/lib/views/views";
import { receipt, sendFile } from "../../support/files";
import { addToken, bearer, type Client, restClient } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";
import { type Ids, type People, situations } from "./situations";
import * as table from "./table";

const folders = "workflows,tests/fixtures/rights";
let server: TestServer;
let people: People;
let common: Ids;

beforeAll(async () => {
  const env = { HOLDPOINT_WORKFLOWS_DIR: folders, HOLDPOINT_RATE_LIMIT: "0", HOLDPOINT_SWEEP_SECONDS: "0.2" };
  server = await startServer({ env });
  const person = async (name: string) => restClient(server.url, bearer(await addToken(server.databaseUrl, name)));
  const [ben, cleo, ana] = await Promise.all([person("ben"), person("cleo"), person("ana")]);
  people = { ben, cleo, ana, dana: restClient(server.url, bearer(server.token)) } as People;
  const schedules = await people.dana.get<Page<ScheduleView>>("/api/v1/schedules");
  common = {
    soon: new Date(Date.now() + 3_600_000).toISOString(),
    later: new Date(Date.now() + 10 * 86_400_000).toISOString(),
    schedule: schedules.body.data[0]?.id ?? "",
    file: (await sendFile<FileView>(people.ben, receipt)).body.id,
    thread: (await people.ben.post<{ threadId: string }>("/api/v1/threads", { prompt: "Say hello" })).body.threadId,
  };
});

afterAll(() => server?.stop());

const untouched = new Map<string, Ids>();

/** A situation that nobody has changed yet: what was refused has changed nothing, and is met again by the next one. */
async function idsFor(situation: string): Promise<Ids> {
  const known = untouched.get(situation);
  if (known) return known;
  const make = situations[situation];
  if (!make) throw new Error(`There is no situation "${situation}".`);
  const name = `Agent ${randomUUID()}`;
  const agent = await people.dana.post<AgentView>("/api/v1/agents", { name, kind: "prompt", instructions: "Help." });
  const ids = { ...common, agent: agent.body.id, unique: randomUUID(), ...(await make(people)) };
  untouched.set(situation, ids);
  return ids;
}

const fill = (template: string, ids: Ids) =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (ids[name] === undefined) throw new Error(`The situation has no "${name}".`);
    return ids[name];
  });

async function sendAs(client: Client, request: string, body: unknown, ids: Ids): Promise<number> {
  const [method = "", path = ""] = fill(request, ids).split(" ");
  if (body === null) return (await client.get(path)).status;
  const isText = typeof body === "string";
  const headers = { "Content-Type": isText ? "application/octet-stream" : "application/json" };
  const content = isText ? body : fillBody(body, ids);
  return (await client.send(path, { method, body: content, headers })).status;
}

const fillBody = (body: unknown, ids: Ids) => {
  const text = JSON.stringify(body);
  return text.replace(/"\{(\w+)\}"/g, (_, name: string) => JSON.stringify(ids[name]));
};

async function callAs(client: Client, method: string, params: unknown, ids: Ids): Promise<number> {
  const filled = JSON.parse(fillBody(params, ids)) as { message?: object };
  if (filled.message) Object.assign(filled.message, { messageId: randomUUID(), role: "ROLE_USER" });
  const body = { jsonrpc: "2.0", id: 1, method, params: filled };
  if (method === "SubscribeToTask") return subscribeAs(client, body);
  const { status, text } = await client.post("/api/a2a", body, { "A2A-Version": "1.0" });
  if (status !== 200) return status;
  if (/"error":/.test(text))
    return text.includes('"forbidden"') ? 403 : Number(/"code":(-?\d+)/.exec(text)?.[1] ?? 500);
  return 200;
}

/** A stream that has begun is given up again. */
async function subscribeAs(client: Client, body: object): Promise<number> {
  const abort = new AbortController();
  const headers = { ...client.headers, "Content-Type": "application/json", "A2A-Version": "1.0" };
  const options = { method: "POST", body: JSON.stringify(body), headers, signal: abort.signal };
  const { status, headers: answered } = await fetch(`${client.url}/api/a2a`, options);
  abort.abort();
  return answered.get("content-type")?.startsWith("text/event-stream") ? status : 500;
}

const names = ["ben", "cleo", "ana", "dana"] as const;

/** What each of the four gets; `reads` changes nothing. */
async function statuses(
  situation: string,
  reads: boolean,
  ask: (client: Client, ids: Ids) => Promise<number>,
): Promise<number[]> {
  const found: number[] = [];
  for (const name of names) {
    const status = await ask(people[name], await idsFor(situation));
    if (!reads && status < 400) untouched.delete(situation);
    found.push(status);
  }
  return found;
}

describe.each([
  ["T1 to T4: what is done to runs", table.control],
  ["T3: who answers", table.answers],
  ["everything else", table.others],
])("%s", (_, lines) => {
  test.each(lines)("%s: %s %j", async (situation, request, body, expected) => {
    const got = await statuses(situation, request.startsWith("GET"), (client, ids) =>
      sendAs(client, request, body, ids),
    );
    expect(got).toEqual(expected);
  });
});

describe("A2A", () => {
  test.each(table.a2a)("%s: %s %j", async (situation, method, params, expected) => {
    const reads = /^(Get|List|Subscribe)/.test(method);
    expect(await statuses(situation, reads, (client, ids) => callAs(client, method, params, ids))).toEqual(expected);
  });
});

test("every endpoint has its line", () => {
  const pattern = (path: string) =>
    path
      .replace(/\?.*$/, "")
      .replace(/\{\w+\}/g, "{}")
      .replace(/\/\d+$/, "/{}");
  const lines = [...table.control, ...table.answers, ...table.others].map(([, request]) => pattern(request));
  const endpoints = [...restEndpoints, ...dialectEndpoints];
  const missing = endpoints.map(({ method, path }) => `${method.toUpperCase()} ${pattern(path)}`);
  expect(missing.filter((line) => !lines.includes(line))).toEqual([]);
});
