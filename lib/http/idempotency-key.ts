import { createHash } from "node:crypto";
import { invalid } from "@/lib/errors";
import type { Principal } from "@/lib/words/people";
import { parseJson, type RawBody } from "./body";
import { unsafeParts } from "./json-safety";

/** The header's value; null without one. Throws `invalid` for anything but 1 to 255 printable ASCII characters. */
export function idempotencyKey(headers: Headers): string | null {
  const key = headers.get("idempotency-key");
  if (key === null || /^[\x20-\x7e]{1,255}$/.test(key)) return key;
  const message = "Idempotency-Key takes 1 to 255 printable ASCII characters.";
  throw invalid([{ field: "Idempotency-Key", message }]);
}

/**
 * Tells bodies apart: SHA-256 of the JSON with its keys in order, so that spaces and the order of keys
 * make no difference; of the bytes themselves when they are not JSON that we would accept. Of the caller's rights too: a
 * first answer may show what they may not see any more.
 */
export function bodyHash(body: RawBody, by?: Pick<Principal, "role" | "teamIds">): string {
  return createHash("sha256")
    .update(by ? JSON.stringify([by.role, ...by.teamIds.toSorted()]) : "")
    .update(canonical(body) ?? body.bytes)
    .digest("hex");
}

function canonical(body: RawBody): string | null {
  try {
    const value = parseJson(body);
    return unsafeParts(value).length > 0 ? null : JSON.stringify(value, inOrder);
  } catch {
    return null;
  }
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
