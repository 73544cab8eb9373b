import { afterEach, beforeEach, expect, it } from "vitest";
import type { MigrationDefinition } from "@/lib/engine/definition/migrations";
import { versionOf } from "@/lib/engine/definition/version";
import type { Json } from "@/lib/views/views";
import { text, textarea, workflow } from "@/lib/workflow";
import { createTestDatabase, type TestDatabase } from "../../support/postgres";
import { answer, deployment, eventsOf, until } from "../../support/versions";

const form = { fields: { comment: textarea({ label: "Comment" }) }, comment: "comment" } as const;

const first = workflow("note", { title: "Note", version: 1, input: { about: text({ label: "About" }) } })
  .set("plan", { value: () => ({ size: 1 }) })
  .form("review", { ...form, actions: { again: { label: "Again", to: "review" }, accept: { label: "Accept" } } })
  .end("done", { output: ({ outputs }) => outputs.plan })
  .build();

/** The second version: a step more before, the review renamed; `extra` changes its form. */
function second(migrate: MigrationDefinition, extra = {}, accept = "accept") {
  return workflow("note", { title: "Note", version: 2, input: { about: text({ label: "About" }) }, migrate })
    .set("greeting", { value: () => "hello" })
    .set("plan", { value: () => ({ pages: 1 }) })
    .form("judge", {
      fields: { comment: textarea({ label: "Your comment" }), ...extra },
      comment: "comment",
      actions: { again: { label: "Again", to: "judge" }, [accept]: { label: "Accept" } },
    })
    .end("done", {
      output: ({ outputs, visits }) => ({ plan: outputs.plan, judged: visits.judge ?? 0, by: outputs.judge.by.name }),
    })
    .build();
}

const pagesOf = (plan: Json | undefined) => ({ pages: (plan as { size: number }).size * 10 });
const migrate: MigrationDefinition = {
  from: 1,
  steps: { review: "judge" },
  data: (outputs) => ({ ...outputs, plan: pagesOf(outputs.plan) }),
};

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

/** A run of the first version at its second visit of the review; its release has ended. */
async function paused() {
  const old = await deploy.start(first);
  const run = await old.operations.startRun(old.ana, { workflow: "note", input: { about: "Tea" } });
  const again = await answer(old, run, "again", { comment: "Once more" });
  await deploy.stop(old);
  return again;
}

it("moves a paused run by step name; the form is the same, so its review stays as it is", async () => {
  const run = await paused();
  const version = versionOf(second(migrate));
  const young = await deploy.start(second(migrate));
  const moved = await until(young, run.id, (one) => one.version === version);
  expect(moved).toMatchObject({ status: "waiting", step: { index: 2, name: "judge" }, blocked: null });
  expect(moved.reviews).toMatchObject([{ id: run.reviews[0]?.id, visit: 2, step: { index: 2, name: "judge" } }]);
  const done = await answer(young, moved, "accept");
  expect(done).toMatchObject({ status: "completed", output: { plan: { pages: 10 }, judged: 2, by: "Ben" } });
  const events = (await young.operations.listEvents(young.ana, run.id, { limit: 100 })).data;
  expect(events.find(({ type }) => type === "run.migrated")).toMatchObject({
    actor: { kind: "system" },
    data: { from: versionOf(first), to: version, step: "judge", seq: 3 },
  });
});

it("opens the review anew where the form changed, at the same visit", async () => {
  const run = await paused();
  const young = await deploy.start(second(migrate, { reason: text({ label: "Reason" }) }));
  const moved = await until(young, run.id, ({ reviews }) => reviews[0]?.step.name === "judge");
  expect(moved.reviews[0]).toMatchObject({ visit: 2, form: { fields: [{ name: "comment" }, { name: "reason" }] } });
  expect(moved.reviews[0]?.id).not.toBe(run.reviews[0]?.id);
  await expect(answer(young, run, "accept")).rejects.toMatchObject({ code: "review_closed" });
  await expect(young.operations.rewindRun(young.dana, run.id, { seq: 2 })).rejects.toThrow(
    /before the run was migrated/,
  );
  const rewound = await young.operations.rewindRun(young.dana, run.id, { seq: 4 });
  expect(await answer(young, rewound, "accept", { reason: "Good" })).toMatchObject({
    status: "completed",
    output: { plan: { pages: 10 } },
  });
});

