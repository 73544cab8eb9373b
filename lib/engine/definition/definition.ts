import type { Visibility } from "@/lib/engine/people";
import type { StepDefinition } from "@/lib/engine/steps";
import type { FieldDefinitions } from "./field-definitions";
import type { MigrationDefinition } from "./migrations";
import type { ScheduleDefinition } from "./schedules";

/** A workflow as written, before names are resolved. `compile` makes a program of it. */
export interface WorkflowDefinition {
  name: string;
  title: string;
  description: string;
  version: number;
  visibility?: Visibility;
  expireAfterMs?: number;
  retentionMs?: number;
  schedules?: readonly ScheduleDefinition[];
  migrate?: MigrationDefinition | readonly MigrationDefinition[];
  /** Path of the file it was loaded from. */
  file?: string;
  input: FieldDefinitions;
  steps: StepDefinition[];
}

/** A workflow that knows what it takes and gives, and what its steps put out: branches and tests are checked against it. */
export interface Workflow<Input, Output, Outputs = unknown> extends WorkflowDefinition {
  /** Only for inference. */
  readonly types?: { input: Input; output: Output; outputs: Outputs };
}
