import { z } from "zod";
import { named } from "@/lib/features/component";
import { field } from "@/lib/features/form-shapes";

const workflowStep = z.strictObject({
  index: z.int(),
  name: z.string(),
  kind: z.string(),
  title: z.string(),
  signal: z.string().optional().describe("What a signal step waits for."),
  deadline: z.boolean().optional().describe("True where the author says what happens when nobody answers."),
});

/** How a run gets from one step to another. */
const workflowEdge = z.strictObject({
  from: z.int(),
  to: z.int(),
  on: z.enum(["next", "action", "choice", "deadline", "error"]),
  label: z.string().describe("The button's, for an action; else empty."),
});

export const workflow = named(
  "Workflow",
  z.strictObject({
    name: z.string(),
    title: z.string(),
    description: z.string(),
    version: z.string(),
    input: z.strictObject({ fields: z.array(field) }),
    steps: z.array(workflowStep),
    edges: z.array(workflowEdge),
  }),
);

export type WorkflowStep = z.output<typeof workflowStep>;
export type WorkflowEdge = z.output<typeof workflowEdge>;
export type WorkflowView = z.output<typeof workflow>;
