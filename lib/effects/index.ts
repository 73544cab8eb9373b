import type { EffectPorts, EffectRequest, EffectResult } from "./ports";
import { performPrompt } from "./prompt";

/** Performs one attempt of an effect. Rejects with an `EffectFailure`. */
export function performEffect(ports: EffectPorts, request: EffectRequest): Promise<EffectResult> {
  return performPrompt(ports, request);
}
