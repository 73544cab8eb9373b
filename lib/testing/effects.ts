import type { EffectPorts } from "@/lib/effects/ports";
import type { WorkflowDefinition } from "@/lib/engine/definition/definition";
import type { Effect, Json } from "@/lib/engine/types";
import type { AgentScript, FoundScript, TestAgents } from "./agents";
import { codeInProcess } from "./code-in-process";
import type { MemoryStore } from "./memory-store";
import { type HttpScript, httpAsked, httpResponse, type ModelScript, modelReply, type Scripts } from "./scripts";

export interface Outside {
  /** What each assistant answers, by its name. */
  models?: Record<string, ModelScript>;
  /** What each http step is answered, by its name. */
  http?: Record<string, HttpScript>;
  /** What each agent answers, by the name (or address) that its step gives. */
  agents?: Record<string, AgentScript>;
  /** Whom each agents step finds, by its name. */
  found?: Record<string, FoundScript>;
}

interface Given extends Outside {
  scripts: Scripts;
  store: MemoryStore;
  remote: TestAgents;
  definitions(): WorkflowDefinition[];
  readFile: EffectPorts["readFile"];
  /** Dies where the test planned it. */
  beforeRecording(key: string): void;
}

/** The product's effects, with scripts in place of models and other services. */
export function scriptedEffects(
  { models = {}, http = {}, agents = {}, found = {}, scripts, store, ...given }: Given,
  step: string,
): EffectPorts {
  return {
    model: {
      complete: (request) => {
        const cure = `Give it answers: models: { ${request.model}: ["..."] } or a function of its messages.`;
        const asked = scripts.play(`The assistant ${request.model}`, models[request.model], request.messages, cure);
        return modelReply(asked, request);
      },
    },
    defaultModel: "none",
    modelTimeoutMs: 60_000,
    // Whatever assistant a step names is there; its answers are found under its name.
    assistants: new Proxy(new Map(), {
      get: (_, method) =>
        method === "get" ? (name: string) => ({ name, title: name, instructions: "", model: name }) : undefined,
    }),
    commentsOf: store.commentsOf,
    async sendRequest(request) {
      const cure = `Give it answers: http: { ${step}: [{ body: {} }] } or a function of the request.`;
      return httpResponse(await scripts.play(`The http step ${step}`, http[step], httpAsked(request), cure));
    },
    code: codeInProcess(given.definitions),
    agents: given.remote.directory({ agents, found, step, scripts }),
    readFile: given.readFile,
    journal: {
      recall: store.journal.recall,
      async record(effect: Effect, key: string, value: Json) {
        given.beforeRecording(key);
        return store.journal.record(effect, key, value);
      },
    },
  };
}
