import { z } from "zod";
import type { StepBase } from "@/lib/engine/program";
import { type Context, EngineError } from "@/lib/engine/types";
import { config } from "./config";
import type { StepCommon, StepKind } from "./kind";

export interface BranchDefinition extends StepCommon {
  kind: "branch";
  choose(context: Context): string;
  targets: readonly string[];
}

export interface BranchStep extends StepBase {
  kind: "branch";
  /** Name of one of `targets`. */
  choose(context: Context): string;
  targets: Record<string, number>;
}

/** Chooses where to go on. */
export const branch: StepKind<BranchDefinition, BranchStep> = {
  word: "choice",
  icon: "signpost",
  config: config({ targets: z.array(z.string()).min(1, "a branch needs at least one target.") }),
  ways: ({ targets }) => targets.map((to) => ({ to, on: "choice" })),
  shape: ({ targets }) => ({ targets }),
  compile: ({ choose, targets }, resolve) => ({
    choose,
    targets: Object.fromEntries(targets.map((name) => [name, resolve(name)])),
  }),
  enter(_, step, progress) {
    progress.openVisit(step, "completed");
    const choice = step.choose(progress.context());
    const target = Object.hasOwn(step.targets, choice) ? step.targets[choice] : undefined;
    if (target === undefined) {
      throw new EngineError("no_such_target", `${step.name} chose "${choice}", which is not one of its targets.`);
    }
    progress.closeVisit("completed", { output: choice });
    return target;
  },
};
