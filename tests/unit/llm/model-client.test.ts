import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createModelClient, type ModelError, type ModelRequest } from "@/lib/llm/model-client";
import { type Fault, type FaultServer, startFaultServer } from "@/tests/support/fault-server";

const HALF = /^Once there was a te?s?t?/;
const servers: FaultServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function setUp(...script: Fault[]) {
  const server = await startFaultServer(script);
  servers.push(server);
  const client = createModelClient(server);
  const ask = (request: Partial<ModelRequest> = {}) =>
    client.complete({ model: "m", messages: [{ role: "user", content: "Hello" }], timeoutMs: 5_000, ...request });
  const fail = (request: Partial<ModelRequest> = {}): Promise<ModelError> =>
    ask(request).then(
      (reply) => Promise.reject(new Error(`answered: ${reply.text}`)),
      (error) => error,
    );
  return { server, ask, fail };
}

describe("an answer", () => {
  test("arrives in pieces, with the model's name and the tokens", async () => {
    const { ask, server } = await setUp({ kind: "ok", text: "One two three." });
    const heard: string[] = [];
    const reply = await ask({
      onText: (text) => heard.push(text),
      parameters: { temperature: 0.5, maxTokens: 100 },
      idempotencyKey: "run:1",
    });
    expect(reply).toEqual({ text: "One two three.", model: "fault-model", tokensIn: 10, tokensOut: 14 });
    expect(heard).toEqual(["One", "One two", "One two thre", "One two three."]);
    const request = server.requests[0];
    expect(request?.path).toBe("/v1/chat/completions");
    expect(request?.headers).toMatchObject({ authorization: `Bearer ${server.apiKey}`, "idempotency-key": "run:1" });
    expect(request?.body).toEqual({
      model: "m",
      messages: [{ role: "user", content: "Hello" }],
      stream: true,
      stream_options: { include_usage: true },
      temperature: 0.5,
      max_tokens: 100,
    });
  });

  test("that the token limit ended is kept and says so", async () => {
    const { ask } = await setUp({ kind: "ok", text: "As far as it", finishReason: "length" });
    expect(await ask()).toMatchObject({ text: "As far as it", truncated: true });
  });

  test("is complete when the server leaves the connection open after it", async () => {
    const { ask } = await setUp({ kind: "no-end", text: "Done." });
    expect(await ask({ idleTimeoutMs: 50 })).toMatchObject({ text: "Done.", tokensOut: 5 });
  });

  test("may be slow as long as it goes on", async () => {
    const { ask } = await setUp({ kind: "slow", text: "a b c d e f g h", betweenMs: 30 });
    expect(await ask({ idleTimeoutMs: 200 })).toMatchObject({ text: "a b c d e f g h" });
  });

  test("loses NUL and half characters, which the database cannot keep", async () => {
    const { ask } = await setUp({ kind: "ok", text: "a\0b \ud800 c \u{1F600}" });
    expect((await ask()).text).toBe("ab \uFFFD c \u{1F600}");
  });

  test("keeps every bug of a listener visible", async () => {
    const { ask, server } = await setUp({ kind: "slow" });
    const onText = () => {
      throw new RangeError("our own bug");
    };
    await expect(ask({ onText })).rejects.toThrow(new RangeError("our own bug"));
    expect(await server.requests[0]?.answered).toBe(false);
  });
});

