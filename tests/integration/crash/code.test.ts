import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { ReviewView } from "@/lib/views/views";
import { startHoldpoint } from "../../support/holdpoint";
import { sendJson, startJsonServer } from "../../support/json-server";
import { createTestDatabase } from "../../support/postgres";

const script = join(import.meta.dirname, "../../support/start-and-die.ts");

/** Resolves to the failpoint it died at; null when it got through. */
async function startAndDie(...args: string[]): Promise<string | null> {
  const child = spawn(process.execPath, ["--import", "tsx", script, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (piece) => {
      said += piece;
    });
  }
  await once(child, "close");
  if (said.includes("through")) return null;
  const died = /failpoint: (.*)/.exec(said)?.[1];
  if (!died) throw new Error(`It ended otherwise: ${said}`);
  return died;
}

it("a code step killed at any boundary ends, and charges once or under the same key", {
  timeout: 240_000,
}, async () => {
  const database = await createTestDatabase();
  const server = await startJsonServer((_, response) => sendJson(response, 200, { receipt: 1 }));
  const holdpoint = await startHoldpoint({
    databaseUrl: database.url,
    workflowsDir: join(import.meta.dirname, "../../fixtures/workflows"),
  });
  const boundaries: string[] = [];
  try {
    for (let pass = 1; ; pass++) {
      const id = randomUUID();
      const before = server.requests.length;
      const died = await startAndDie(database.url, String(pass), id, server.url);
      // A client that got no answer sends the same request again.
      const again = { workflow: "order", input: { url: server.url }, runId: id };
      await holdpoint.operations.startRun(holdpoint.ana, again);
      const waiting = await holdpoint.operations.waitForRun(holdpoint.ana, id, { timeoutMs: 20_000 });
      expect(waiting.reviews).toHaveLength(1);
      const { id: reviewId } = waiting.reviews[0] as ReviewView;
      const decision = { action: "continue", values: { answer: "yes" } };
      await holdpoint.operations.decideReview(holdpoint.ben, reviewId, decision);
      const done = await holdpoint.operations.waitForRun(holdpoint.ana, id, { timeoutMs: 20_000 });
      expect(done).toMatchObject({ status: "completed", output: { receipt: 1, ship: "yes" } });
      const charges = server.requests.slice(before).filter((request) => request.url === "/charge");
      expect(new Set(charges.map(({ headers }) => headers["idempotency-key"]))).toEqual(new Set([`${id}:1:charge`]));
      // Only between doing and recording can it be done twice.
      expect(charges).toHaveLength(died === "before once" ? 2 : 1);
      if (died === null) break;
      boundaries.push(died);
    }
  } finally {
    await holdpoint.stop();
    await server.close();
    await database.drop();
  }
  expect(boundaries).toEqual([
    "before run.started",
    "after run.started",
    "before effect",
    "before once",
    "after once",
    "after effect",
    "before effect.suspended",
    "after effect.suspended",
  ]);
});
