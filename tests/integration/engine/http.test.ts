import { afterEach, beforeEach, expect, it } from "vitest";
import type { Json } from "@/lib/views/views";
import { text, workflow } from "@/lib/workflow";
import { startHoldpoint, type TestHoldpoint } from "../../support/holdpoint";
import { type JsonServer, sendJson, startJsonServer } from "../../support/json-server";
import { createTestDatabase, type TestDatabase } from "../../support/postgres";

const call = workflow("call", {
  title: "Call",
  input: { url: text({ label: "URL", required: true }), method: text({ label: "Method", default: "POST" }) },
})
  .http("order", {
    request: ({ input }) => ({
      method: input.method,
      url: input.url,
      headers: { "X-Secret": "s3cret" },
      ...(input.method === "POST" ? { json: { size: 3 } } : {}),
    }),
    retry: { attempts: 3, backoffMs: 10 },
    timeoutMs: 2_000,
  })
  .end("done", { output: ({ outputs }) => outputs.order })
  .build();

let database: TestDatabase;
let server: JsonServer;
let other: JsonServer;
let holdpoint: TestHoldpoint;

beforeEach(async () => {
  database = await createTestDatabase();
  other = await startJsonServer((request, response) => sendJson(response, 200, { seen: request.url }));
  server = await startJsonServer((request, response, count) => {
    const { pathname, searchParams } = new URL(request.url, server.url);
    if (pathname === "/busy" && count < 3) return sendJson(response, 429, { error: "busy" }, { "retry-after": "0" });
    if (pathname === "/refuse") return sendJson(response, 422, { error: "No such size" });
    if (pathname === "/large") return sendJson(response, 200, "x".repeat(1_100_000));
    if (pathname === "/broken") return void response.writeHead(200, { "content-type": "application/json" }).end("{");
    if (pathname === "/hang") return;
    if (pathname === "/long") {
      const text = '{"id":12345678901234567890,"parts":[{"n":0.1},{"n":9007199254740993}],"said":"1e400"}';
      return void response.writeHead(200, { "content-type": "application/json" }).end(text);
    }
    if (pathname === "/to") return sendJson(response, 307, null, { location: searchParams.get("url") ?? "" });
    if (pathname === "/circle") return sendJson(response, 302, null, { location: "/circle" });
    sendJson(
      response,
      201,
      { size: (JSON.parse(request.body || "null") as { size?: number } | null)?.size ?? null },
      { etag: "1" },
    );
  });
  holdpoint = await startHoldpoint({
    databaseUrl: database.url,
    workflows: [call],
    env: { HOLDPOINT_ALLOW_PRIVATE_ADDRESSES: `${server.place}, ${other.place}` },
  });
});

afterEach(async () => {
  await holdpoint.stop();
  await server.close();
  await other.close();
  await database.drop();
});

async function run(url: string, method = "POST") {
  const { id } = await holdpoint.operations.startRun(holdpoint.ana, { workflow: "call", input: { url, method } });
  return holdpoint.operations.waitForRun(holdpoint.ana, id, { timeoutMs: 20_000 });
}

it("sends and reads JSON, under a key that stays the same", async () => {
  const done = await run(`${server.url}/order`);
  expect(done.output).toEqual({
    status: 201,
    headers: { "content-type": "application/json", etag: "1" },
    body: { size: 3 },
  });
  expect(server.requests[0]?.headers).toMatchObject({ "idempotency-key": `${done.id}:1`, "x-secret": "s3cret" });
  const steps = await holdpoint.operations.listSteps(holdpoint.ana, done.id, { limit: 10 });
  expect(steps.data[0]?.input).toEqual({ method: "POST", url: `${server.url}/order`, body: { size: 3 } });
});

it("W12: keeps numbers that would be rounded as their text, digit for digit", async () => {
  expect((await run(`${server.url}/long`)).output).toMatchObject({
    body: { id: "12345678901234567890", parts: [{ n: 0.1 }, { n: "9007199254740993" }], said: "1e400" },
  });
});

it("sends no key with a GET", async () => {
  expect(await run(`${server.url}/order`, "GET")).toMatchObject({ status: "completed" });
  expect(server.requests[0]?.headers["idempotency-key"]).toBeUndefined();
});

it("tries again when the other side is busy, with the same key", async () => {
  const done = await run(`${server.url}/busy`);
  expect(done).toMatchObject({ status: "completed", output: { status: 201 } });
  expect(server.requests.map(({ headers }) => headers["idempotency-key"])).toEqual(Array(3).fill(`${done.id}:1`));
});

it.each([
  ["/refuse", "http_status", /answered with 422: \{"error":"No such size"\}/, 1],
  ["/large", "response_too_large", /more than 1000000 bytes/, 1],
  ["/broken", "bad_response", /not/, 1],
  ["/circle", "too_many_redirects", /more than 5 times/, 6],
  ["/hang", "http_timeout", /within 2 s/, 3],
])("%s fails the run with %s", async (path, code, message, requests) => {
  const failed = await run(`${server.url}${path}`);
  expect(failed).toMatchObject({ status: "failed", error: { code, message: expect.stringMatching(message) } });
  expect(server.requests).toHaveLength(requests);
});

it("follows a redirect to another server without the author's headers", async () => {
  const done = await run(`${server.url}/to?url=${other.url}/there`);
  expect((done.output as { body: Json }).body).toEqual({ seen: "/there" });
  expect(other.requests[0]).toMatchObject({ method: "POST", body: '{"size":3}' });
  expect(other.requests[0]?.headers["x-secret"]).toBeUndefined();
});

it("does not follow a redirect into a private network, nor begins there", async () => {
  const port = new URL(database.url).port;
  for (const target of [
    "http://127.0.0.1:1/",
    "http://169.254.169.254/",
    `http://127.0.0.1:${port}/`,
    "file:///etc/passwd",
  ]) {
    for (const url of [target, `${server.url}/to?url=${target}`]) {
      expect(await run(url)).toMatchObject({ status: "failed", error: { code: "address_refused" } });
    }
  }
  expect(await run("http://ana:secret@example.com/")).toMatchObject({ error: { code: "address_refused" } });
});
