import { performEffect } from "@/lib/effects";
import { EffectFailure } from "@/lib/effects/failure";
import type { EffectPorts, EffectRequest } from "@/lib/effects/ports";
import type { EngineEvent } from "@/lib/engine/events";
import { storable } from "@/lib/engine/storable";
import type { Effect } from "@/lib/engine/types";
import { failpoint } from "@/lib/failpoints";

type EffectEvent = Extract<EngineEvent, { type: "effect.succeeded" | "effect.failed" | "effect.suspended" }>;

/** One attempt, and what came of it; null when it was cut off, and somebody else will make the next. */
export async function attemptEffect(ports: EffectPorts, request: EffectRequest): Promise<EffectEvent | null> {
  const { effect, signal } = request;
  try {
    failpoint("before effect");
    const result = await performEffect(ports, request);
    failpoint("after effect");
    if ("asks" in result) {
      const { asks, input, draft } = result;
      return { type: "effect.suspended", ...idsOf(effect), asks, input: storable(input), draft };
    }
    const { by, usage } = result;
    return {
      type: "effect.succeeded",
      ...idsOf(effect),
      by,
      usage,
      output: storable(result.output),
      input: storable(result.input),
    };
  } catch (cause) {
    if (signal.aborted) return null;
    const { error, input } = EffectFailure.from(cause);
    return { type: "effect.failed", ...idsOf(effect), error, input: storable(input) };
  }
}

/** Results say of which visit and which lease they are. */
export const idsOf = ({ seq, epoch }: Effect) => ({ seq, epoch });
