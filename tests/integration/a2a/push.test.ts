import { afterAll, beforeAll, expect, test } from "vitest";
import type { PushTarget } from "@/lib/contract/tasks";
import type { Principal } from "@/lib/words/people";
import { textarea, workflow } from "@/lib/workflow";
import { startHoldpoint, type TestHoldpoint } from "../../support/holdpoint";
import { type JsonServer, sendJson, startJsonServer } from "../../support/json-server";
import { createTestDatabase, type TestDatabase, withClient } from "../../support/postgres";

const ask = workflow("ask", { title: "Ask", input: {} })
  .form("answer", { fields: { note: textarea({ label: "Note" }) }, actions: { ok: { label: "OK" } } })
  .end("done", { output: () => "asked" })
  .build();

const family = workflow("family", { title: "Family", input: {} })
  .parallel("both", { branches: { one: { run: ask, input: () => ({}) }, two: { run: ask, input: () => ({}) } } })
  .end("done", { output: () => "both" })
  .build();

let database: TestDatabase;
let receiver: JsonServer;
/** Two processes on one database. */
let holdpoint: TestHoldpoint;
let other: TestHoldpoint;

beforeAll(async () => {
  database = await createTestDatabase();
  receiver = await startJsonServer(({ url }, response) => {
    if (url === "/moved") response.writeHead(302, { location: `${receiver.url}/elsewhere` }).end();
    else sendJson(response, 200, {});
  });
  const options = {
    databaseUrl: database.url,
    workflows: [ask, family],
    env: { HOLDPOINT_ALLOW_PRIVATE_ADDRESSES: receiver.place },
  };
  holdpoint = await startHoldpoint(options);
  other = await startHoldpoint(options);
});

afterAll(async () => {
  await holdpoint?.stop();
  await other?.stop();
  await receiver?.close();
  await database?.drop();
});

const target = (path: string): PushTarget => ({
  ...{ id: "p", url: `${receiver.url}${path}`, token: "", authScheme: "", credentials: "", wireVersion: "1.0" },
});

const statesAt = (path: string) =>
  receiver.requests
    .filter(({ url }) => url === path)
    .map(({ body }) => (JSON.parse(body) as { task: { status: { state: string } } }).task.status.state);

async function started(name: string, by: Principal) {
  const { id } = await holdpoint.operations.startRun(by, { workflow: name, input: {} });
  return holdpoint.operations.waitForRun(by, id, { timeoutMs: 20_000 });
}

const answerAll = async (by: Principal, run: Awaited<ReturnType<typeof started>>) => {
  for (const { id } of run.reviews)
    await other.operations.decideReview(by, id, { action: "ok", values: { note: "x" } });
};

test("each piece of news is told once, though two processes look for it, and the questions of branches too", async () => {
  const { dana, tasks } = holdpoint;
  const { id } = await started("family", dana);
  const open = async () => (await holdpoint.operations.getRun(dana, id)).reviews.length;
  await expect.poll(open, { timeout: 15_000 }).toBe(2);
  const run = await holdpoint.operations.getRun(dana, id);
  await tasks.savePush(dana, run.id, target("/family"));
  await expect.poll(() => statesAt("/family"), { timeout: 15_000 }).toEqual(["TASK_STATE_INPUT_REQUIRED"]);
  const [first, second] = run.reviews;
  const ok = { action: "ok", values: {} };
  await other.operations.decideReview(dana, first?.id ?? "", ok);
  await expect.poll(() => statesAt("/family"), { timeout: 15_000 }).toHaveLength(2);
  await other.operations.decideReview(dana, second?.id ?? "", ok);
  await expect.poll(() => statesAt("/family").at(-1), { timeout: 15_000 }).toBe("TASK_STATE_COMPLETED");
  const pictures = receiver.requests.filter(({ url }) => url === "/family").map(({ body }) => body);
  expect(new Set(pictures).size).toBe(pictures.length);
});

test("who has left the workspace is told nothing more; a redirect is not followed", async () => {
  const { ana, dana, tasks } = holdpoint;
  const run = await started("ask", dana);
  await tasks.savePush(ana, run.id, target("/ana"));
  await tasks.savePush(dana, run.id, target("/dana"));
  await tasks.savePush(dana, run.id, { ...target("/moved"), id: "moved" });
  await expect.poll(() => [statesAt("/ana").length, statesAt("/dana").length], { timeout: 15_000 }).toEqual([1, 1]);
  await withClient(database.url, (client) => client.query("delete from memberships where user_id = $1", [ana.userId]));
  await answerAll(dana, run);
  await expect.poll(() => statesAt("/dana").at(-1), { timeout: 15_000 }).toBe("TASK_STATE_COMPLETED");
  const active = "select id from push_configs where run_id = $1 and not ended";
  const left = () =>
    withClient(database.url, async (client) => (await client.query<{ id: string }>(active, [run.id])).rows);
  await expect.poll(left, { timeout: 15_000 }).toEqual([{ id: "moved" }]);
  expect(statesAt("/ana")).toEqual(["TASK_STATE_INPUT_REQUIRED"]);
  expect(statesAt("/elsewhere")).toEqual([]);
});

test("a task takes ten targets of one person, and shows them to nobody else", async () => {
  const { dana, ben, tasks } = holdpoint;
  const run = await started("ask", dana);
  for (let count = 1; count <= 10; count++) await tasks.savePush(dana, run.id, { ...target("/many"), id: `p${count}` });
  await tasks.savePush(dana, run.id, { ...target("/many"), id: "p1", token: "new" });
  const eleventh = tasks.savePush(dana, run.id, { ...target("/many"), id: "p11" });
  await expect(eleventh).rejects.toMatchObject({ code: "run_conflict" });
  expect((await tasks.listPush(dana, run.id)).map(({ token }) => token).filter(Boolean)).toEqual(["new"]);
  expect(await tasks.listPush(ben, run.id)).toEqual([]);
  expect(await tasks.removePush(ben, run.id, "p1")).toBe(false);
  expect(await tasks.removePush(dana, run.id, "p1")).toBe(true);
});
