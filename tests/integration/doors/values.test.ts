import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunView } from "@/lib/views/views";
import { chatClient } from "../../support/chat";
import { bearer, type Client, type Problem, restClient } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";
import { type Ended, terminalClient } from "../../support/terminal";

let server: TestServer;
let dana: Client;
let cli: ReturnType<typeof terminalClient>;
let run: RunView;

beforeAll(async () => {
  server = await startServer({
    env: {
      HOLDPOINT_WORKFLOWS_DIR: "tests/fixtures/values",
      HOLDPOINT_CHAT_WORKFLOW: "settlement",
      HOLDPOINT_RATE_LIMIT: "0",
    },
  });
  dana = restClient(server.url, bearer(server.token));
  cli = terminalClient({ HOLDPOINT_URL: server.url, HOLDPOINT_TOKEN: server.token });
  run = await begin();
});

afterAll(async () => {
  cli?.remove();
  await server?.stop();
});

const begin = async () =>
  (
    await dana.post<RunView>(
      "/api/v1/runs",
      { workflow: "settlement", input: { prompt: "A-1" } },
      { Prefer: "wait=30" },
    )
  ).body;
const reviewId = () => run.reviews[0]?.id;
const v1 = { "A2A-Version": "1.0" };
const a2aMessage = (data: string) =>
  `{"messageId":"${randomUUID()}","role":"ROLE_USER","taskId":"${run.id}","parts":[{"data":${data}}]}`;

/** Every door that reads JSON, with the place that it says; `n` is a number as it is written. */
const doors: [door: string, place: string, send: (n: string) => Promise<{ status: number; text: string }>][] = [
  [
    "REST, a run's input",
    "input.data.a.1",
    (n) => dana.post("/api/v1/runs", `{"workflow":"settlement","input":{"prompt":"x","data":{"a":[0,${n}]}}}`),
  ],
  [
    "REST, an answer",
    "values.amount",
    (n) => dana.post(`/api/v1/reviews/${reviewId()}/decision`, `{"action":"settle","values":{"amount":${n}}}`),
  ],
  ["REST, a signal", "data", (n) => dana.post(`/api/v1/runs/${run.id}/signals`, `{"name":"paid","data":${n}}`)],
  [
    "/process",
    "input.data",
    (n) => dana.post("/process", `{"workflow":"settlement","input":{"prompt":"x","data":${n}}}`),
  ],
  [
    "/workflow_resume",
    "data.amount",
    (n) => dana.post("/workflow_resume", `{"execution_id":"${run.id}","data":{"amount":${n}}}`),
  ],
  [
    "/start-workflow",
    "input.data",
    (n) => dana.post("/start-workflow", `{"workflow":"settlement","input":{"prompt":"x","data":${n}}}`),
  ],
  [
    "/provide-input",
    "value.amount",
    (n) => dana.post("/provide-input", `{"run_id":"${run.id}","value":{"amount":${n}}}`),
  ],
  ["/api/chat", "max_results", (n) => dana.post("/api/chat", `{"prompt":"x","max_results":${n}}`)],
  [
    "/api/chat/continue",
    "response.amount",
    (n) => dana.post("/api/chat/continue", `{"thread_id":"t","response":{"amount":${n}}}`),
  ],
  [
    "/ws/chat",
    "response.amount",
    async (n) => {
      const chat = await chatClient(server.url, dana.headers);
      chat.send(`{"type":"continue","thread_id":"t","response":{"amount":${n}}}`);
      const said = await chat.next();
      chat.close();
      await chat.closed;
      return { status: 422, text: said.error };
    },
  ],
  [
    "A2A over HTTP+JSON",
    "message.parts.0.data.amount",
    (n) => dana.post("/api/a2a/v1/message:send", `{"message":${a2aMessage(`{"amount":${n}}`)}}`, v1),
  ],
  [
    "A2A over JSON-RPC",
    "params.message.parts.0.data.amount",
    (n) =>
      dana.post(
        "/api/a2a",
        `{"jsonrpc":"2.0","id":7,"method":"SendMessage","params":{"message":${a2aMessage(`{"amount":${n}}`)}}}`,
        v1,
      ),
  ],
  [
    "the terminal, --input",
    "--input: data",
    (n) => command("start", "settlement", "--input", `{"prompt":"x","data":${n}}`),
  ],
  [
    "the terminal, --values",
    "--values: amount",
    (n) => command("answer", String(reviewId()), "--action", "settle", "--values", `{"amount":${n}}`),
  ],
  [
    "the terminal, --set",
    "Details: a",
    (n) => command("answer", String(reviewId()), "--action", "settle", "--set", `data={"a":${n}}`),
  ],
  ["the terminal, --data", "--data", (n) => command("signal", run.id, "paid", "--data", n)],
];

