import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { settled } from "../../support/doors";
import { type FaultServer, startFaultServer } from "../../support/fault-server";
import { addToken, bearer, type Client, restClient } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

let model: FaultServer;
let server: TestServer;
let ana: Client;
let ben: Client;
let dana: Client;

beforeAll(async () => {
  model = await startFaultServer(["refuse"]);
  server = await startServer({ env: { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: model.apiKey } });
  const client = async (name: string) => restClient(server.url, bearer(await addToken(server.databaseUrl, name)));
  [ana, ben] = await Promise.all([client("ana"), client("ben")]);
  dana = restClient(server.url, bearer(server.token));
});

afterAll(async () => {
  await server?.stop();
  await model?.close();
});

interface Said {
  status: string;
  run_id: string;
  error: string;
}

const draft = "Once there was a test, and it passed.";
const story = { workflow: "write-story", input: "A lighthouse keeper" };
const start = async (client: Client) => {
  const { body } = await client.post<Said>("/start-workflow", story);
  await settled(client, body.run_id);
  return body.run_id;
};
const status = (client: Client, query = "") => client.get<Said>(`/workflow-status${query}`);
const provide = (client: Client, body: object) => client.post<Said>("/provide-input", body);

test("who has started nothing here has no latest run", async () => {
  for (const reply of [await status(ana), await provide(ana, { value: "accept" })]) {
    expect([reply.status, reply.body]).toEqual([404, { error: "There is no such run." }]);
  }
});

test("a run that fails says why", async () => {
  const id = await start(dana);
  expect((await status(dana, `?run_id=${id}`)).body).toEqual({ status: "FAILED", error: expect.any(String) });
});

test("a story from start over update to accept, in exactly these shapes, without naming run or request", async () => {
  const started = await ana.post<Said>("/start-workflow", { ...story, input: { prompt: "A lighthouse keeper" } });
  expect([started.status, started.body]).toEqual([200, { status: "started", run_id: expect.any(String) }]);
  await settled(ana, started.body.run_id);
  // Started elsewhere, or by somebody else: not the latest run started here.
  await ana.post("/process", story);
  await start(ben);

  const request = {
    request_id: "review",
    prompt: `A lighthouse keeper\n\nRead the draft. Ask for changes as often as you like, or accept it.\n\n${draft}`,
    options: ["update", "accept"],
    input_type: "textarea",
  };
  expect((await status(ana)).body).toEqual({ status: "waiting_for_input", request, requests: [request] });
  const updated = await provide(ana, { value: "Name her Ida." });
  expect([updated.status, updated.body]).toEqual([200, { status: "input_provided" }]);
  await settled(ana, started.body.run_id);
  expect((await status(ana)).body.status).toBe("waiting_for_input");
  expect((await provide(ana, { inputs: { review: { action: "accept" } } })).body).toEqual({ status: "input_provided" });
  await settled(ana, started.body.run_id);
  expect((await status(ana)).body).toEqual({
    status: "COMPLETED",
    output: { title: draft, text: draft, rounds: 2 },
  });
});

test("a running run is RUNNING, a canceled one CANCELED", async () => {
  const id = await start(ben);
  await ben.post(`/api/v1/runs/${id}/cancel`, {});
  expect((await status(ben, `?run_id=${id}`)).body).toEqual({ status: "CANCELED" });
  const late = await provide(ben, { run_id: id, value: "accept" });
  expect([late.status, late.body.error]).toEqual([
    409,
    "This run is canceled; nothing waits for an answer. Yours was not sent.",
  ]);
});

test("the same answer sent again is the same answer, not one to the next form", async () => {
  const run_id = await start(ben);
  await status(ben, `?run_id=${run_id}`);
  const body = { run_id, request_id: "review", value: "Darker." };
  expect((await provide(ben, body)).status).toBe(200);
  await settled(ben, run_id);
  expect((await provide(ben, body)).status).toBe(200);
  expect((await settled(ben, run_id)).reviews).toMatchObject([{ draft: { revision: 2 } }]);
});

describe("what it refuses, always as one error", () => {
  test.each<[string, object, number, string]>([
    ["neither value nor inputs", {}, 422, "The body must have value or inputs."],
    ["both", { value: 1, inputs: {} }, 422, "The body must have value or inputs."],
    [
      "a request with inputs",
      { request_id: "a", inputs: { b: 1 } },
      422,
      "request_id goes with value; inputs names its requests itself.",
    ],
    ["no inputs", { inputs: {} }, 422, "inputs needs a value for some request."],
    ["an unknown request", { request_id: "nope", value: 1 }, 404, 'There is no open request "nope". Open: review.'],
    [
      "an empty value",
      { value: "" },
      422,
      'Choose one of: update (Update with comments), accept (Accept). Any other text becomes "Comment" and presses "Update with comments".',
    ],
    ["an unknown run", { run_id: "x", value: 1 }, 404, "There is no such run."],
  ])("%s", async (_, body, code, error) => {
    const run_id = await start(ben);
    const reply = await provide(ben, { run_id, ...body });
    expect([reply.status, reply.body]).toEqual([code, { error }]);
    expect((await settled(ben, run_id)).reviews).toMatchObject([{ draft: { revision: 1 } }]);
  });

  test("a filter that it does not know, and the wrong method", async () => {
    expect((await status(ben, "?runid=x")).body).toEqual({ error: 'There is no filter "runid" here.' });
    const got = await ben.get("/provide-input");
    expect([got.status, Object.keys(got.body)]).toEqual([405, ["error"]]);
  });
});
