import type { StepBase } from "@/lib/engine/program";
import { SYSTEM } from "@/lib/engine/progress";
import type { Context, Json } from "@/lib/engine/types";
import { config } from "./config";
import type { StepCommon, StepKind } from "./kind";

export interface EndDefinition extends StepCommon {
  kind: "end";
  output(context: Context): Json;
}

export interface EndStep extends StepBase {
  kind: "end";
  output(context: Context): Json;
}

/** Ends the run with its output. */
export const end: StepKind<EndDefinition, EndStep> = {
  word: "end",
  icon: "flag",
  config: config({}),
  ways: () => [],
  shape: () => ({}),
  compile: ({ output }) => ({ output }),
  enter(_, step, progress) {
    const { run } = progress.change;
    progress.openVisit(step, "completed");
    progress.closeVisit("completed", { output: step.output(progress.context()) });
    run.output = run.data[step.name] ?? null;
    progress.end("completed");
    progress.record("run.completed", SYSTEM, { step: step.name });
    return null;
  },
};
