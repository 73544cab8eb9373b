import { performPrompt } from "./prompt";
import type { EffectPorts, EffectRequest, EffectResult } from "./ports";

/** Performs one attempt of an effect. Rejects with an `EffectFailure`. */
export function performEffect(ports: EffectPorts, request: EffectRequest): Promise<EffectResult> {
  return performPrompt(ports, request);
}
