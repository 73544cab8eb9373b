import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { textarea, workflow } from "@/lib/workflow";
import { startHoldpoint, type TestHoldpoint } from "../../support/holdpoint";
import { type JsonServer, sendJson, startJsonServer } from "../../support/json-server";
import { createTestDatabase, type TestDatabase } from "../../support/postgres";
import { type PostgresProxy, startPostgresProxy } from "../../support/postgres-proxy";

const judge = workflow("judge", { title: "Judge", input: { text: textarea({ label: "Text", required: true }) } })
  .form("review", {
    fields: { comment: textarea({ label: "Comment" }) },
    comment: "comment",
    actions: { again: { label: "Again", to: "review", requires: ["comment"] }, accept: { label: "Accept" } },
  })
  .end("done", { output: ({ visits }) => visits.review ?? 0 })
  .build();

const call = workflow("call", { title: "Call", input: { url: textarea({ label: "URL", required: true }) } })
  .http("order", { request: ({ input }) => ({ url: input.url }) })
  .end("done", { output: ({ outputs }) => outputs.order })
  .build();

let database: TestDatabase;
let service: JsonServer;
let proxy: PostgresProxy;
let holdpoint: TestHoldpoint;

beforeEach(async () => {
  database = await createTestDatabase();
  proxy = await startPostgresProxy(database.url);
  service = await startJsonServer((_, response) => sendJson(response, 200, {}));
  holdpoint = await startQuiet();
});

afterEach(async () => {
  await holdpoint.stop();
  await proxy.close();
  await service.close();
  await database.drop();
});

it("decides with one statement, after one SELECT where another process wrote last, in the first round as in the 30th of a loop", async () => {
  const other = await startQuiet();
  try {
    await quiet();
    let run = await holdpoint.operations.startRun(holdpoint.ana, { workflow: "judge", input: { text: "A text" } });
    let last = holdpoint;
    for (let round = 1; round <= 30; round++) {
      const review = run.reviews[0];
      if (!review) throw new Error("No open review.");
      const process = round % 4 < 2 ? holdpoint : other;
      const before = proxy.statements();
      run = await process.operations.decideReview(holdpoint.ben, review.id, {
        action: "again",
        values: { comment: "More" },
      });
      const used = proxy.statements() - before;
      expect(run).toMatchObject({ status: "waiting", reviews: [{ visit: round + 1 }] });
      expect({ round, used }).toEqual({ round, used: process === last ? 1 : 2 });
      last = process;
    }
  } finally {
    await other.stop();
  }
});

it("an effect that ends asks for nothing but its result: no sweep follows where nothing was left", async () => {
  const used: number[] = [];
  for (let count = 1; count <= 3; count++) {
    await quiet();
    const before = proxy.statements();
    await holdpoint.operations.startRun(holdpoint.ana, { workflow: "call", input: { url: service.url } });
    await service.requested(count);
    await quiet();
    used.push(proxy.statements() - before);
  }
  // The start, and as the effect ends the run and its change; the first also asks for what is asked but once.
  expect(used.slice(1)).toEqual([3, 3]);
});

it("at rest a process asks at most 60 times a minute", async () => {
  // Ten times as often as by default, for a tenth of the time.
  const env = { HOLDPOINT_SWEEP_SECONDS: "0.5", HOLDPOINT_LEASE_SECONDS: "2" };
  const model = { baseUrl: "http://127.0.0.1:9", apiKey: "unused" };
  const resting = await startHoldpoint({ databaseUrl: proxy.url, model, workflows: [judge], env });
  try {
    const run = await resting.operations.startRun(resting.ana, { workflow: "judge", input: { text: "A text" } });
    expect(run.status).toBe("waiting");
    await setTimeout(1_000);
    const before = proxy.statements();
    await setTimeout(6_000);
    expect(proxy.statements() - before).toBeLessThanOrEqual(60);
    expect(proxy.statements() - before).toBeGreaterThan(12);
  } finally {
    await resting.stop();
  }
});

/** Nothing but the decision may speak to the database while it is counted. */
function startQuiet(): Promise<TestHoldpoint> {
  const env = {
    ...{ HOLDPOINT_SWEEP_SECONDS: "3600", HOLDPOINT_LEASE_SECONDS: "3600" },
    HOLDPOINT_ALLOW_PRIVATE_ADDRESSES: service.place,
  };
  const model = { baseUrl: "http://127.0.0.1:9", apiKey: "unused" };
  return startHoldpoint({ databaseUrl: proxy.url, model, workflows: [judge, call], env });
}

/** What the process asks when it starts is asked. */
async function quiet(): Promise<void> {
  for (let before = -1; before !== proxy.statements(); ) {
    before = proxy.statements();
    await setTimeout(500);
  }
}
