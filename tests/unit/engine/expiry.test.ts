import { expect, it } from "vitest";
import { workflow } from "@/lib/workflow";
import { playRun } from "../../support/engine";

const asked = (deadlineMs: number, expireAfterMs: number) =>
  workflow("asked", { title: "Asked", input: {}, expireAfterMs })
    .form("approve", {
      fields: {},
      actions: { yes: { label: "Yes" } },
      deadline: { afterMs: deadlineMs, action: "yes" },
    })
    .end("done", { output: ({ outputs }) => outputs.approve.action })
    .build();

it.each([
  ["a deadline that came before the end of the wait", 2_000, { status: "completed", output: "yes" }],
  ["the end of the wait that came before its deadline", 4_000, { status: "failed", error: { code: "expired" } }],
])("nobody was there for either: %s counts", (_, deadlineMs, outcome) => {
  const run = playRun(asked(deadlineMs, 3_000));
  run.apply({ type: "run.started" });
  run.waitUntil(new Date(60_000));
  expect(run.apply({ type: "time.passed" })).toBeNull();
  expect(run.run()).toMatchObject(outcome);
});
