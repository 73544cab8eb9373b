import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Page, RunSummary } from "@/lib/views/views";
import { type FaultServer, startFaultServer } from "../../support/fault-server";
import { bearer, type Client, expectProblem, type Problem, restClient, story, storyInReview } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

let model: FaultServer;
let server: TestServer;
let client: Client;
let anybody: Client;

beforeAll(async () => {
  model = await startFaultServer();
  server = await startServer({ env: { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: model.apiKey } });
  client = restClient(server.url, bearer(server.token));
  anybody = restClient(server.url, {});
});

afterAll(async () => {
  await server?.stop();
  await model?.close();
});

const someId = "01999999-0000-7000-8000-0000000000aa";

describe("who may come in", () => {
  test.each([
    ["nobody", {}],
    ["a wrong token", bearer("hp_wrong_0123456789012345678901234567890")],
    ["an empty token", { Authorization: "Bearer" }],
    ["a token with spaces", bearer("a b")],
    ["a token that is no header text", bearer("a\u00e4")],
    ["another scheme", { Authorization: "Basic ZGFuYTpkYW5h" }],
    ["a forged cookie", { Cookie: "next-auth.session-token=eyJhbGciOiJkaXIifQ..a.b.c" }],
  ])("%s gets 401, on reads, writes and streams", async (_, headers) => {
    for (const path of ["/api/v1/runs", "/api/v1/workflows", `/api/v1/reviews/${someId}`, "/api/live?inbox=1"]) {
      const reply = await anybody.get(path, headers);
      expectProblem(reply, 401, "unauthenticated");
      expect(reply.headers.get("www-authenticate")).toMatch(/^Bearer/);
    }
    expectProblem(await anybody.post("/api/v1/runs", story, headers), 401, "unauthenticated");
  });

  test("the scheme's name may be written in any case", async () => {
    expect((await anybody.get("/api/v1/runs", { authorization: `bearer ${server.token}` })).status).toBe(200);
  });
});

describe("addresses and methods", () => {
  test.each(["/api", "/api/v1", "/api/v1/nothing", "/api/v2/runs", `/api/v1/runs/${someId}/nothing`])(
    "%s is not found",
    async (path) => {
      expectProblem(await client.get(path), 404, "not_found");
      expectProblem(await client.post(path, {}), 404, "not_found");
    },
  );

  test.each(["not-an-id", "0", `${someId}0`, "%00", "..%2fruns", "' or 1=1", "%F0%9F%98%80", "__proto__"])(
    "an id that is none (%s) is not found",
    async (id) => {
      for (const path of [`runs/${id}`, `runs/${id}/events`, `runs/${id}/drafts`, `reviews/${id}`]) {
        expectProblem(await client.get(`/api/v1/${path}`), 404, "not_found");
      }
      expectProblem(await client.post(`/api/v1/reviews/${id}/decision`, { action: "accept" }), 404, "not_found");
    },
  );

  test("an id that nobody has is not found", async () => {
    for (const part of ["", "/events", "/drafts", "/comments", "/steps"]) {
      expectProblem(await client.get(`/api/v1/runs/${someId}${part}`), 404, "not_found");
    }
    expectProblem(await client.get(`/api/v1/runs/${someId}/events`, { Accept: "text/event-stream" }), 404, "not_found");
    expectProblem(await client.get(`/api/live?run=${someId}`), 404, "not_found");
    expectProblem(await client.get(`/api/v1/reviews/${someId}`), 404, "not_found");
    expectProblem(await client.post(`/api/v1/reviews/${someId}/decision`, { action: "accept" }), 404, "not_found");
  });

  test.each([
    ["DELETE", "/api/v1/runs", "GET, HEAD, POST, OPTIONS"],
    ["PUT", `/api/v1/runs/${someId}`, "GET, HEAD, OPTIONS"],
    ["POST", "/api/v1/workflows", "GET, HEAD, OPTIONS"],
    ["GET", `/api/v1/reviews/${someId}/decision`, "POST, OPTIONS"],
    ["PATCH", "/api/health", "GET, HEAD, OPTIONS"],
  ])("%s %s is refused, naming what is taken", async (method, path, allow) => {
    const reply = await client.send<Problem>(path, { method });
    expectProblem(reply, 405, "method_not_allowed");
    expect(reply.headers.get("allow")).toBe(allow);
  });

  test("HEAD answers like GET without a body, and leaves no stream open", async () => {
    const { run } = await storyInReview(client);
    const reply = await client.send(`/api/v1/runs/${run.id}/events`, {
      method: "HEAD",
      headers: { Accept: "text/event-stream" },
    });
    expect([reply.status, reply.text, reply.headers.get("content-type")]).toEqual([200, "", "text/event-stream"]);
  });
});

