import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page, RunView, StepView } from "@/lib/views/views";
import { type FaultServer, startFaultServer } from "../support/fault-server";
import { type Product, startProduct } from "../support/product";
import { bearer, type Client, restClient, story } from "../support/rest";
import { startServer, type TestServer } from "../support/server";

let model: FaultServer;
let web: TestServer;
let client: Client;
let workerFolder: string;
let worker: Product | undefined;

beforeAll(async () => {
  model = await startFaultServer();
  workerFolder = await mkdtemp(join(tmpdir(), "holdpoint-worker-"));
  web = await startServer({
    env: {
      HOLDPOINT_ROLE: "web",
      HOLDPOINT_SECRET: "the secret of all web processes, long enough",
      ...modelSettings(),
    },
  });
  client = restClient(web.url, bearer(web.token));
});

afterAll(async () => {
  await worker?.stop();
  await web?.stop();
  await model?.close();
  await rm(workerFolder, { recursive: true, force: true });
});

const modelSettings = () => ({ OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: model.apiKey });

test("web and worker are processes of their own: one takes what people say, the other does what follows", async () => {
  expect((await client.get("/api/health")).body).toEqual({ status: "ok", web: true, worker: false, database: true });
  const { body: begun } = await client.post<RunView>("/api/v1/runs", story);
  expect([begun.status, begun.step?.name]).toEqual(["running", "draft"]);
  expect(model.requests).toHaveLength(0);

  worker = await startProduct({
    HOLDPOINT_ROLE: "worker",
    HOLDPOINT_DATA_DIR: workerFolder,
    DATABASE_URL: web.databaseUrl,
    ...modelSettings(),
  });
  const { body: asking } = await client.get<RunView>(`/api/v1/runs/${begun.id}`, { Prefer: "wait=30" });
  expect(asking.status).toBe("waiting");
  const decision = { action: "accept", values: {}, draftRevision: 1 };
  const { body: done } = await client.post<RunView>(`/api/v1/reviews/${asking.reviews[0]?.id}/decision`, decision, {
    Prefer: "wait=30",
  });
  expect(done.status).toBe("completed");
  const { body: steps } = await client.get<Page<StepView>>(`/api/v1/runs/${begun.id}/steps`);
  // Draft and title, each asked for once.
  expect(steps.data.map(({ status }) => status)).toEqual(["completed", "completed", "completed", "completed"]);
  expect(model.requests).toHaveLength(2);
});

test("a worker says how it is, and serves nothing else", async () => {
  if (!worker) throw new Error("There is no worker.");
  const health = await fetch(`${worker.url}/api/health`);
  expect([health.status, await health.json()]).toEqual([
    200,
    { status: "ok", web: false, worker: true, database: true },
  ]);
  for (const path of ["/", "/api/v1/runs", "/sign-in"]) expect((await fetch(`${worker.url}${path}`)).status).toBe(404);
});
