/** Unwinds a function that has to wait for an answer. It is no failure: let it pass through `catch`. */
export class Suspension extends Error {
  override name = "Suspension";
  constructor(readonly keys: string[]) {
    super(`Waiting for an answer to ${keys.map((key) => `"${key}"`).join(", ")}. Let this error pass.`);
  }
}

const DEEPEST = 10;

/** True for a suspension, and for errors that name one as their cause. */
export function isSuspension(error: unknown, depth = 0): boolean {
  if (error instanceof Suspension) return true;
  if (!(error instanceof Error) || depth === DEEPEST) return false;
  const inside = error instanceof AggregateError ? [...error.errors, error.cause] : [error.cause];
  return inside.some((cause) => isSuspension(cause, depth + 1));
}