async function command(...args: string[]): Promise<{ status: number; text: string }> {
  const { code, stderr } = await cli.run(args);
  return { status: code === 6 ? 422 : Number(code), text: stderr };
}

describe("W12: a number that would be rounded is refused with its place at", () => {
  test.each(doors)("%s", async (door, place, send) => {
    for (const written of ["9007199254740993", "12345678901234567890", "1e400"]) {
      const { status, text } = await send(written);
      expect([status, text]).toEqual([
        door.includes("JSON-RPC") ? 200 : door.startsWith("A2A") ? 400 : 422,
        expect.stringContaining(`${place} is ${written}, which `),
      ]);
    }
    expect((await dana.get<RunView>(`/api/v1/runs/${run.id}`)).body.reviews).toEqual(run.reviews);
  });

  test("REST, as the form's field", async () => {
    const { body } = await dana.post(
      `/api/v1/reviews/${reviewId()}/decision`,
      '{"action":"settle","values":{"amount":9007199254740993,"parts":[{"price":1e400}]}}',
    );
    expect(body).toMatchObject({ code: "invalid", errors: [{ field: "amount" }, { field: "parts" }] });
  });

  test("JSON-RPC, under the request's own id", async () => {
    const { body } = await dana.post<{ id: unknown }>("/api/a2a", '{"jsonrpc":"2.0","id":"a","params":1e400}', v1);
    expect(body.id).toBe("a");
    const other = await dana.post<{ id: unknown }>("/api/a2a", '{"jsonrpc":"2.0","id":9007199254740993}', v1);
    expect(other.body.id).toBeNull();
  });
});

describe("a key that stands twice is refused with its place at", () => {
  test.each(doors)("%s", async (door, place, send) => {
    const { status, text } = await send('{"k":[{"a":1,"a":2}]}');
    const key = place === "--data" ? "--data: k.0.a" : `${place}.k.0.a`;
    expect([status, text]).toEqual([
      door.includes("JSON-RPC") ? 200 : door.startsWith("A2A") ? 400 : 422,
      expect.stringContaining(`${key} is given twice, and nobody knows which is meant.`),
    ]);
    expect((await dana.get<RunView>(`/api/v1/runs/${run.id}`)).body.reviews).toEqual(run.reviews);
  });

  test("REST, as the form's field, and JSON-RPC, under no id where it is the id", async () => {
    const decision = '{"action":"settle","values":{"amount":1,"amount":2}}';
    const { body } = await dana.post(`/api/v1/reviews/${reviewId()}/decision`, decision);
    expect(body).toMatchObject({ code: "invalid", errors: [{ field: "amount" }] });
    const twice = await dana.post<{ id: unknown }>("/api/a2a", '{"jsonrpc":"2.0","id":1,"id":2}', v1);
    expect(twice.body.id).toBeNull();
  });
});

test("W12: 0.1, 1.10 and 1e3 are fine, and come back as they are", async () => {
  const mine = await begin();
  const body = '{"action":"settle","values":{"amount":1.10,"pieces":1e3,"data":{"a":0.1,"b":9007199254740992}}}';
  const { status } = await dana.post(`/api/v1/reviews/${mine.reviews[0]?.id}/decision`, body);
  expect(status).toBe(200);
  const done = (await dana.get<RunView>(`/api/v1/runs/${mine.id}`, { Prefer: "wait=30" })).body;
  expect(done.output).toMatchObject({ amount: 1.1, pieces: 1000, data: { a: 0.1, b: 9007199254740992 } });
});

describe("W9: `1,500` is refused with how to write it at", () => {
  const says = expect.stringContaining("Amount must be a number. Write 1500 or 1.500, whichever you mean.");
  const given: [door: string, send: () => Promise<{ status: number; text: string }>][] = [
    [
      "REST",
      () => dana.post(`/api/v1/reviews/${reviewId()}/decision`, { action: "settle", values: { amount: "1,500" } }),
    ],
    ["/workflow_resume", () => dana.post("/workflow_resume", { execution_id: run.id, data: { amount: "1,500" } })],
    ["/provide-input", () => dana.post("/provide-input", { run_id: run.id, value: { amount: "1,500" } })],
    ["A2A", () => dana.post("/api/a2a/v1/message:send", `{"message":${a2aMessage('{"amount":"1,500"}')}}`, v1)],
    ["the terminal", () => command("answer", String(reviewId()), "--action", "settle", "--set", "amount=1,500")],
  ];
  test.each(given)("%s", async (door, send) => {
    const { status, text } = await send();
    expect([status, text]).toEqual([door === "A2A" ? 400 : 422, says]);
  });
});

