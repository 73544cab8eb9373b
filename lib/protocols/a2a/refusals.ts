import { randomUUID } from "node:crypto";
import { A2AError, RequestMalformedError, TaskNotFoundError, UnsupportedOperationError } from "@a2a-js/sdk/errors";
import { type HoldpointError, isHoldpointError } from "@/lib/errors";
import { isUnavailable } from "@/lib/unavailable";

/**
 * How this door says no: the protocol's own errors, our sentence, and in the metadata our code with what it knows.
 * Whatever is not a refusal is logged under an id, and the answer says nothing about it.
 */
export function a2aError(error: unknown): A2AError {
  if (error instanceof A2AError) return error;
  if (isHoldpointError(error)) return refusal(error);
  if (isUnavailable(error)) {
    console.error(`holdpoint: a2a: the database can't be reached: ${(error as Error).message}`);
    const message = "The database does not answer just now. Please send the same message again in a moment.";
    return new A2AError({ message, metadata: { code: "unavailable" } });
  }
  const id = randomUUID();
  console.error(`holdpoint: error ${id} in a2a:`, error);
  return new A2AError(`Something went wrong on our side. It is in the log as ${id}.`);
}

function refusal({ code, message, details }: HoldpointError): A2AError {
  const options = { message, metadata: { code, ...texts(details) } };
  switch (code) {
    case "not_found":
      return new TaskNotFoundError(options);
    case "invalid":
    case "malformed":
    case "unknown_workflow":
      return new RequestMalformedError(options);
    case "idempotency_mismatch":
      return new RequestMalformedError({
        ...options,
        message: "This messageId was used for another message. Use a new one for a new message. Nothing was changed.",
      });
    case "unavailable":
      return new A2AError(options);
    default:
      return new UnsupportedOperationError(options);
  }
}

/** True for a refusal that will pass: when the database is back, or the caller has closed a stream. */
export const isForLater = (error: unknown) =>
  ["unavailable", "rate_limited"].includes(a2aCode(error) ?? "") || isUnavailable(error);

const a2aCode = (error: unknown) =>
  error instanceof A2AError ? error.metadata?.code : isHoldpointError(error) ? error.code : null;

/** Metadata of an error holds text only. */
function texts(details: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

export const noSuchTask = () => new TaskNotFoundError("There is no such task.");
