/**
 * - `model_rate_limited`: 429; wait and try again.
 * - `model_unavailable`: not reachable, 408, 409, 5xx, or an error inside the stream.
 * - `model_timeout`: no connection, no first piece, a stream gone silent, or the whole took too long.
 * - `model_cut_off`: the answer ended before the model said that it was done.
 * - `model_empty`: an answer without text.
 * - `model_bad_reply`: something else than the protocol: a web page, broken JSON, far too much.
 * - `model_refused`: 4xx (wrong key, unknown model, bad request), no credit, or a content filter.
 * - `model_aborted`: the caller's signal.
 */
export type ModelErrorCode =
  | "model_rate_limited"
  | "model_unavailable"
  | "model_timeout"
  | "model_cut_off"
  | "model_empty"
  | "model_bad_reply"
  | "model_refused"
  | "model_aborted";

/** Why a model gave no answer. `message` is one sentence for a person and holds no secrets. */
export class ModelError extends Error {
  readonly code: ModelErrorCode;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  /** Milliseconds the server asked for before the next try. */
  readonly retryAfterMs?: number;

  constructor(code: ModelErrorCode, message: string, how: { retryable: boolean; retryAfterMs?: number }) {
    super(message);
    this.name = "ModelError";
    this.code = code;
    this.retryable = how.retryable;
    this.retryAfterMs = how.retryAfterMs;
  }
}

const CUT_OFF = "The model's answer was cut off before its end.";

export const failures = {
  aborted: () => new ModelError("model_aborted", "The request to the model was stopped.", { retryable: false }),
  tookTooLong: (seconds: number) =>
    new ModelError("model_timeout", `The model did not finish its answer within ${duration(seconds)}.`, {
      retryable: true,
    }),
  notStarted: () => new ModelError("model_unavailable", "The model's server did not start.", { retryable: true }),
  noAnswer: () => new ModelError("model_timeout", "The model's server did not answer in time.", { retryable: true }),
  wentSilent: (seconds: number) =>
    new ModelError("model_timeout", `The model stopped writing in the middle for ${duration(seconds)}.`, {
      retryable: true,
    }),
  cutOff: () => new ModelError("model_cut_off", CUT_OFF, { retryable: true }),
  empty: () => new ModelError("model_empty", "The model answered without any text.", { retryable: true }),
  badReply: (why = "something that is not a model's answer; check the address of the model's server") =>
    new ModelError("model_bad_reply", `The model's server sent ${why}.`, { retryable: true }),
  filtered: () =>
    new ModelError("model_refused", "The model's server withheld the answer because of its content rules.", {
      retryable: false,
    }),
};

function duration(seconds: number): string {
  const rounded = seconds < 1 ? Number(seconds.toFixed(2)) : Math.round(seconds);
  return rounded === 1 ? "1 second" : `${rounded} seconds`;
}
