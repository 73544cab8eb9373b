import type { RemoteAgent } from "@/lib/effects/a2a-client";
import type { RemoteTask } from "@/lib/effects/a2a-task";
import type { AgentDirectory } from "@/lib/effects/ports";
import type { AgentQuery } from "@/lib/engine/steps/agents";
import type { Json } from "@/lib/engine/types";
import type { AgentMatch, AgentView } from "@/lib/views/agents";
import type { Script, Scripts } from "./scripts";

export interface AgentAsked {
  text: string;
  data: Json;
}

/** A result, or with `ask` a question: the next answer is what the agent makes of the person's answer. */
export type AgentAnswer = string | { text?: string; data?: Json } | { ask: string };

export type AgentScript = Script<AgentAsked, AgentAnswer>;

/** Agents that an `agents` step finds, by name; or with a score, 1 where nothing is said. */
export type FoundScript = Script<AgentQuery, readonly (string | { name: string; score: number; reasons?: string[] })[]>;

interface Given {
  agents: Record<string, AgentScript>;
  found: Record<string, FoundScript>;
  step: string;
  scripts: Scripts;
}

/** Agents elsewhere: they know their tasks, whatever happens to the process that asks. */
export class TestAgents {
  private readonly tasks = new Map<string, RemoteTask>();

  directory({ agents, found, step, scripts }: Given): AgentDirectory {
    return {
      find: async (_, name) => agentNamed(name),
      async search(_, query) {
        const cure = `Say whom it finds: found: { ${step}: [["Weather"]] } or a function of the query.`;
        const names = await scripts.play(`The step ${step}`, found[step], query, cure);
        return names.map((one) => matchOf(typeof one === "string" ? { name: one, score: 1 } : one));
      },
      noteTask: async () => {},
      forgetTask: async () => {},
      connect: async ({ cardUrl: name }) =>
        this.remote(name, (asked) => {
          const cure = `Give it answers: agents: { "${name}": ["..."] } or a function of what it is asked.`;
          return scripts.play(`The agent ${name}`, agents[name], asked, cure);
        }),
    };
  }

  private remote(name: string, play: (asked: AgentAsked) => Promise<AgentAnswer>): RemoteAgent {
    const at = (id: string) => {
      const task = this.tasks.get(id);
      if (!task) throw new Error(`${name} has no task ${id}.`);
      return task;
    };
    return {
      name,
      skills: 1,
      protocolVersion: "1.0",
      send: async ({ id: messageId, text = "", data = null, task }) => {
        const known = [...this.tasks.values()].find(({ received }) => received.includes(messageId));
        if (known) return known;
        const before = task ? at(task.id) : null;
        const received = [...(before?.received ?? []), messageId];
        const id = before?.id ?? `task-${this.tasks.size + 1}`;
        const answer = await play({ text, data });
        const state = typeof answer === "object" && "ask" in answer ? "input_required" : "completed";
        const said = outputOf(answer);
        const now: RemoteTask = { id, contextId: id, state, said, output: said, mark: received.join(" "), received };
        this.tasks.set(id, now);
        return now;
      },
      get: async (id) => at(id),
      begunBy: async (messageId) => [...this.tasks.values()].find(({ received }) => received[0] === messageId) ?? null,
      cancel: async (id) => {
        this.tasks.set(id, { ...at(id), state: "canceled" });
      },
    };
  }
}

function outputOf(answer: AgentAnswer): { text: string; data: Json } {
  if (typeof answer === "string") return { text: answer, data: null };
  return "ask" in answer ? { text: answer.ask, data: null } : { text: answer.text ?? "", data: answer.data ?? null };
}

/** Whatever agent a step names is there; its answers are found under its name. */
function agentNamed(name: string): AgentView {
  return {
    id: name,
    name,
    description: "",
    capabilities: [],
    kind: "a2a",
    enabled: true,
    assistant: null,
    instructions: null,
    model: null,
    cardUrl: name,
    secret: null,
    health: null,
    createdBy: { kind: "system", id: "test", name: "test" },
    createdAt: "",
    updatedAt: "",
  };
}

const matchOf = ({ name, score, reasons = [] }: { name: string; score: number; reasons?: string[] }): AgentMatch => ({
  agent: agentNamed(name),
  score,
  reasons,
});
