import { afterEach, beforeEach, expect, it } from "vitest";
import { versionOf } from "@/lib/engine/definition/version";
import { text, workflow } from "@/lib/workflow";
import { letter } from "../../fixtures/versions/letter";
import type { TestHoldpoint } from "../../support/holdpoint";
import { createTestDatabase, type TestDatabase, withClient } from "../../support/postgres";
import { answer, deployment, eventsOf, until } from "../../support/versions";

const newLetter = workflow("letter", { title: "Letter", version: 2, input: {} })
  .form("read", { fields: { mark: text({ label: "Mark" }) }, actions: { done: { label: "Done" } } })
  .end("done", { output: () => "new" })
  .build();

const NEEDS = { needs: `letter version 1 (${versionOf(letter)})` };

let database: TestDatabase;
let deploy: ReturnType<typeof deployment>;

beforeEach(async () => {
  database = await createTestDatabase();
  deploy = deployment(database.url);
});

afterEach(async () => {
  await deploy.stopAll();
  await database.drop();
});

const begin = (at: TestHoldpoint) => at.operations.startRun(at.ana, { workflow: "letter", input: {} });

it("a run whose version nobody knows says what it needs, keeps its form, and takes one answer that counts later", async () => {
  const old = await deploy.start(letter);
  const run = await begin(old);
  expect(run.blocked).toBeNull();
  await deploy.stop(old);
  const young = await deploy.start(newLetter);
  const { operations, ana, ben, dana } = young;

  const blocked = await operations.getRun(ana, run.id);
  expect(blocked).toMatchObject({ status: "waiting", blocked: NEEDS, reviews: [{ id: run.reviews[0]?.id }] });
  expect((await operations.listRuns(ana, { limit: 10 })).data[0]?.blocked).toEqual(NEEDS);

  await expect(answer(young, blocked, "update")).rejects.toMatchObject({ code: "invalid" });
  await expect(answer(young, blocked, "accept", { comment: "x".repeat(101) })).rejects.toMatchObject({
    code: "invalid",
  });
  const answers = await Promise.allSettled([
    answer(young, blocked, "accept", { comment: "Fine" }, 0, ben),
    answer(young, blocked, "update", { comment: "Shorter" }, 0, dana),
  ]);
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const winner = answers[0]?.status === "fulfilled" ? ben : dana;
  const [action, comment] = winner === ben ? ["accept", "Fine"] : ["update", "Shorter"];
  const refused = answers.find((one) => one.status === "rejected")?.reason;
  expect(refused).toMatchObject({ code: "review_decided", details: { decidedBy: { name: winner.name }, action } });
  // The same person sending the same again finds their answer, as always.
  expect(await answer(young, blocked, action as string, { comment }, 0, winner)).toMatchObject({ status: "waiting" });

  const stored = await operations.waitForRun(ana, run.id, { timeoutMs: 30_000 });
  expect(stored).toMatchObject({ status: "waiting", reviews: [], blocked: NEEDS });
  expect((await operations.listComments(ana, run.id, { limit: 10 })).data).toMatchObject([{ text: comment }]);

  const both = await deploy.start(letter, newLetter);
  const went = await until(both, run.id, ({ reviews }) => reviews.length > 0);
  expect(went).toMatchObject({ blocked: null, step: { name: winner === ben ? "votes" : "review" } });
  expect((await eventsOf(both, run.id)).filter((type) => type !== "review.opened")).toEqual([
    "run.started",
    "review.decided",
    "run.resumed",
  ]);
  expect(await begin(both)).toMatchObject({ version: versionOf(newLetter) });
});

it("holds several answers of one visit, signals in their order, and counts what came before the deadline", async () => {
  const old = await deploy.start(letter);
  let run = await answer(old, await begin(old), "accept");
  run = await answer(old, run, "yes");
  expect(run.reviews).toHaveLength(2);
  await deploy.stop(old);

  const young = await deploy.start(newLetter);
  await answer(young, run, "yes", { note: "In time" }, 0);
  const dueAt = `with due as (update reviews set due_at = now() - interval '1 second' where run_id = $1 returning run_id)
    update runs set revision = revision + 1 where id in (select run_id from due)`;
  await withClient(database.url, (client) => client.query(dueAt, [run.id]));
  await expect(answer(young, run, "yes", {}, 1)).rejects.toMatchObject({
    code: "review_closed",
    details: { reviewStatus: "expired" },
  });
  await deploy.stop(young);
  await withClient(database.url, (client) =>
    client.query("update runs set wake_at = now() - interval '1 second', revision = revision + 1 where id = $1", [
      run.id,
    ]),
  );

  const again = await deploy.start(letter);
  run = await until(again, run.id, ({ step }) => step?.name === "paid");
  await deploy.stop(again);

  const third = await deploy.start(newLetter);
  const pay = (data: number, id: string) =>
    third.operations.signalRun(third.ana, run.id, { name: "payment", id, data });
  for (const [data, id] of [
    [1, "a"],
    [2, "b"],
    [1, "a"],
  ] as const)
    await pay(data, id);
  await deploy.stop(third);

  const last = await deploy.start(letter);
  expect((await until(last, run.id, ({ status }) => status === "completed")).output).toEqual({
    by: "Ben",
    votes: { one: "yes", two: "yes", three: "no" },
    paid: 1,
  });
});

