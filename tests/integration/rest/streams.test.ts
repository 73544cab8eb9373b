import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EventView, Page } from "@/lib/views/views";
import { signIn } from "../../support/demo-session";
import { type FaultServer, startFaultServer } from "../../support/fault-server";
import { withClient } from "../../support/postgres";
import { accept, bearer, type Client, restClient, story, storyInReview } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";
import { SseReader } from "../../support/sse";

let model: FaultServer;
let server: TestServer;
let client: Client;
const text = Array.from({ length: 60 }, (_, index) => `word${index}`).join(" ");

beforeAll(async () => {
  model = await startFaultServer(["ok", { kind: "slow", text, betweenMs: 15 }]);
  server = await startServer({ env: { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: model.apiKey } });
  client = restClient(server.url, bearer(server.token));
});

afterAll(async () => {
  await server?.stop();
  await model?.close();
});

const open = (path: string, headers: Record<string, string> = {}) =>
  SseReader.open(`${server.url}${path}`, { ...bearer(server.token), ...headers });
const data = <T>(event: { data: string } | undefined) => JSON.parse(event?.data ?? "null") as T;

// First in this file: the model's slow answer is its second.
test("an open page sees the text as it is written, in pieces that join, and is told to look again", async () => {
  const cookie = await signIn(server.url, "ana@example.com");
  const { run, review } = await storyInReview(client);
  const reader = await SseReader.open(`${server.url}/api/live?run=${run.id}`, { Cookie: cookie });
  await reader.until((events) => events.length > 0);
  const update = { action: "update", values: { comment: "Longer." }, draftRevision: 1 };
  await client.post(`/api/v1/reviews/${review.id}/decision`, update);
  let written = "";
  const whole = (events: { event: string; data: string }[]) => {
    written = "";
    for (const event of events.filter(({ event }) => event === "text")) {
      const piece = data<{ seq: number; from: number; text: string }>(event);
      expect(piece.from).toBeLessThanOrEqual(written.length);
      written = written.slice(0, piece.from) + piece.text;
    }
    return written === text;
  };
  const events = await reader.until(whole);
  expect(events).toContainEqual({ event: "changed", data: "{}" });
  const pieces = events.filter(({ event }) => event === "text");
  expect(pieces.length).toBeGreaterThan(2);
  expect(pieces.map(({ data }) => data.length).reduce((a, b) => a + b)).toBeLessThan(3 * text.length);
  const last = events.findLastIndex(({ event }) => event === "text");
  await reader.until((all) => all.slice(last).some(({ event }) => event === "changed"));
  await reader.close();
});

describe("the events of a run", () => {
  test("come as they happen, in order, without a gap, and the stream ends with the run", async () => {
    const { run, review } = await storyInReview(client);
    const reader = await open(`/api/v1/runs/${run.id}/events`);
    expect(reader.response.headers.get("content-type")).toBe("text/event-stream");
    await reader.until((events) => events.some(({ event }) => event === "review.opened"));
    await client.post(`/api/v1/reviews/${review.id}/decision`, accept);
    const events = await reader.rest();
    const { body } = await client.get<Page<EventView>>(`/api/v1/runs/${run.id}/events?limit=200`);
    expect(events.map((event) => [event.id, event.event, data<EventView>(event)])).toEqual(
      body.data.map((event) => [String(event.seq), event.type, event]),
    );
    expect(body.data.at(-1)?.type).toBe("run.completed");
  });

  test("go on after Last-Event-ID; a run that has ended gives the rest and closes", async () => {
    const { run, review } = await storyInReview(client);
    await client.post(`/api/v1/reviews/${review.id}/decision`, accept, { Prefer: "wait=30" });
    const path = `/api/v1/runs/${run.id}/events`;
    const all = await (await open(path)).rest();
    for (const last of [0, 1, 3, all.length - 1, all.length, 9999]) {
      const rest = await (await open(path, { "Last-Event-ID": String(last) })).rest();
      expect(rest).toEqual(all.slice(last));
    }
  });

  test("a reader that is cut off and comes back misses nothing and gets nothing twice", async () => {
    const { run, review } = await storyInReview(client);
    const path = `/api/v1/runs/${run.id}/events`;
    const first = await open(path);
    const before = [...(await first.until((events) => events.length >= 2))];
    await first.close();
    await client.post(`/api/v1/reviews/${review.id}/decision`, accept);
    const second = await open(path, { "Last-Event-ID": before.at(-1)?.id ?? "" });
    const ids = [...before, ...(await second.rest())].map(({ id }) => Number(id));
    expect(ids).toEqual(ids.map((_, index) => index + 1));
  });

  test("more events than fit a page all come", async () => {
    const { run } = await storyInReview(client);
    await withClient(server.databaseUrl, async (db) => {
      await db.query(
        `insert into changes (run_id, event_seq, workspace_id, visits, events)
         select id, n, workspace_id, '[]',
           jsonb_build_array(jsonb_build_object('seq', n, 'type', 'test.made', 'actor', started_by, 'data', '{}'::jsonb))
         from runs, generate_series(event_seq + 1, 650) n where id = $1`,
        [run.id],
      );
      await db.query("update runs set event_seq = 650, status = 'failed' where id = $1", [run.id]);
    });
    const events = await (await open(`/api/v1/runs/${run.id}/events`, { "Last-Event-ID": "150" })).rest();
    expect(events.map(({ id }) => Number(id))).toEqual(Array.from({ length: 500 }, (_, index) => index + 151));
  });

  test.each(["x", "-1", "1.5", "2147483648", "9999999999"])("Last-Event-ID %s is none of ours", async (id) => {
    const { run } = await storyInReview(client);
    const headers = { Accept: "text/event-stream", "Last-Event-ID": id };
    const reply = await client.get(`/api/v1/runs/${run.id}/events`, headers);
    expect([reply.status, reply.body.errors?.[0]?.field]).toEqual([422, "Last-Event-ID"]);
  });

  test.each([
    ["application/json", "application/json"],
    ["*/*", "application/json"],
    ["application/json, text/event-stream", "application/json"],
    ["text/event-stream;q=0", "application/json"],
    ["text/event-stream, */*;q=0.1", "text/event-stream"],
    ["application/json;q=0.5, text/event-stream", "text/event-stream"],
  ])("Accept: %s gets %s", async (Accept, type) => {
    const { run } = await storyInReview(client);
    const reader = await open(`/api/v1/runs/${run.id}/events`, { Accept });
    expect(reader.response.headers.get("content-type")).toBe(type);
    await reader.close();
  });
});

test("an open inbox is told when something of its workspace changes", async () => {
  const cookie = await signIn(server.url, "ben@example.com");
  const reader = await SseReader.open(`${server.url}/api/live?inbox=1`, { Cookie: cookie });
  await reader.until((events) => events.length === 1);
  await client.post("/api/v1/runs", story);
  await reader.until((events) => events.length > 1);
  expect(reader.events.every(({ event, data }) => event === "changed" && data === "{}")).toBe(true);
  await reader.close();
});
