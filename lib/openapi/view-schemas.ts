import { z } from "zod";
import { component } from "@/lib/features/component";
import { field, form } from "@/lib/features/form-shapes";
import { actor, assignee, id, starter, step, time } from "@/lib/features/shapes";
import { json } from "@/lib/http/schemas";
import type { AgentHealth, AgentMatch, AgentView } from "@/lib/views/agents";
import type { MeView } from "@/lib/views/mail";
import type { ThreadView, TurnView } from "@/lib/views/threads";
import type {
  BranchView,
  CommentView,
  DecisionView,
  DraftContent,
  DraftView,
  EventView,
  ReviewCount,
  ReviewSummary,
  ReviewView,
  RunSummary,
  RunView,
  StepDetail,
  StepView,
  WorkflowView,
} from "@/lib/views/views";

const number = z.int();
const status = <const T extends readonly [string, ...string[]]>(...values: T) => z.enum(values);

const draftContent = { revision: number, content: z.string(), format: z.literal("markdown") };
const shownDraft = component<DraftContent>("DraftContent")(z.strictObject(draftContent));
export const draft = component<DraftView>("Draft")(z.strictObject({ ...draftContent, by: actor, createdAt: time }));

const decision = component<DecisionView>("Decision")(
  z.strictObject({ by: actor, action: z.string(), values: z.record(z.string(), json), at: time }),
);

const reviewShape = {
  id,
  runId: id,
  rootRunId: id,
  workflow: z.string(),
  step,
  visit: number,
  key: z.string().describe("Tells apart reviews of one visit; by default the step's name."),
  status: status("open", "decided", "expired", "canceled"),
  title: z.string(),
  description: z.string(),
  form,
  draft: shownDraft.nullable(),
  decision: decision.nullable(),
  assignee: assignee.nullable(),
  may: z
    .strictObject({ answer: z.boolean(), reason: z.string().optional() })
    .describe("Whether you may answer it; `reason` says why not, where others may."),
  dueAt: time.nullable(),
  createdAt: time,
};
export const review = component<ReviewView>("Review", "A form waiting for people.")(z.strictObject(reviewShape));
export const reviewSummary = component<ReviewSummary>("ReviewSummary")(
  z.strictObject({ ...reviewShape, draftRevision: number.nullable() }),
);
export const reviewCount = component<ReviewCount>("ReviewCount", "At most 1000.")(z.strictObject({ open: number }));

const runShape = {
  id,
  workflow: z.string(),
  version: z.string(),
  status: status("running", "waiting", "completed", "failed", "canceled"),
  step: step.nullable().describe("Null at the end; a failed run names the step that failed."),
  input: json,
  output: json,
  error: z.strictObject({ code: z.string(), message: z.string(), step: z.string() }).nullable(),
  blocked: z
    .strictObject({ needs: z.string() })
    .nullable()
    .describe("Set while no running process knows the run's version."),
  limited: z
    .boolean()
    .describe("True where what it has come to is for its participants; then step, output and error are null."),
  parentId: id.nullable(),
  parentSeq: number.nullable().describe("The visit of the parent that it is a branch of."),
  rootId: id,
  forkedFrom: z.strictObject({ runId: id, seq: number, replaced: z.array(z.string()).optional() }).nullable(),
  startedBy: starter,
  models: z
    .array(z.string())
    .describe("Models that wrote in it, in its branches, and in the run it is a branch of up to then."),
  createdAt: time,
  updatedAt: time,
};
export const runSummary = component<RunSummary>("RunSummary")(z.strictObject(runShape));
export const run = component<RunView>(
  "Run",
  "One execution of a workflow.",
)(
  z.strictObject({
    ...runShape,
    visits: z.record(z.string(), number).describe("Visits so far of each step, by its name."),
    reviews: z.array(review).describe("The open ones that you may see; `may` says which of them you may answer."),
  }),
);

export const event = component<EventView>("Event")(
  z.strictObject({ seq: number, type: z.string(), actor, data: json, at: time }),
);