describe("a failure", () => {
  test.each<[string, Fault, Partial<ModelError>]>([
    ["429 without Retry-After", "429", { code: "model_rate_limited", retryable: true, retryAfterMs: undefined }],
    ["429 with seconds", { kind: "429", retryAfter: "3" }, { code: "model_rate_limited", retryAfterMs: 3_000 }],
    ["429 with milliseconds", { kind: "429", retryAfterMs: "40" }, { code: "model_rate_limited", retryAfterMs: 40 }],
    [
      "429 without credit",
      { kind: "429", error: { code: "insufficient_quota" } },
      { code: "model_refused", retryable: false },
    ],
    ["500", "500", { code: "model_unavailable", retryable: true }],
    ["503", { kind: "500", status: 503, retryAfter: "2" }, { code: "model_unavailable", retryAfterMs: 2_000 }],
    ["a stream cut in the middle", "cut", { code: "model_cut_off", retryable: true }],
    ["a stream without its end", "unfinished", { code: "model_cut_off", retryable: true }],
    ["an error in the stream", "error-in-stream", { code: "model_unavailable", retryable: true }],
    ["no text", "empty", { code: "model_empty", retryable: true }],
    ["only white space", { kind: "ok", text: " \n " }, { code: "model_empty", retryable: true }],
    ["a web page", "not-json", { code: "model_bad_reply", retryable: true }],
    ["an event that is not JSON", "broken-sse", { code: "model_bad_reply", retryable: true }],
    ["a content filter", { kind: "ok", finishReason: "content_filter" }, { code: "model_refused", retryable: false }],
    ["a wrong key", { kind: "refuse", status: 401 }, { code: "model_refused", retryable: false }],
    ["an unknown model", { kind: "refuse", status: 404 }, { code: "model_refused", retryable: false }],
    ["a bad request", { kind: "refuse", status: 400 }, { code: "model_refused", retryable: false }],
  ])("%s", async (_name, fault, expected) => {
    const { fail, server } = await setUp(fault);
    const error = await fail();
    expect(error).toMatchObject({ name: "ModelError", ...expected });
    expect(error.message).toMatch(/^The [^\n]+[.…]$/);
    // Retrying is the engine's: one request and no more.
    expect(server.requests).toHaveLength(1);
  });

  test("says what the server said, and never a key", async () => {
    const { fail } = await setUp({
      kind: "refuse",
      error: { message: "Bad\nthing for fault-server-key-0123456789 and sk-abcdefghijkl." },
    });
    expect((await fail()).message).toBe(
      "The model's server refused the request (status 400): Bad thing for [key] and [key]",
    );
  });

  test("of a server that is not there", async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const client = createModelClient({ baseUrl: `http://127.0.0.1:${port}/v1`, apiKey: "" });
    await expect(client.complete({ model: "m", messages: [], timeoutMs: 5_000 })).rejects.toMatchObject({
      code: "model_unavailable",
      retryable: true,
    });
  });

  test("a server that drops the connection before it answers", async () => {
    const dropping = createServer((socket) => socket.on("data", () => socket.destroy()));
    await new Promise<void>((resolve) => dropping.listen(0, "127.0.0.1", resolve));
    const { port } = dropping.address() as AddressInfo;
    const client = createModelClient({ baseUrl: `http://127.0.0.1:${port}/v1`, apiKey: "k" });
    await expect(client.complete({ model: "m", messages: [], timeoutMs: 5_000 })).rejects.toMatchObject({
      code: "model_unavailable",
    });
    await new Promise((resolve) => dropping.close(resolve));
  });
});

describe("time", () => {
  test("a server that never answers", async () => {
    const { fail, server } = await setUp("hang");
    expect(await fail({ timeoutMs: 100 })).toMatchObject({ code: "model_timeout", retryable: true });
    expect(await server.requests[0]?.answered).toBe(false);
  });

  test("a stream that falls silent in the middle", async () => {
    const { fail, server } = await setUp("hang-mid-stream");
    const heard: string[] = [];
    const error = await fail({ idleTimeoutMs: 100, onText: (text) => heard.push(text) });
    expect(error).toMatchObject({ code: "model_timeout", retryable: true });
    expect(error.message).toContain("stopped writing");
    expect(heard.at(-1)).toMatch(HALF);
    expect(await server.requests[0]?.answered).toBe(false);
  });

  test("comments keep a stream alive, but not beyond the whole time", async () => {
    const { fail } = await setUp("keep-alive");
    const error = await fail({ idleTimeoutMs: 150, timeoutMs: 500 });
    expect(error.code).toBe("model_timeout");
    expect(error.message).toContain("did not finish");
  });

  test("an answer that goes on for too long", async () => {
    const { fail } = await setUp({ kind: "slow", text: "word ".repeat(1_000), betweenMs: 10 });
    expect(await fail({ timeoutMs: 150 })).toMatchObject({ code: "model_timeout", retryable: true });
  });
});

describe("abort", () => {
  test("closes the connection before the answer", async () => {
    const { fail, server } = await setUp("hang");
    const controller = new AbortController();
    const failed = fail({ signal: controller.signal });
    await server.requested(1);
    controller.abort();
    expect(await failed).toMatchObject({ code: "model_aborted", retryable: false });
    expect(await server.requests[0]?.answered).toBe(false);
  });

  test("closes the connection in the middle of a stream", async () => {
    const { fail, server } = await setUp("hang-mid-stream");
    const controller = new AbortController();
    const error = await fail({ signal: controller.signal, onText: () => controller.abort() });
    expect(error.code).toBe("model_aborted");
    expect(await server.requests[0]?.answered).toBe(false);
  });

  test("beforehand sends nothing", async () => {
    const { fail, server } = await setUp();
    expect(await fail({ signal: AbortSignal.abort() })).toMatchObject({ code: "model_aborted" });
    expect(server.requests).toHaveLength(0);
  });
});
