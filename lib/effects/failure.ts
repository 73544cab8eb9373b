import type { EffectError, Json } from "@/lib/engine/types";

/** An effect that did not succeed, in the engine's terms. */
export class EffectFailure extends Error {
  constructor(
    readonly error: EffectError,
    readonly input?: Json,
  ) {
    super(error.message);
    this.name = "EffectFailure";
  }

  /** Errors that say whether they may be tried again (a `ModelError`) keep their word; others may. */
  static from(cause: unknown, input?: Json): EffectFailure {
    if (cause instanceof EffectFailure) return cause;
    const { code, message, retryable, retryAfterMs } = cause as Partial<EffectError>;
    const said = message ?? String(cause);
    if (typeof code === "string" && typeof retryable === "boolean") {
      return new EffectFailure({ code, message: said, retryable, retryAfterMs }, input);
    }
    return new EffectFailure({ code: "effect_failed", message: said, retryable: true }, input);
  }
}
