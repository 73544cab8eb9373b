import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MOST_SEATS } from "@/lib/http/seat";
import { freePort } from "@/lib/store/database/free-port";
import { chatClient } from "../../support/chat";
import { bearer, type Client, expectProblem, type Problem, restClient } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";
import { SseReader } from "../../support/sse";

let server: TestServer;
let client: Client;

beforeAll(async () => {
  // Named, so that a proxy could stand in front, but none is declared.
  const port = await freePort();
  server = await startServer({ env: { PORT: String(port), HOLDPOINT_URL: `http://localhost:${port}` } });
  client = restClient(server.url, bearer(server.token));
}, 120_000);

afterAll(async () => {
  await server?.stop();
});

/** First line and body of the answer to bytes as they are. */
function send(target: string, headers: string[] = []): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(server.url);
  const lines = [`${target} HTTP/1.1`, `Host: localhost:${port}`, "Connection: close", ...headers, "", ""];
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let text = "";
    socket.on("data", (piece) => (text += piece));
    socket.once("error", reject);
    socket.once("close", () => resolve({ status: Number(text.split(" ", 2)[1]), text }));
    socket.write(lines.join("\r\n"));
  });
}

const asDana = () => [`Authorization: Bearer ${server.token}`];

describe("odd requests", () => {
  test.each([
    "GET *",
    "POST *",
    "TRACE /",
    "TRACE /api/v1/runs",
    "CONNECT example.com:443",
    "PROPFIND /inbox",
    "LINK /",
  ])("T13: %s is refused", async (target) => {
    const { status, text } = await send(target);
    expect([405, 501]).toContain(status);
    if (!target.startsWith("CONNECT")) expect(text).toMatch(/^Allow: /im);
  });

  test.each([
    "/api/v1/runs/%2e%2e/me",
    "/api/v1/runs/%2E%2e/me",
    "/api/v1/runs/.%2e/me",
    "/api/v1/runs/../me",
    "/api/v1/runs/..%2fme",
    "/api/v1/runs/..\\me",
    "/api/v1/%2e/me",
    "/x/../api/health",
    "/docs/%2e%2e/docs/errors",
  ])("T13: %s leads nowhere", async (path) => {
    const { status, text } = await send(`GET ${path}`, asDana());
    expect(status).toBe(404);
    expect(text).not.toContain("dana@example.com");
  });

  test("a whole address as the target means its path", async () => {
    const { status, text } = await send(`GET http://localhost/api/v1/me`, asDana());
    expect([status, text.includes("dana@example.com")]).toEqual([200, true]);
  });

  test("T13: header lines are bounded in number and size", async () => {
    expect((await send("GET /api/v1/me", [...asDana(), ...Array(80).fill("X-Any: 1")])).status).toBe(200);
    expect((await send("GET /api/v1/me", [...asDana(), ...Array(101).fill("X-Any: 1")])).status).toBe(431);
    expect((await send("GET /api/v1/me", [...asDana(), `X-Any: ${"a".repeat(17_000)}`])).status).toBe(431);
  });

  test("nobody resizes pictures here", async () => {
    expect((await client.get("/_next/image?url=%2Ficon.svg&w=64&q=75")).status).toBe(404);
  });
});

describe("bodies", () => {
  const withKeys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 1]));

  test.each([90_000, 9_000])("T13: %i unknown keys are answered in few words", async (count) => {
    const reply = await client.post("/api/v1/runs", withKeys(count));
    expectProblem(reply, 422, "invalid");
    expect(reply.text.length).toBeLessThan(10_000);
    expect(reply.body.errors?.length).toBeLessThanOrEqual(50);
  });

  test("T13: what is left out is counted, also where a form is asked", async () => {
    const body = { workflow: "write-story", input: { prompt: "x", ...withKeys(9_000) } };
    const reply = await client.post<Problem & { moreErrors: number }>("/api/v1/runs", body);
    expect([reply.body.errors?.length, reply.body.moreErrors]).toEqual([50, 8_950]);
  });

  test("T13: more than 100,000 values are refused in one sentence, wherever they lie", async () => {
    const parts = Array.from({ length: 60 }, () => Array(2_000).fill(1));
    const reply = await client.post("/api/v1/runs", { workflow: "write-story", input: { prompt: "x", parts } });
    expectProblem(reply, 422, "invalid");
    expect(reply.body.errors).toEqual([{ field: "", message: "The body has more than 100000 values." }]);
  });
});

test("T13: one caller has a bounded number of streams and sockets, and is told so", async () => {
  const open = () => SseReader.open(`${server.url}/api/live?inbox=1`, bearer(server.token));
  const socket = await chatClient(server.url, bearer(server.token));
  const readers = await Promise.all(Array.from({ length: MOST_SEATS - 1 }, open));
  expect(new Set(readers.map(({ response }) => response.status))).toEqual(new Set([200]));

  const refused = await client.get("/api/live?inbox=1");
  expectProblem(refused, 429, "rate_limited");
  expect(refused.body.detail).toBe("At most 100 event streams and connections may be open at once. Close one first.");
  await expect(chatClient(server.url, bearer(server.token))).rejects.toThrow(/^429 /);
  const message = { messageId: "m", role: "ROLE_USER", parts: [{ text: "A story" }] };
  const v1 = { "A2A-Version": "1.0" };
  const runs = await client.get("/api/v1/runs");
  expect((await client.post("/api/a2a/v1/message:stream", { message }, v1)).status).toBe(429);
  const rpc = { jsonrpc: "2.0", id: 1, method: "SendStreamingMessage", params: { message } };
  expect((await client.post("/api/a2a", rpc, v1)).status).toBe(429);
  expect((await client.get("/api/v1/runs")).text).toBe(runs.text);

  await readers.pop()?.close();
  socket.close();
  await socket.closed;
  await new Promise((resolve) => setTimeout(resolve, 200));
  readers.push(await open(), await open());
  expect(readers.slice(-2).map(({ response }) => response.status)).toEqual([200, 200]);
  await Promise.all(readers.map((reader) => reader.close()));
});

test("T13: nobody gets past a limit by saying that they came from elsewhere", async () => {
  const statuses = await Promise.all(
    Array.from({ length: 640 }, async (_, index) => {
      const headers = {
        "X-Forwarded-For": `203.0.${index >> 8}.${index & 255}`,
        "X-Real-IP": `203.0.113.${index & 255}`,
      };
      return (await restClient(server.url, headers).get("/api/auth/csrf")).status;
    }),
  );
  expect(statuses.filter((status) => status === 200)).toHaveLength(300);
  expect(server.log().match(/name it in HOLDPOINT_TRUSTED_PROXIES/g)).toHaveLength(1);
});

test("T13: the API's page is the same HTML for everybody", async () => {
  const page = async () => (await client.get<string>("/docs/api")).text;
  const contentOf = (html: string) => /<nav aria-label="Calls"[\s\S]*<\/main>/.exec(html)?.[0];
  const first = contentOf(await page());
  expect(first).toContain("data-copy=");
  const all = await Promise.all(Array.from({ length: 40 }, page));
  expect(new Set(all.map(contentOf))).toEqual(new Set([first]));
});
