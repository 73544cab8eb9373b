import { z } from "zod";
import { named } from "@/lib/features/component";
import { actor, id, time } from "@/lib/features/shapes";

/** What the last check found. */
const agentHealth = named("AgentHealth", z.strictObject({ ok: z.boolean(), message: z.string(), checkedAt: time }));

/** Somebody or something in the directory that work can be handed to. */
export const agent = named(
  "Agent",
  z.strictObject({
    id,
    /** Unique in its workspace, whatever the case. */
    name: z.string(),
    description: z.string(),
    capabilities: z.array(z.string()),
    /** `prompt`: a model with instructions. `a2a`: an agent elsewhere that speaks A2A. */
    kind: z.enum(["prompt", "a2a"]),
    enabled: z.boolean(),
    /** Of a prompt agent: one of `assistants/`, and what it is told beside that. At least one of them is there. */
    assistant: z.string().nullable(),
    instructions: z.string().nullable(),
    model: z.string().nullable(),
    /** Of an A2A agent. */
    cardUrl: z.string().nullable(),
    /** Of the environment, which an operator sets. */
    secret: z.string().nullable().describe("`NAME` of `HOLDPOINT_AGENT_SECRET_NAME`."),
    /** A change of its settings makes it null again. */
    health: agentHealth.nullable().describe("Null until it is tested."),
    createdBy: actor,
    createdAt: time,
    updatedAt: time,
  }),
  "An entry of the agent directory.",
);

/** How well an agent fits what was searched for. The reasons are sentences for people. */
export const agentMatch = named(
  "AgentMatch",
  z.strictObject({ agent, score: z.number().describe("0 to 1."), reasons: z.array(z.string()) }),
);

export type AgentHealth = z.output<typeof agentHealth>;
export type AgentView = z.output<typeof agent>;
export type AgentKind = AgentView["kind"];
export type AgentMatch = z.output<typeof agentMatch>;
