import { performAgent } from "./agent";
import { searchAgents } from "./agent-search";
import { performCode } from "./code";
import { performHttp } from "./http";
import type { EffectOutcome, EffectPorts, EffectRequest } from "./ports";
import { performPrompt } from "./prompt";

/** Performs one attempt of an effect. Rejects with an `EffectFailure`. */
export function performEffect(ports: EffectPorts, request: EffectRequest): Promise<EffectOutcome> {
  const { step, ...rest } = request;
  switch (step.kind) {
    case "prompt":
      return performPrompt(ports, { ...rest, step });
    case "http":
      return performHttp(ports, { ...rest, step });
    case "code":
      return performCode(ports, { ...rest, step });
    case "agent":
      return performAgent(ports, { ...rest, step });
    case "agents":
      return searchAgents(ports, { ...rest, step });
  }
}
