import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createModelClient, type ModelRequest } from "@/lib/llm/model-client";
import { type Server, startServer } from "@/tools/practice-model/server";

const model = "practice-model";
let practice: Server;
let slow: Server;

beforeAll(async () => {
  practice = await startServer({ model, wordsPerSecond: Number.POSITIVE_INFINITY });
  slow = await startServer({ model, wordsPerSecond: 20 });
});

afterAll(async () => {
  await Promise.all([practice.close(), slow.close()]);
});

const messages: ModelRequest["messages"] = [
  { role: "system", content: "You write short stories." },
  { role: "user", content: "Write a story.\n\nWhat it is about: A tailor who sews sails\nLength: about 100 words" },
];

const complete = (more: Partial<ModelRequest> = {}, server = practice) =>
  createModelClient(server).complete({ model, messages, timeoutMs: 10_000, ...more });

const post = (body: unknown, key = practice.apiKey) =>
  fetch(`${practice.baseUrl}/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

const errorOf = async (response: Response) => ({
  status: response.status,
  ...((await response.json()) as { error: { message: string; code: string | null } }).error,
});

describe("the practice model over HTTP", () => {
  test("streams a story in pieces and counts its tokens", async () => {
    const pieces: string[] = [];
    const reply = await complete({ onText: (text) => pieces.push(text) });
    expect(reply.model).toBe("practice-model");
    expect(reply.text).toMatch(/a tailor who sews sails/);
    expect(reply.tokensIn).toBeGreaterThan(15);
    expect(reply.tokensOut).toBeGreaterThan(100);
    expect(pieces.length).toBeGreaterThan(50);
    expect(pieces.every((text, index) => index === 0 || text.startsWith(pieces[index - 1] ?? "?"))).toBe(true);
    expect(pieces.at(-1)).toBe(reply.text);
  });

  test("says the same whole, streamed, and on another server", async () => {
    const other = await startServer({ model, wordsPerSecond: 5_000 });
    const [first, second] = await Promise.all([complete(), complete({}, other)]);
    await other.close();
    const whole = (await (await post({ model, messages })).json()) as {
      choices: { message: { content: string }; finish_reason: string }[];
      usage: { completion_tokens: number };
    };
    expect(second).toEqual(first);
    expect(whole.choices[0]?.message.content).toBe(first.text);
    expect(whole.choices[0]?.finish_reason).toBe("stop");
    expect(whole.usage.completion_tokens).toBe(first.tokensOut);
  });

  test("can be watched while it writes, and stopped", async () => {
    const controller = new AbortController();
    const heard: string[] = [];
    const onText = (text: string) => {
      if (heard.push(text) === 3) controller.abort();
    };
    const reply = complete({ signal: controller.signal, onText }, slow);
    await expect(reply).rejects.toMatchObject({ code: "model_aborted" });
    expect(heard).toHaveLength(3);
  });

  test("ends after the longest answer allowed", async () => {
    const reply = await complete({ parameters: { maxTokens: 13 } });
    expect(reply.truncated).toBe(true);
    expect(reply.text).toMatch(/^(?:\S+\s+){9}\S+$/);
  });

  test("answers a JSON schema with JSON", async () => {
    const schema = { type: "object", required: ["level"], properties: { level: { enum: ["low", "urgent"] } } };
    const reply = await complete({
      messages: [{ role: "user", content: "Is this urgent? The server is down." }],
      jsonSchema: { name: "ticket", schema },
    });
    expect(JSON.parse(reply.text)).toEqual({ level: "urgent" });
  });

  test("lists its model", async () => {
    const response = await fetch(`${practice.baseUrl}/models`, {
      headers: { authorization: `Bearer ${practice.apiKey}` },
    });
    expect(await response.json()).toMatchObject({ object: "list", data: [{ id: model, object: "model" }] });
  });

  test("listens on loopback only, with a key of its own", () => {
    expect(practice.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/);
    expect(practice.apiKey).not.toBe(slow.apiKey);
  });
});

describe("refuses in OpenAI's shape", () => {
  test("a wrong key, before anything is read", async () => {
    expect(await errorOf(await post("{", "wrong"))).toMatchObject({ status: 401, code: "invalid_api_key" });
    const refused = { code: "model_refused", retryable: false };
    await expect(complete({}, { ...practice, apiKey: "wrong" })).rejects.toMatchObject(refused);
  });

  test("an unknown model", async () => {
    const unknown = { status: 404, code: "model_not_found" };
    expect(await errorOf(await post({ model: "gpt-9", messages }))).toMatchObject(unknown);
  });

  test.each<[string, unknown]>([
    ["what is no JSON", "{"],
    ["a list", []],
    ["no model", { messages }],
    ["no messages", { model, messages: [] }],
    ["an unknown role", { model, messages: [{ role: "robot", content: "x" }] }],
    ["a number as content", { model, messages: [{ role: "user", content: 7 }] }],
    ["a schema that is none", { model, messages, response_format: { type: "json_schema" } }],
    ["a limit below 1", { model, messages, max_tokens: 0 }],
  ])("%s", async (_name, body) => {
    expect(await errorOf(await post(body))).toMatchObject({ status: 400, message: expect.stringMatching(/\.$/) });
  });

  test("more than 2 MB", async () => {
    const body = { model, messages: [{ role: "user", content: "x".repeat(2_200_000) }] };
    expect(await errorOf(await post(body))).toMatchObject({ status: 413, code: "request_too_large" });
  });

  test("other paths", async () => {
    const response = await fetch(`${practice.baseUrl}/embeddings`, {
      method: "POST",
      headers: { authorization: `Bearer ${practice.apiKey}` },
    });
    expect(await errorOf(response)).toMatchObject({ status: 404 });
  });

  test("and reads parts, developers and unknown parameters without complaint", async () => {
    const system = { role: "developer", content: "You write stories." };
    const parts = [{ type: "text", text: "A fox" }, { type: "image_url" }];
    const response = await post({ model, messages: [system, { role: "user", content: parts }], top_k: 4 });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("a fox");
  });
});
