import type { FieldSpec, FormValues } from "@/lib/forms/spec";
import { agents } from "@/lib/messages/agents";
import type { AgentKind, AgentView } from "@/lib/views/agents";

const words = agents.fields;
const KINDS: AgentKind[] = ["prompt", "a2a"];

/** The form of an entry. A new one chooses its kind; one that is there keeps it. */
export function agentFields(agent: AgentView | null, assistants: string[]): FieldSpec[] {
  const only = (kind: AgentKind): Partial<FieldSpec> =>
    agent === null ? { visibleWhen: { field: "kind", equals: kind } } : {};
  const text = (name: keyof AgentView & string, more: Partial<FieldSpec>): FieldSpec => ({
    name,
    label: words[name as "name"],
    type: "text",
    required: false,
    ...(typeof agent?.[name] === "string" ? { default: agent[name] as string } : {}),
    ...more,
  });
  const common: FieldSpec[] = [
    text("name", { required: true, maxLength: 100, help: words.nameHelp }),
    text("description", { type: "textarea", maxLength: 2_000 }),
    text("capabilities", {
      help: words.capabilitiesHelp,
      ...(agent && agent.capabilities.length > 0 ? { default: agent.capabilities.join(", ") } : {}),
    }),
  ];
  const kind: FieldSpec = {
    name: "kind",
    label: words.kind,
    type: "radio",
    required: true,
    default: "prompt",
    options: KINDS.map((value) => ({ value, label: words.kinds[value] })),
  };
  const prompt: FieldSpec[] = [
    text("instructions", { type: "textarea", maxLength: 20_000, help: words.instructionsHelp, ...only("prompt") }),
    text("assistant", {
      type: "select",
      help: words.assistantHelp,
      options: assistants.map((value) => ({ value, label: value })),
      ...only("prompt"),
    }),
    text("model", { maxLength: 200, help: words.modelHelp, ...only("prompt") }),
  ];
  const elsewhere: FieldSpec[] = [
    text("cardUrl", { type: "url", required: true, help: words.cardUrlHelp, ...only("a2a") }),
    text("secret", {
      help: words.secretHelp,
      pattern: "[A-Z][A-Z0-9_]{0,62}",
      patternMessage: "Use capital letters, digits and underscores.",
      ...only("a2a"),
    }),
  ];
  if (agent === null) return [...common, kind, ...prompt, ...elsewhere];
  return [...common, ...(agent.kind === "prompt" ? prompt : elsewhere)];
}

/** What the form says, as the API takes it: what is empty is null. */
export function agentBody(agent: AgentView | null, values: FormValues): Record<string, unknown> {
  const kind = agent?.kind ?? values.kind;
  const own = kind === "prompt" ? ["instructions", "assistant", "model"] : ["cardUrl", "secret"];
  const { name, description = "", capabilities = "" } = values;
  return {
    name,
    description,
    capabilities: listOf(String(capabilities)),
    ...(agent === null ? { kind } : {}),
    ...Object.fromEntries(own.map((key) => [key, values[key] ?? null])),
  };
}

const listOf = (text: string) => [
  ...new Set(
    text
      .split(/[,\n]/)
      .map((one) => one.trim())
      .filter(Boolean),
  ),
];