it("leaves runs alone that it can't move, once with the reason, and while a process still has their version", async () => {
  const run = await paused();
  const throwing = second({
    ...migrate,
    data: () => {
      throw new Error("no pages in it");
    },
  });
  for (const [definition, reason] of [
    [second({ from: 1 }), /has no step "review"; say in migrate\.steps where "review" goes/],
    [second({ from: 1, steps: { review: "plan" } }), /step "plan" is a set in version .*, and "review" was a form/],
    [throwing, /migrate\.data threw: no pages in it/],
  ] as const) {
    const young = await deploy.start(definition);
    await expect(young.operations.migrateRun(young.dana, run.id)).rejects.toMatchObject({
      code: "run_conflict",
      message: expect.stringMatching(reason),
    });
    expect(await young.operations.getRun(young.ana, run.id)).toMatchObject({ version: run.version, status: "waiting" });
    expect(deploy.lines.filter((line) => reason.test(line) && line.includes(run.id))).toHaveLength(1);
    await deploy.stop(young);
  }

  const silent = await deploy.start(second({ from: 7 }));
  await expect(silent.operations.migrateRun(silent.dana, run.id)).rejects.toThrow(
    /does not say how to migrate runs of/,
  );
  await deploy.stop(silent);

  const old = await deploy.start(first);
  const young = await deploy.start(second(migrate));
  expect((await answer(young, run, "again")).version).toBe(run.version);
  const again = await until(old, run.id, ({ reviews }) => reviews[0]?.visit === 3);
  // Asked for by name, it is moved although the old release is still there.
  expect(await young.operations.migrateRun(young.dana, run.id)).toMatchObject({
    version: versionOf(second(migrate)),
    reviews: [{ id: again.reviews[0]?.id }],
  });
});

it("an answer that was held under the old version counts in the new one, unless its button is gone", async () => {
  const run = await paused();
  const strange = await deploy.start({ ...first, name: "another" });
  await answer(strange, run, "accept");
  await deploy.stop(strange);
  const without = await deploy.start(second(migrate, { reason: text({ label: "Reason" }) }, "approve"));
  await expect(without.operations.migrateRun(without.dana, run.id)).rejects.toThrow(
    /answered with "accept", which "judge"/,
  );
  await deploy.stop(without);
  const young = await deploy.start(second(migrate, { reason: text({ label: "Reason" }) }));
  const done = await until(young, run.id, ({ status }) => status === "completed");
  expect(done.output).toEqual({ plan: { pages: 10 }, judged: 2, by: "Ben" });
  expect((await eventsOf(young, run.id)).slice(-4)).toEqual([
    "review.decided",
    "run.migrated",
    "run.resumed",
    "run.completed",
  ]);
});

it("moves a workflow with its branches, and a failed run when asked to", async () => {
  const outer = (version: number, broken: boolean) =>
    workflow("outer", { title: "Outer", version, input: {}, ...(version > 1 && { migrate: { from: 1 } }) })
      .parallel("parts", {
        branches: { one: { run: first, input: () => ({}) }, two: { run: first, input: () => ({}) } },
      })
      .set("sum", {
        value: () => {
          if (broken) throw new Error("It does not add up.");
          return version;
        },
      })
      .set(`extra${version}`, { value: () => null })
      .end("done", { output: ({ outputs }) => outputs.sum })
      .build();
  const old = await deploy.start(outer(1, true));
  const { id } = await old.operations.startRun(old.ana, { workflow: "outer", input: {} });
  const run = await until(old, id, ({ reviews }) => reviews.length === 2);
  await answer(old, run, "accept", {}, 0);
  await deploy.stop(old);

  const young = await deploy.start(outer(2, true));
  const moved = await until(young, id, ({ version }) => version.startsWith("2-"));
  const branch = moved.reviews[0]?.runId ?? "";
  await until(young, branch, ({ version }) => version.startsWith("2-"));
  await answer(young, moved, "accept", {}, 0);
  const failed = await until(young, id, ({ status }) => status === "failed");
  expect(failed.error).toMatchObject({ step: "sum", message: "It does not add up." });
  await deploy.stop(young);

  const cured = { ...outer(3, false), migrate: { from: 2 } };
  const last = await deploy.start(cured);
  await expect(last.operations.retryRun(last.ana, id)).rejects.toMatchObject({ code: "run_blocked" });
  expect(await last.operations.migrateRun(last.dana, id)).toMatchObject({
    status: "failed",
    version: versionOf(cured),
  });
  expect(await last.operations.retryRun(last.ana, id)).toMatchObject({ status: "completed", output: 3 });
});
