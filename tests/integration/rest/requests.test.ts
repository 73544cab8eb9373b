import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { problems } from "@/lib/http/problems";
import type { Page, RunSummary, WorkflowView } from "@/lib/views/views";
import { type FaultServer, startFaultServer } from "../../support/fault-server";
import { bearer, type Client, type Problem, type Reply, restClient, story, storyInReview } from "../../support/rest";
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

function expectProblem(reply: Reply<Problem>, status: number, code: string): void {
  expect([reply.status, reply.body.code]).toEqual([status, code]);
  expect(reply.headers.get("content-type")).toBe("application/problem+json");
  expect(reply.body).toMatchObject({ type: `/docs/errors/${code}`, status, title: expect.any(String) });
  expect(reply.body.detail).toMatch(/\.$/);
  expect(reply.text).not.toMatch(/node_modules|\.ts:|\\n\s+at |prisma/i);
}

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

describe("queries", () => {
  const lists = ["/api/v1/workflows", "/api/v1/runs", "/api/v1/reviews"];
  test.each([
    "limit=0",
    "limit=201",
    "limit=-1",
    "limit=1.5",
    "limit=1e2",
    "limit=%2B5",
    "limit=010",
    "limit=ten",
    "limit=",
    "limit=5&limit=5",
    "cursor=",
    "cursor=nonsense",
    "cursor=WyJhIiwiYiJd",
    "cursor=W10",
    "cursor=bnVsbA",
    "cursor=%00",
    "page=2",
  ])("%s does not fit any list", async (query) => {
    const { run } = await storyInReview(client);
    const ofRun = ["events", "drafts", "comments", "steps"].map((part) => `/api/v1/runs/${run.id}/${part}`);
    for (const path of [...lists, ...ofRun]) {
      const reply = await client.get(`${path}?${query}`);
      expectProblem(reply, 422, "invalid");
      expect(reply.body.errors?.[0]?.field).toBe(query.split("=")[0]);
    }
  });

  test("only statuses that exist are filters", async () => {
    for (const path of ["/api/v1/runs", "/api/v1/reviews"]) {
      for (const status of ["", "nope", "OPEN", "running,failed"]) {
        expectProblem(await client.get(`${path}?status=${status}`), 422, "invalid");
      }
    }
    expectProblem(await client.get("/api/v1/runs?status=open"), 422, "invalid");
    expectProblem(await client.get("/api/v1/reviews?workflow=write-story"), 422, "invalid");
  });

  test("addresses without filters take none", async () => {
    const { run, review } = await storyInReview(client);
    expectProblem(await client.get(`/api/v1/runs/${run.id}?limit=1`), 422, "invalid");
    expectProblem(await client.get(`/api/v1/reviews/${review.id}?x=1`), 422, "invalid");
    expectProblem(await client.post("/api/v1/runs?wait=5", story), 422, "invalid");
    expectProblem(await client.get("/api/live"), 422, "invalid");
    expectProblem(await client.get(`/api/live?inbox=1&run=${run.id}`), 422, "invalid");
  });
});

describe("lists", () => {
  test("walk by cursor meets everything once: runs newest first, what belongs to a run oldest first", async () => {
    const { run } = await storyInReview(client);
    await storyInReview(client);
    const walk = async <T>(path: string): Promise<T[]> => {
      const found: T[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const next: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
        const { status, body }: Reply<Page<T>> = await client.get<Page<T>>(`${path}?limit=1${next}`);
        expect([status, Object.keys(body)]).toEqual([200, ["data", "nextCursor"]]);
        found.push(...body.data);
        cursor = body.nextCursor;
      }
      return found;
    };
    for (const path of ["/api/v1/runs", "/api/v1/reviews", "/api/v1/workflows", `/api/v1/runs/${run.id}/events`]) {
      const whole = await client.get<Page<unknown>>(`${path}?limit=200`);
      expect(await walk(path)).toEqual(whole.body.data);
    }
    const times = (await walk<RunSummary>("/api/v1/runs")).map(({ createdAt }) => createdAt);
    expect(times).toEqual([...times].sort().reverse());
    const numbers = (await walk<{ seq: number }>(`/api/v1/runs/${run.id}/events`)).map(({ seq }) => seq);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  test("a page has 50 entries unless it is told otherwise", async () => {
    await Promise.all(Array.from({ length: 51 }, () => client.post("/api/v1/runs", story)));
    expect((await client.get<Page<unknown>>("/api/v1/runs")).body.data).toHaveLength(50);
    expect((await client.get<Page<unknown>>("/api/v1/runs?limit=51")).body.data).toHaveLength(51);
  });

  test("workflows say what their input asks", async () => {
    const { body } = await client.get<Page<WorkflowView>>("/api/v1/workflows");
    expect(body.data.find(({ name }) => name === "write-story")).toMatchObject({
      title: expect.any(String),
      description: expect.any(String),
      version: expect.any(String),
      input: { fields: expect.arrayContaining([expect.objectContaining({ name: "prompt", required: true })]) },
    });
  });
});

describe("around the answers", () => {
  test("health needs no token", async () => {
    const reply = await anybody.get("/api/health");
    expect([reply.status, reply.body]).toEqual([200, { status: "ok", web: true, worker: true, database: true }]);
  });

  test("answers are not kept, sniffed, framed or read by other sites", async () => {
    for (const reply of [await client.get("/api/v1/runs"), await anybody.get("/api/v1/runs")]) {
      expect(Object.fromEntries(reply.headers)).toMatchObject({
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
        "referrer-policy": "same-origin",
      });
      expect(reply.headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  test.each(Object.entries(problems))("%s has a page that says what to do", async (code, { title }) => {
    const reply = await anybody.get<string>(`/docs/errors/${code}`);
    expect(reply.status).toBe(200);
    expect(reply.body).toContain("What to do");
    expect(reply.body).toContain(title.replaceAll("'", "&#x27;"));
  });

  test("pages carry a fresh nonce on every script, and a policy that lets nothing else run", async () => {
    const pages = [await anybody.get<string>("/docs/errors"), await anybody.get<string>("/docs/errors")];
    const nonces = pages.map(
      ({ headers }) => /'nonce-([^']+)'/.exec(headers.get("content-security-policy") ?? "")?.[1],
    );
    expect(nonces[0]).not.toBe(nonces[1]);
    for (const [index, { body, headers }] of pages.entries()) {
      const scripts = body.match(/<script[^>]*>/g) ?? [];
      expect(scripts.length).toBeGreaterThan(0);
      for (const script of scripts) expect(script).toContain(`nonce="${nonces[index]}"`);
      expect(headers.get("content-security-policy")).toMatch(/frame-ancestors 'none'.*$/);
      expect(headers.get("content-security-policy")).not.toMatch(/script-src[^;]*unsafe/);
      expect(headers.get("strict-transport-security")).toBeNull();
    }
  });
});
