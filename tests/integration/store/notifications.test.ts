import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Notifications, notifications } from "@/lib/store";
import { createTestDatabase, type TestDatabase, withClient } from "../../support/postgres";

let database: TestDatabase;
let here: Notifications;
let there: Notifications;
const heard = new Set<string>();
let wake = () => {};

beforeAll(async () => {
  database = await createTestDatabase();
  here = notifications(database.url, "here", () => {});
  there = notifications(database.url, "there", ({ runs, texts }) => {
    for (const { rootId = "" } of runs) heard.add(rootId);
    for (const text of texts) heard.add(text);
    wake();
  });
});

afterAll(async () => {
  await Promise.all([here?.close(), there?.close()]);
  await database?.drop();
});

const LISTENING =
  "select count(*)::int from pg_stat_activity where datname = current_database() and application_name = 'holdpoint-live' and query like 'listen%'";

test("however many branches change at once, other processes hear of each and of its root", async () => {
  await withClient(database.url, async (client) => {
    const listening = async () => (await client.query<{ count: number }>(LISTENING)).rows[0]?.count ?? 0;
    await expect.poll(listening).toBeGreaterThanOrEqual(2);
  });
  const roots = Array.from({ length: 150 }, () => randomUUID());
  const runs = roots.map((rootId) => ({ id: randomUUID(), workspaceId: randomUUID(), rootId }));
  const texts = roots.map(() => randomUUID());
  here.send({ runs, texts, work: false });
  while (heard.size < 300) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  expect([...heard].sort()).toEqual([...roots, ...texts].sort());
});
