import { afterEach, describe, expect, test } from "vitest";
import { createModelClient, type ModelRequest } from "@/lib/llm/model-client";
import { type Fault, type FaultServer, startFaultServer } from "@/tests/support/fault-server";

const servers: FaultServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function setUp(...script: Fault[]) {
  const server = await startFaultServer(script);
  servers.push(server);
  const client = createModelClient(server);
  const ask = (request: Partial<ModelRequest>) =>
    client.complete({ model: "m", messages: [{ role: "user", content: "Hello" }], timeoutMs: 5_000, ...request });
  return { server, ask, body: (index: number) => server.requests[index]?.body };
}

const refusal = (message: string): Fault => ({ kind: "refuse", status: 400, error: { message } });
const jsonSchema = { name: "an answer", schema: { type: "object", properties: { ok: { type: "boolean" } } } };
const json = { kind: "ok", text: '{"ok":true}' } as const;

describe("a JSON schema", () => {
  test("is sent as response_format", async () => {
    const { ask, body } = await setUp(json);
    expect((await ask({ jsonSchema })).text).toBe('{"ok":true}');
    expect(body(0)?.response_format).toEqual({
      type: "json_schema",
      json_schema: { name: "an_answer", schema: jsonSchema.schema },
    });
  });

  test("goes into the prompt where the server refuses response_format, from then on", async () => {
    const { ask, body, server } = await setUp(
      refusal("response_format is not supported"),
      { kind: "ok", text: 'Gladly:\n```json\n{"ok":true}\n```' },
      json,
    );
    expect((await ask({ jsonSchema, idempotencyKey: "k" })).text).toBe('{"ok":true}');
    expect(body(1)?.response_format).toBeUndefined();
    expect(body(1)?.messages).toEqual([
      { role: "system", content: expect.stringContaining(JSON.stringify(jsonSchema.schema)) },
      { role: "user", content: "Hello" },
    ]);
    expect(server.requests.map((request) => request.headers["idempotency-key"])).toEqual(["k", "k:schema-in-prompt"]);
    await ask({ jsonSchema });
    expect(server.requests).toHaveLength(3);
    expect(body(2)?.response_format).toBeUndefined();
  });

  test("leaves an answer without JSON as it is", async () => {
    const { ask } = await setUp({ kind: "ok", text: "I would rather not." });
    expect((await ask({ jsonSchema })).text).toBe("I would rather not.");
  });
});

describe("what a server does not know is left out", () => {
  test("token counts, and the name of the token limit, and the temperature", async () => {
    const { ask, body, server } = await setUp(
      refusal("Unknown parameter: 'stream_options'."),
      refusal("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."),
      refusal("Unsupported value: 'temperature' does not support 0.2 with this model."),
      { kind: "ok", text: "Fine." },
    );
    expect((await ask({ parameters: { temperature: 0.2, maxTokens: 50 } })).text).toBe("Fine.");
    expect(server.requests).toHaveLength(4);
    expect(body(3)).toEqual({
      model: "m",
      messages: [{ role: "user", content: "Hello" }],
      stream: true,
      max_completion_tokens: 50,
    });
  });

  test("but a wrong value is told to the author", async () => {
    const { ask, server } = await setUp(refusal("temperature must be at most 2"));
    await expect(ask({ parameters: { temperature: 3 } })).rejects.toMatchObject({ code: "model_refused" });
    expect(server.requests).toHaveLength(1);
  });

  test("a server that keeps refusing is asked no more than that", async () => {
    const always = refusal("stream_options and temperature are not supported");
    const { ask, server } = await setUp(always, always, always, always);
    await expect(ask({ parameters: { temperature: 1 } })).rejects.toMatchObject({ code: "model_refused" });
    expect(server.requests).toHaveLength(3);
  });
});
