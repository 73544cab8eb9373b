import type { EffectError } from "@/lib/engine/types";

/** Why a code step gave no result, with a code of its own. */
export class CodeFailure extends Error {
  override name = "CodeFailure";
  readonly code: string;
  readonly retryable: boolean;

  constructor(code: string, message: string, retryable = false) {
    super(message);
    this.code = code;
    this.retryable = retryable;
  }
}

/** Plain data, which crosses threads. Errors that say whether to try again keep their word; others may be tried. */
export function toEffectError(cause: unknown): EffectError {
  const { code, message, retryable, retryAfterMs } = (cause ?? {}) as Partial<EffectError>;
  const said = typeof message === "string" ? message : String(cause);
  if (typeof code !== "string" || typeof retryable !== "boolean")
    return { code: "code_failed", message: said, retryable: true };
  return { code, message: said, retryable, ...(typeof retryAfterMs === "number" ? { retryAfterMs } : {}) };
}