describe("W13: text that is no JSON is refused at", () => {
  const says = expect.stringContaining("Details must be JSON");
  test.each<[string, () => Promise<{ status: number; text: string }>]>([
    ["/provide-input", () => dana.post("/provide-input", { run_id: run.id, value: { data: "{bad" } })],
    ["/workflow_resume", () => dana.post("/workflow_resume", { execution_id: run.id, data: { data: "{bad" } })],
    ["A2A", () => dana.post("/api/a2a/v1/message:send", `{"message":${a2aMessage('{"data":"{bad"}')}}`, v1)],
    ["the terminal", () => command("answer", String(reviewId()), "--action", "settle", "--set", "data={bad")],
  ])("%s", async (door, send) => {
    const { status, text } = await send();
    expect([status, text]).toEqual([door === "A2A" ? 400 : 422, says]);
    expect((await dana.get<RunView>(`/api/v1/runs/${run.id}`)).body.status).toBe("waiting");
  });
});

describe("W13: bytes that are no UTF-8 are refused, and never replaced, in", () => {
  const latin1 = Buffer.from('{"prompt":"Gr\u00fcn"}', "latin1");
  const says = /not UTF-8/;

  test("standard input for --input", async () => {
    const ended: Ended = await cli.run(["start", "settlement", "--input", "-"], { input: latin1 });
    expect([ended.code, ended.stdout, ended.stderr]).toEqual([2, "", expect.stringMatching(says)]);
  });

  test("standard input of a chat", async () => {
    const ended = await cli.run(["chat"], { input: Buffer.from("Gr\u00fcn\n", "latin1") });
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringMatching(says)]);
  });

  test.each(["/api/v1/runs", "/process", "/start-workflow", "/api/chat", "/api/a2a/v1/message:send"])(
    "a body for %s",
    async (path) => {
      const { status, text } = await dana.post(path, new Uint8Array(latin1), v1);
      expect([status, text]).toEqual([400, expect.stringMatching(says)]);
    },
  );
});

describe("W11: names that every object has", () => {
  test.each([
    ["/api/v1/runs", '{"workflow":"settlement","input":{"prompt":"x","__proto__":{"a":1}}}'],
    ["/api/v1/runs", '{"__proto__":{"a":1},"workflow":"settlement"}'],
    ["/process", '{"workflow":"settlement","input":{"__proto__":1,"prompt":"x"}}'],
    ["/start-workflow", '{"workflow":"settlement","input":{"prompt":"x","data":{"a":[{"__proto__":1}]}}}'],
  ])("%s with a key __proto__ is refused with its place", async (path, body) => {
    const { status, text } = await dana.post<Problem>(path, body);
    expect([status, text]).toEqual([422, expect.stringContaining("has a key that can't be used")]);
  });

  test.each<[object]>([[{ toString: 1 }], [{ valueOf: null }], [{ constructor: {} }], [{ hasOwnProperty: "x" }]])(
    "%j is no field, no button and no fault of ours",
    async (odd) => {
      for (const data of [odd, { action: odd }, { amount: odd }, { parts: [odd] }, { call: odd }]) {
        const { status } = await dana.post("/workflow_resume", { execution_id: run.id, data });
        expect(status).toBe(422);
      }
      for (const name of Object.keys(odd)) {
        expect((await dana.get(`/api/v1/workflows/${name}`)).status).toBe(404);
        expect((await dana.post("/api/v1/runs", { workflow: name, input: {} })).status).toBe(422);
      }
    },
  );

  test("in JSON they are kept like any other", async () => {
    const data = { constructor: 1, toString: { valueOf: [2] } };
    const { body } = await dana.post<RunView>("/api/v1/runs", { workflow: "settlement", input: { prompt: "x", data } });
    expect((await dana.get<RunView>(`/api/v1/runs/${body.id}`)).body.input).toEqual({ prompt: "x", data });
  });

  test("a terminal's --input is refused likewise", async () => {
    const { status, text } = await command("start", "settlement", "--input", '{"prompt":"x","__proto__":1}');
    expect([status, text]).toEqual([422, expect.stringContaining("__proto__")]);
  });
});