it("an answer given while others of the visit are held comes after them", async () => {
  const old = await deploy.start(letter);
  const run = await answer(old, await begin(old), "accept");
  await deploy.stop(old);
  const young = await deploy.start(newLetter);
  await Promise.all([0, 1].map((index) => answer(young, run, "yes", {}, index)));
  // Both are at work, and either door may get the last vote before the sweep takes up the first two.
  const back = await deploy.start(letter);
  await answer(back, run, "no", {}, 2);
  const went = await until(back, run.id, ({ step }) => step?.name === "paid");
  const visit = (await back.operations.listSteps(back.ana, went.id, { limit: 10 })).data[1];
  expect(visit?.output).toMatchObject({ one: { action: "yes" }, two: { action: "yes" }, three: { action: "no" } });
});

it("an old process leaves new versions alone, and answers through either are applied by the one that can", async () => {
  const old = await deploy.start(letter);
  const young = await deploy.start(letter, newLetter);
  const [before, after] = [await begin(old), await begin(young)];
  expect([before.version, after.version]).toEqual([versionOf(letter), versionOf(newLetter)]);
  // Known by a live process, though not by the one that is asked.
  expect((await old.operations.getRun(old.ana, after.id)).blocked).toBeNull();
  await answer(old, after, "done");
  await answer(young, before, "accept");
  expect((await until(young, after.id, ({ status }) => status === "completed")).output).toBe("new");
  expect((await until(old, before.id, ({ step }) => step?.name === "votes")).reviews).toHaveLength(3);
  expect(deploy.lines).toEqual([]);
});

it("without its version a run can be canceled, with its branches; what needs the program says what is missing", async () => {
  const outer = workflow("outer", { title: "Outer", input: {} })
    .parallel("parts", {
      branches: { one: { run: letter, input: () => ({}) }, two: { run: letter, input: () => ({}) } },
    })
    .end("done", { output: () => null })
    .build();
  const old = await deploy.start(outer);
  const { id } = await old.operations.startRun(old.ana, { workflow: "outer", input: {} });
  const run = await until(old, id, ({ reviews }) => reviews.length === 2);
  await deploy.stop(old);

  const young = await deploy.start(newLetter);
  const { operations, ana } = young;
  const child = await operations.getRun(ana, run.reviews[0]?.runId ?? "");
  expect(child.blocked).toEqual({ needs: `outer version 1 (${versionOf(outer)})` });
  for (const refused of [
    () => operations.rewindRun(ana, id, { seq: 1 }),
    () => operations.forkRun(ana, id, { seq: 1 }),
    () => operations.retryRun(ana, id),
  ]) {
    await expect(refused()).rejects.toMatchObject({ code: "run_blocked", details: child.blocked });
  }
  expect(await operations.cancelRun(ana, id)).toMatchObject({ status: "canceled", blocked: null });
  const ended = await until(young, child.id, ({ status }) => status === "canceled");
  expect(ended).toMatchObject({ reviews: [], blocked: null });
});

it("a process that dies without a word counts for three beats, one that stops for none", async () => {
  const old = await deploy.start(letter);
  const run = await begin(old);
  const young = await deploy.start(newLetter);
  const read = () => young.operations.getRun(young.ana, run.id);
  expect((await read()).blocked).toBeNull();
  const processes = () =>
    withClient(
      database.url,
      async (client) => (await client.query("select * from processes")).rows as { owner: string }[],
    );
  expect(await processes()).toHaveLength(2);
  await deploy.stop(old);
  expect(await processes()).toHaveLength(1);
  expect((await read()).blocked).toEqual(NEEDS);
  const dead = "insert into processes (owner, versions, alive_until) values ('dead', $1, now() + $2::interval)";
  const version = `letter ${versionOf(letter)}`;
  await withClient(database.url, (client) => client.query(dead, [[version], "1 hour"]));
  expect((await read()).blocked).toBeNull();
  await withClient(database.url, (client) =>
    client.query("update processes set alive_until = now() where owner = 'dead'"),
  );
  expect((await read()).blocked).toEqual(NEEDS);
});
