import { invalid } from "@/lib/errors";
import type { FieldError } from "@/lib/forms/spec";
import type { AgentView } from "@/lib/views/agents";

type Settings = Pick<AgentView, "assistant" | "instructions" | "model" | "cardUrl" | "secret">;

/** The settings of both kinds, null where nothing is said. */
export function settingsOf(given: Partial<Settings>): Settings {
  const { assistant = null, instructions = null, model = null, cardUrl = null, secret = null } = given;
  return { assistant, instructions, model, cardUrl, secret };
}

/** Refuses settings of the other kind, and those that can't work, all at once. */
export function checkSettings(agent: Settings & Pick<AgentView, "kind">, assistants: readonly string[]): void {
  const errors = agent.kind === "prompt" ? ofPrompt(agent, assistants) : ofA2a(agent);
  if (errors.length > 0) throw invalid(errors);
}

function ofPrompt(agent: Settings, assistants: readonly string[]): FieldError[] {
  const { assistant, instructions } = agent;
  const errors = foreign(agent, ["cardUrl", "secret"], "a prompt agent");
  if (assistant === null && instructions === null) {
    errors.push({ field: "instructions", message: "Say what the agent is to do, or choose an assistant." });
  }
  if (assistant !== null && !assistants.includes(assistant)) {
    const message = `There is no assistant "${assistant}". Use one of: ${assistants.join(", ")}.`;
    errors.push({ field: "assistant", message });
  }
  return errors;
}

function ofA2a(agent: Settings): FieldError[] {
  const errors = foreign(agent, ["assistant", "instructions", "model"], "an A2A agent");
  if (agent.cardUrl === null) errors.push({ field: "cardUrl", message: "Give the address of the agent's card." });
  return errors;
}

function foreign(agent: Settings, fields: (keyof Settings)[], kind: string): FieldError[] {
  return fields
    .filter((field) => agent[field] !== null)
    .map((field) => ({ field, message: `${field} has no meaning for ${kind}; leave it out.` }));
}
