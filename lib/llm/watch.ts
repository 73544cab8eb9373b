export type StopCause = "aborted" | "took-too-long" | "went-silent" | null;

/** One signal for everything that can end a request from our side, and the reason it did. */
export interface Watch {
  signal: AbortSignal;
  /** Call on every sign of life once the answer has begun; silence counts from the last one. */
  heard(): void;
  /** The answer is complete; whatever the server still has to say must come within `graceMs`. */
  wrapUp(graceMs: number): void;
  cause(): StopCause;
  /** Ends the watch, and the connection if it is still open. */
  close(): void;
}

/** The longest time a Node timer can hold. */
export const LONGEST_MS = 2 ** 31 - 1;

export function watchRequest(limits: { timeoutMs: number; idleMs: number; signal?: AbortSignal }): Watch {
  const controller = new AbortController();
  let cause: StopCause = null;
  let idle: ReturnType<typeof setTimeout> | undefined;
  let idleMs = limits.idleMs;

  const close = () => {
    clearTimeout(total);
    clearTimeout(idle);
    limits.signal?.removeEventListener("abort", onAbort);
    controller.abort();
  };
  const end = (why: StopCause) => {
    cause ??= why;
    close();
  };
  const onAbort = () => end("aborted");
  const total = setTimeout(() => end("took-too-long"), Math.min(limits.timeoutMs, LONGEST_MS));
  if (limits.signal?.aborted) onAbort();
  else limits.signal?.addEventListener("abort", onAbort, { once: true });

  const heard = () => {
    clearTimeout(idle);
    if (!controller.signal.aborted) idle = setTimeout(() => end("went-silent"), Math.min(idleMs, LONGEST_MS));
  };
  return {
    signal: controller.signal,
    heard,
    wrapUp(graceMs) {
      idleMs = Math.min(idleMs, graceMs);
      heard();
    },
    cause: () => cause,
    close,
  };
}
