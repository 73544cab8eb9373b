import { expect, it } from "vitest";
import { compile } from "@/lib/engine/definition/compile";
import type { EngineEvent } from "@/lib/engine/events";
import { RACE_LOST } from "@/lib/engine/ignored";
import { unstartedRun } from "@/lib/engine/newborn";
import { transition } from "@/lib/engine/transition";
import type { Actor, Snapshot } from "@/lib/engine/types";
import { workflow } from "@/lib/workflow";

const ANA: Actor = { kind: "person", id: "ana", name: "Ana" };

const program = compile(
  workflow("wait", { title: "Wait", input: {} })
    .signal("paid", { signal: "payment" })
    .end("done", { output: () => null })
    .build(),
  "1-test",
);

const lost: Snapshot = (() => {
  const { workflow, version } = program;
  const given = { id: "run", workspaceId: "workspace", workflow, version, input: {}, model: null, startedBy: ANA };
  const before = unstartedRun({ ...given, now: new Date(0) });
  const run = {
    ...before.run,
    status: "waiting" as const,
    seq: 1,
    stepIndex: 0,
    stepName: "paid",
    wakeAt: new Date(0),
  };
  return { ...before, run, raceLost: true };
})();

const EVENTS: EngineEvent[] = [
  { type: "time.passed" },
  { type: "signal.received", id: "s1", name: "payment", data: 1, by: ANA },
];

it.each(EVENTS)("$type moves no branch whose race is lost: its end could not be written", (event) => {
  expect(transition(program, lost, event, () => "id")).toEqual({ ignored: RACE_LOST });
  expect(transition(program, { ...lost, raceLost: false }, event, () => "id")).not.toHaveProperty("ignored");
});

it("such a branch can still be canceled", () => {
  const canceled = transition(program, lost, { type: "run.canceled", by: ANA, reason: "" }, () => "id");
  expect(canceled).toMatchObject({ run: { status: "canceled" } });
});