describe("bodies", () => {
  test.each([
    ["nothing", ""],
    ["no JSON", "{"],
    ["single quotes", "{'workflow':'write-story'}"],
    ["a comma too many", '{"workflow":"write-story","input":{},}'],
    ["NaN", '{"workflow":NaN}'],
    ["two values", "{} {}"],
    ["a raw NUL", '{"workflow":"a\u0000"}'],
    ["not UTF-8", Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x7d)],
    ["UTF-16", new Uint8Array(Buffer.from('{"workflow":"write-story"}', "utf16le"))],
  ])("%s is malformed", async (_, body) => {
    expectProblem(await client.post("/api/v1/runs", body), 400, "malformed");
    expectProblem(await client.post(`/api/v1/reviews/${someId}/decision`, body), 400, "malformed");
  });

  const inputOf = (input: unknown) => ({ workflow: "write-story", input });
  test.each([
    ["null", "null", [""]],
    ["a list", [], [""]],
    ["text", '"text"', [""]],
    ["nothing in it", {}, ["workflow", "input"]],
    ["no input", { workflow: "write-story" }, ["input"]],
    ["input that is text", inputOf("A story"), ["input"]],
    ["input that is a list", inputOf([]), ["input"]],
    ["input that is null", inputOf(null), ["input"]],
    ["a workflow that is a number", { workflow: 7, input: {} }, ["workflow"]],
    ["a workflow without a name", { workflow: "", input: {} }, ["workflow"]],
    ["a workflow that nobody wrote", { workflow: "nope", input: {} }, ["workflow"]],
    ["a workflow named like a property", { workflow: "__proto__", input: {} }, ["workflow"]],
    ["a model that is null", { ...story, model: null }, ["model"]],
    ["an unknown key", { ...story, id: someId }, ["id"]],
    ["a key named __proto__", '{"workflow":"write-story","input":{"prompt":"x"},"__proto__":{"a":1}}', [""]],
    ["a key named __proto__ in input", '{"workflow":"write-story","input":{"prompt":"x","__proto__":1}}', ["input"]],
    ["a key named constructor", { ...story, constructor: 1 }, ["constructor"]],
    ["a missing field", inputOf({}), ["prompt"]],
    ["a field that is empty", inputOf({ prompt: "  " }), ["prompt"]],
    ["a field of another type", inputOf({ prompt: 7 }), ["prompt"]],
    ["a field that is an object", inputOf({ prompt: { $gt: "" } }), ["prompt"]],
    ["a field out of range", inputOf({ prompt: "x", words: 1 }), ["words"]],
    ["a number too large to be one", '{"workflow":"write-story","input":{"prompt":"x","words":1e999}}', ["words"]],
    ["an unknown field", inputOf({ prompt: "x", colour: "red" }), ["colour"]],
    ["NUL in a value", inputOf({ prompt: "a\u0000b" }), ["prompt"]],
    ["half a pair in a value", '{"workflow":"write-story","input":{"prompt":"\\ud800"}}', ["prompt"]],
    ["NUL in a key", inputOf({ prompt: "x", "a\u0000": 1 }), ["input"]],
    ["half a pair in a key", '{"workflow":"write-story","input":{"\\udc00":1}}', ["input"]],
    ["NUL in the workflow", { workflow: "a\u0000", input: {} }, ["workflow"]],
  ])("%s does not fit, and the answer names where", async (_, body, fields) => {
    const before = await client.get<Page<RunSummary>>("/api/v1/runs?limit=1");
    const reply = await client.post("/api/v1/runs", body);
    expectProblem(reply, 422, reply.body.code === "unknown_workflow" ? "unknown_workflow" : "invalid");
    expect(reply.body.errors?.map(({ field }) => field)).toEqual(fields);
    expect(reply.body.errors?.every(({ message }) => /\.$/.test(message))).toBe(true);
    expect((await client.get("/api/v1/runs?limit=1")).text).toBe(before.text);
  });

  test("nesting beyond reason does not fit", async () => {
    for (const depth of [150, 100_000]) {
      const deep = `${"[".repeat(depth)}${"]".repeat(depth)}`;
      const reply = await client.post("/api/v1/runs", `{"workflow":"write-story","input":{"prompt":${deep}}}`);
      expectProblem(reply, 422, "invalid");
    }
  });

  test("1 MB passes and one byte more is too large, whatever Content-Length says", async () => {
    const bodyOf = (bytes: number) => {
      const [start, end] = ['{"workflow":"write-story","input":{"prompt":"', '"}}'];
      return `${start}${"x".repeat(bytes - start.length - end.length)}${end}`;
    };
    expectProblem(await client.post("/api/v1/runs", bodyOf(1_048_576)), 422, "invalid");
    expectProblem(await client.post("/api/v1/runs", bodyOf(1_048_577)), 413, "too_large");
    expectProblem(await client.post("/api/v1/runs", bodyOf(30_000_000)), 413, "too_large");
    expectProblem(await client.post("/api/v1/runs", "x".repeat(2_000_000)), 413, "too_large");
    const chunks = new ReadableStream({
      start(controller) {
        for (let sent = 0; sent < 40; sent++) controller.enqueue(new Uint8Array(100_000).fill(0x20));
        controller.close();
      },
    });
    const init = { method: "POST", body: chunks, duplex: "half" } as RequestInit;
    expectProblem(await client.send<Problem>("/api/v1/runs", init), 413, "too_large");
  });

  test("a connection that ends in the middle of a body starts nothing and stops nobody", async () => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.write(`POST /api/v1/runs HTTP/1.1\r\nHost: localhost:${port}\r\nAuthorization: Bearer ${server.token}\r\n`);
    socket.write('Content-Length: 500\r\n\r\n{"workflow":', () => socket.destroy());
    await new Promise((resolve) => socket.once("close", resolve));
    expect((await client.get("/api/v1/runs")).status).toBe(200);
    expect(server.log()).not.toMatch(/error/i);
  });

  test("a bearer token's body is JSON whatever its type is called", async () => {
    for (const type of ["application/json; charset=utf-8", "text/plain", "application/x-www-form-urlencoded"]) {
      expect((await client.post("/api/v1/runs", story, { "Content-Type": type })).status).toBe(201);
    }
  });
});