export const comment = component<CommentView>("Comment")(
  z.strictObject({ id, by: actor, text: z.string(), draftRevision: number.nullable(), createdAt: time }),
);

const visitShape = {
  seq: number,
  step,
  kind: z.string(),
  visit: number,
  attempt: number,
  status: status("running", "waiting", "completed", "failed", "canceled"),
  input: json,
  output: json,
  error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  startedAt: time,
  endedAt: time.nullable(),
  model: z.string().nullable(),
  tokens: z.strictObject({ in: number, out: number }).nullable(),
};
export const visit = component<StepView>("Visit", "One visit of one step.")(z.strictObject(visitShape));
export const visitDetail = component<StepDetail>("VisitDetail")(
  z.strictObject({
    ...visitShape,
    began: z
      .strictObject({ data: z.record(z.string(), json), draftRevision: number.nullable() })
      .describe("What a rewind or a fork would begin with again."),
  }),
);

export const branch = component<BranchView>(
  "Branch",
  "A child run that is to be, is or was.",
)(
  z.strictObject({
    seq: number,
    index: number,
    key: z.string(),
    title: z.string().describe("The first text it was started with that its siblings don't share, shortened."),
    workflow: z.string(),
    status: status("pending", "running", "waiting", "completed", "failed", "canceled"),
    runId: id.nullable(),
    step: step.nullable(),
    error: z.strictObject({ message: z.string() }).nullable(),
    openReviews: number.describe("In it and its own branches, as far as you may answer them."),
    updatedAt: time.nullable(),
  }),
);

export const workflow = component<WorkflowView>("Workflow")(
  z.strictObject({
    name: z.string(),
    title: z.string(),
    description: z.string(),
    version: z.string(),
    input: z.strictObject({ fields: z.array(field) }),
    steps: z.array(
      z.strictObject({
        index: number,
        name: z.string(),
        kind: z.string(),
        title: z.string(),
        signal: z.string().optional().describe("What a signal step waits for."),
        deadline: z.boolean().optional().describe("True where the author says what happens when nobody answers."),
      }),
    ),
    edges: z.array(
      z.strictObject({
        from: number,
        to: number,
        on: status("next", "action", "choice", "deadline", "error"),
        label: z.string().describe("The button's, for an action; else empty."),
      }),
    ),
  }),
);

const agentHealth = component<AgentHealth>("AgentHealth")(
  z.strictObject({ ok: z.boolean(), message: z.string(), checkedAt: time }),
);

export const agent = component<AgentView>(
  "Agent",
  "An entry of the agent directory.",
)(
  z.strictObject({
    id,
    name: z.string(),
    description: z.string(),
    capabilities: z.array(z.string()),
    kind: status("prompt", "a2a"),
    enabled: z.boolean(),
    assistant: z.string().nullable(),
    instructions: z.string().nullable(),
    model: z.string().nullable(),
    cardUrl: z.string().nullable(),
    secret: z.string().nullable().describe("`NAME` of `HOLDPOINT_AGENT_SECRET_NAME`."),
    health: agentHealth.nullable().describe("Null until it is tested."),
    createdBy: actor,
    createdAt: time,
    updatedAt: time,
  }),
);

export const agentMatch = component<AgentMatch>("AgentMatch")(
  z.strictObject({ agent, score: z.number().describe("0 to 1."), reasons: z.array(z.string()) }),
);

export const thread = component<ThreadView>("Thread")(
  z.strictObject({
    id: z.string().describe("Your own id of it, or the id of its first run."),
    title: z.string(),
    workflow: z.string(),
    status: status("running", "waiting", "completed", "failed", "canceled"),
    turns: number,
    createdAt: time,
    updatedAt: time,
  }),
);

export const turn = component<TurnView>("Turn")(z.strictObject({ number, run: runSummary }));

export const me = component<MeView>("Me")(
  z.strictObject({
    id,
    name: z.string(),
    email: z.string(),
    role: status("author", "reviewer", "admin"),
    mail: status("all", "assigned", "none"),
  }),
);
