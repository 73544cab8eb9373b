import { afterAll, beforeAll, expect, it } from "vitest";
import type { WorkflowView } from "@/lib/views/views";
import { addToken, bearer, type Client, restClient } from "../../support/rest";
import { pressThrough } from "../../support/robot";
import { startServer, type TestServer } from "../../support/server";

/** A newcomer without a model server presses the first button everywhere. */
const WITHIN_MS = 60_000;

let server: TestServer;
let client: Client;
/** Who decide what the newcomer may not. */
let others: Client[];

beforeAll(async () => {
  server = await startServer({ env: { HOLDPOINT_RATE_LIMIT: "0" } });
  client = restClient(server.url, bearer(server.token));
  others = await Promise.all(
    ["ben", "cleo", "emil"].map(async (name) =>
      restClient(server.url, bearer(await addToken(server.databaseUrl, name))),
    ),
  );
});

afterAll(() => server?.stop());

it("every workflow that ships ends within a minute on the practice model, for somebody who fills in the least", async () => {
  const { body } = await client.get<{ data: WorkflowView[] }>("/api/v1/workflows");
  expect(body.data.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      "content-pipeline",
      "data-question",
      "expense-approval",
      "support-triage",
      "translation-race",
      "weekly-report",
      "write-story",
    ]),
  );
  const runs = await Promise.all(body.data.map((workflow) => pressThrough([client, ...others], workflow, WITHIN_MS)));
  for (const run of runs)
    expect
      .soft(run, `${run.workflow}: ${JSON.stringify(run.error)}`)
      .toMatchObject({ status: "completed", error: null });
}, 120_000);

it("every kind of step is in a workflow that ships", async () => {
  const { body } = await client.get<{ data: WorkflowView[] }>("/api/v1/workflows");
  const kinds = new Set(body.data.flatMap(({ steps }) => steps.map(({ kind }) => kind)));
  expect([...kinds].sort()).toEqual([
    "branch",
    "code",
    "each",
    "end",
    "form",
    "http",
    "parallel",
    "prompt",
    "race",
    "set",
    "signal",
    "timer",
    "workflow",
  ]);
});
