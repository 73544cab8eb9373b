import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunView } from "@/lib/views/views";
import { type FaultServer, startFaultServer } from "../../support/fault-server";
import { bearer, type Client, restClient, story } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

let model: FaultServer;
let server: TestServer;
let client: Client;

beforeAll(async () => {
  model = await startFaultServer(["hang"]);
  server = await startServer({
    env: { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: model.apiKey, HOLDPOINT_LEASE_SECONDS: "3600" },
  });
  client = restClient(server.url, bearer(server.token));
});

afterAll(async () => {
  await server?.stop();
  await model?.close();
});

test("an answer is held no longer than asked, and then says how the run is", async () => {
  const before = performance.now();
  const { status, body } = await client.post<RunView>("/api/v1/runs", story, { Prefer: "wait=1" });
  const took = performance.now() - before;
  expect([status, body.status]).toEqual([201, "running"]);
  expect(took).toBeGreaterThan(950);
  expect(took).toBeLessThan(5000);

  const at = performance.now();
  expect((await client.get<RunView>(`/api/v1/runs/${body.id}`, { Prefer: "wait=0" })).body.status).toBe("running");
  expect(performance.now() - at).toBeLessThan(900);
});
