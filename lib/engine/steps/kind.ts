import type { z } from "zod";
import type { WorkflowDefinition } from "@/lib/engine/definition/definition";
import type { Program, StepBase } from "@/lib/engine/program";
import type { Progress } from "@/lib/engine/progress";
import type { WorkflowStep } from "@/lib/views/views";

/** What any step is written with. */
export interface StepCommon {
  name: string;
  title?: string;
}

/** One way out of a step: where it leads by name, or without one to the step written after it. */
export interface Way {
  to: string | undefined;
  on: "next" | "error" | "action" | "choice" | "deadline";
  /** Of the button that leads there. */
  label?: string;
}

/** The index of a step by its name; without one that of the step written after. */
export type Resolve = (name?: string) => number;

export type Report = (message: string) => void;

/** Names of pictures that kinds share; components/runs/graph/kind-icon.tsx draws them. */
export type Icon =
  | "sparkles"
  | "robot"
  | "search"
  | "person"
  | "terminal"
  | "globe"
  | "clock"
  | "radio"
  | "braces"
  | "signpost"
  | "rows"
  | "columns"
  | "trophy"
  | "workflow"
  | "flag";

/** One kind of step: how it is written, and what a run does there. */
export interface StepKind<D extends StepCommon, S extends StepBase> {
  /** For people. */
  word: string;
  icon: Icon;
  /** What is said of it as data: types and bounds. Functions, fields and branches are what only TypeScript brings. */
  config: z.ZodType;
  /** Says what else is wrong with it as it is written, each with its cure; where it leads is checked for all kinds alike. */
  check?(step: D, report: Report): void;
  /** Every way out. None: a run ends here. */
  ways(step: D): Way[];
  /**
   * What of it makes a workflow another one, as plain JSON: a hash of it pins paused runs. What is added later may only
   * appear where it is used.
   */
  shape(step: D, structureOf: (inner: WorkflowDefinition) => object): object;
  compile(step: D, resolve: Resolve, definition: WorkflowDefinition): Omit<S, keyof StepBase | "kind">;
  /** What of it people who look at a workflow are shown, beside its name, kind and title. */
  view?(step: S): Partial<WorkflowStep>;
  /** Opens its visit; answers where to go on, or null when the run stops here for now. */
  enter(program: Program, step: S, progress: Progress): number | null;
}
