import type { AgentCard, AgentSkill } from "@a2a-js/sdk";
import { holdpoint } from "@/lib/app";
import { toJsonSchema } from "@/lib/forms/json-schema";
import type { Principal } from "@/lib/words/people";
import { defaultWorkflow } from "./default-workflow";
import { HOPS_EXTENSION, MOST_HOPS } from "./hops-extension";
import { REVIEW_EXTENSION } from "./review-extension";

const MODES = ["text/plain", "application/json"];

/** What anybody may know: where to knock, and with what. */
export function agentCard(): AgentCard {
  const { publicUrl } = holdpoint().settings;
  return card(publicUrl, [
    skill({
      id: "workflows",
      name: "Workflows",
      description: "Runs workflows that wait for people. Which ones there are, the extended card says after sign-in.",
    }),
  ]);
}

/** For who has signed in: each workflow as a skill, with the JSON Schema of its input in the extension's params. */
export async function extendedCard(by: Principal): Promise<AgentCard> {
  const { operations, settings } = holdpoint();
  const workflows = await operations.listWorkflows(by);
  const first = await defaultWorkflow(by).catch(() => null);
  const inputs = Object.fromEntries(workflows.map(({ name, input }) => [name, toJsonSchema(input).schema]));
  const skills = workflows.map(({ name, title, description }) =>
    skill({ id: name, name: title, description: description || title, ...(name === first && { tags: ["default"] }) }),
  );
  return card(settings.publicUrl, skills, { defaultWorkflow: first, inputs });
}

function card(publicUrl: string, skills: AgentSkill[], params: Record<string, unknown> = {}): AgentCard {
  const at = (path: string, protocolBinding: string, protocolVersion: string) => ({
    url: `${publicUrl}${path}`,
    protocolBinding,
    protocolVersion,
    tenant: "",
  });
  return {
    name: "Holdpoint",
    description: "Automated work that waits for people.",
    version: "1.0.0",
    supportedInterfaces: [
      at("/api/a2a", "JSONRPC", "1.0"),
      at("/api/a2a/v1", "HTTP+JSON", "1.0"),
      at("/api/a2a", "JSONRPC", "0.3"),
    ],
    provider: undefined,
    capabilities: {
      streaming: true,
      pushNotifications: true,
      extendedAgentCard: true,
      extensions: [
        {
          uri: REVIEW_EXTENSION,
          description: "A waiting task says in data parts what it asks, and is answered by a data part.",
          required: false,
          params: { schema: `${publicUrl}/api/a2a/review-extension.json`, ...params },
        },
        {
          uri: HOPS_EXTENSION,
          description: `A message says in its metadata how many agents it came through; at ${MOST_HOPS} it is refused.`,
          required: false,
          params: {},
        },
      ],
    },
    securitySchemes: {
      bearer: {
        scheme: {
          $case: "httpAuthSecurityScheme",
          value: { scheme: "Bearer", bearerFormat: "", description: "An API token." },
        },
      },
    },
    securityRequirements: [{ schemes: { bearer: { list: [] } } }],
    defaultInputModes: MODES,
    defaultOutputModes: [...MODES, "text/markdown"],
    skills,
    signatures: [],
  };
}

const skill = (given: Pick<AgentSkill, "id" | "name" | "description"> & { tags?: string[] }): AgentSkill => ({
  tags: ["workflow"],
  examples: [],
  inputModes: [],
  outputModes: [],
  securityRequirements: [],
  ...given,
});
