import { request } from "node:http";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bearer } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});

afterAll(async () => {
  await server?.stop();
});

/** With nothing added to the headers, and nothing unpacked. */
function send(method: string, path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status?: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>((resolve, reject) => {
    const sent = request(
      `${server.url}${path}`,
      { method, headers: { ...bearer(server.token), ...headers } },
      (got) => {
        const pieces: Buffer[] = [];
        got.on("data", (piece) => pieces.push(piece));
        got.once("end", () => resolve({ status: got.statusCode, headers: got.headers, body: Buffer.concat(pieces) }));
      },
    );
    sent.once("error", reject).end();
  });
}

test("an answer says its length, and is compressed only for who takes that", async () => {
  const plain = await send("GET", "/api/v1/workflows");
  expect(plain.status).toBe(200);
  expect(plain.headers).toMatchObject({ "content-length": `${plain.body.length}`, vary: "Accept-Encoding" });
  expect(plain.headers).not.toHaveProperty("content-encoding");

  const packed = await send("GET", "/api/v1/workflows", { "Accept-Encoding": "br, gzip" });
  expect(packed.headers).toMatchObject({ "content-length": `${packed.body.length}`, "content-encoding": "gzip" });
  expect(packed.body.length).toBeLessThan(plain.body.length);
  expect(gunzipSync(packed.body)).toEqual(plain.body);
});

test("a small answer is not worth it", async () => {
  const { headers } = await send("GET", "/api/v1/runs?limit=1", { "Accept-Encoding": "gzip" });
  expect(headers).not.toHaveProperty("content-encoding");
});

test("a name goes before a placeholder", async () => {
  const { status, body } = await send("GET", "/api/v1/agents/search?query=translate");
  expect([status, JSON.parse(body.toString())]).toMatchObject([200, { data: expect.any(Array) }]);
});

test.each([
  "/api/v1/runs/",
  "/api/v1//runs",
  "/api/v1/%72uns",
  "/api/v1/runs/%41",
  "/api/v1/runs/[id]",
  "/api/v1/./runs",
])("%s, written in an unusual way, is answered all the same", async (path) => {
  const { status, headers, body } = await send("GET", path);
  if (status === 308) expect(headers.location).toMatch(/\/api\/v1\/runs$/);
  else if (status === 200) expect(JSON.parse(body.toString())).toHaveProperty("data");
  else expect([status, headers["content-type"]]).toEqual([404, "application/problem+json"]);
});

test("a method that nobody has is refused", async () => {
  expect((await send("PROPFIND", "/api/v1/runs")).status).toBeGreaterThanOrEqual(400);
});
