import { afterAll, beforeAll, expect, test } from "vitest";
import { smallestBurst } from "@/lib/http/rate-limit";
import { addTenant, bearer, type Client, restClient } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

let server: TestServer;
let client: Client;

beforeAll(async () => {
  server = await startServer({ env: { HOLDPOINT_RATE_LIMIT: "1" } });
  client = restClient(server.url, bearer(server.token));
});

afterAll(async () => {
  await server?.stop();
});

const statuses = async (count: number, send: () => Promise<{ status: number }>) =>
  (await Promise.all(Array.from({ length: count }, send))).map(({ status }) => status);

test("a burst of 300 passes; what goes far beyond is told when to come back, and only that caller", async () => {
  expect(new Set(await statuses(300, () => client.get("/api/v1/workflows")))).toEqual(new Set([200]));
  await statuses(smallestBurst - 300, () => client.get("/api/v1/workflows"));

  const refused = await client.post("/api/v1/runs", {});
  expect([refused.status, refused.body.code]).toEqual([429, "rate_limited"]);
  expect(refused.headers.get("content-type")).toBe("application/problem+json");
  expect(Number(refused.headers.get("retry-after"))).toBe(refused.body.retryAfter);
  expect(refused.body.retryAfter).toBeGreaterThan(0);

  const other = restClient(server.url, bearer((await addTenant(server.databaseUrl)).token));
  expect((await other.get("/api/v1/workflows")).status).toBe(200);
  expect((await client.get("/api/health")).status).toBe(200);

  // Every part of the server that Next bundles knows what a limit is.
  const before = server.log();
  for (const path of ["/workflow-status?run_id=x", "/api/chat/status/x", "/api/live?inbox=1", "/api/a2a/v1/tasks"])
    expect([path, (await client.get(path)).status]).toEqual([path, 429]);
  for (const path of ["/process", "/workflow_resume", "/start-workflow", "/provide-input", "/api/chat", "/api/a2a"])
    expect([path, (await client.post(path, {})).status]).toEqual([path, 429]);
  expect(server.log()).toBe(before);
});

test("T13: who keeps trying tokens is slowed down, whatever address they claim, and others at the same one are not", async () => {
  let guesses = 0;
  const claimed = () => ({ "X-Forwarded-For": `203.0.${++guesses >> 8}.${guesses & 255}` });
  const guess = () => restClient(server.url, { ...bearer("wrong"), ...claimed() }).get("/api/v1/workflows");
  const seen = await statuses(smallestBurst + 5, guess);
  expect([seen.filter((status) => status === 401).length, seen.filter((status) => status === 429).length]).toEqual([
    smallestBurst,
    5,
  ]);
  const other = restClient(server.url, bearer((await addTenant(server.databaseUrl)).token));
  expect((await other.get("/api/v1/workflows")).status).toBe(200);
});
