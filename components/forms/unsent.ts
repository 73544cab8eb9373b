import type { Attempt } from "@/components/api/attempt";
import type { RawValues } from "./values";

/** What somebody typed and has not sent, kept in this browser per person and form. */
export interface Unsent {
  values: RawValues;
  /** The last try to send it. */
  attempt: Attempt | null;
}

const prefix = "holdpoint.unsent.1";

export const unsentKey = {
  review: (userId: string, reviewId: string) => `${prefix}.review.${reviewId}.${userId}`,
  agent: (userId: string, agentId: string) => `${prefix}.agent.${agentId}.${userId}`,
  chat: (userId: string, threadId: string) => `${prefix}.chat.${threadId}.${userId}`,
  start: (userId: string, workflow: string) => `${prefix}.start.${workflow}.${userId}`,
};

/** Storage may be full, switched off or hold anything: then there is simply nothing kept. */
export function readUnsent(key: string): Unsent | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return isUnsent(kept) ? kept : null;
  } catch {
    return null;
  }
}

export function keepUnsent(key: string, unsent: Unsent): void {
  try {
    localStorage.setItem(key, JSON.stringify(unsent));
  } catch {
    // The text is still on the page.
  }
}

export function forgetUnsent(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept then.
  }
}

function isUnsent(value: unknown): value is Unsent {
  if (typeof value !== "object" || value === null || !("values" in value) || !("attempt" in value)) return false;
  const { values, attempt } = value;
  const plain = typeof values === "object" && values !== null && !Array.isArray(values);
  return plain && Object.values(values).every(isRaw) && (attempt === null || isAttempt(attempt));
}

const isRaw = (value: unknown) => typeof value === "string" || typeof value === "boolean";

const isAttempt = (value: unknown): value is Attempt =>
  typeof value === "object" && value !== null && "content" in value && "key" in value && typeof value.key === "string";
