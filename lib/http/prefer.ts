import { invalid } from "@/lib/errors";

/** Longest time an answer is held, in seconds. */
const longestWait = 60;

/**
 * Seconds of `Prefer: wait=N` (RFC 7240); null when it was not asked for. Other preferences are not ours
 * to refuse. Throws `invalid` for anything but a whole number from 0 to 60.
 */
export function preferredWait(headers: Headers): number | null {
  const asked = waitPreference(headers);
  if (asked === null) return null;
  const seconds = /^\d{1,4}$/.test(asked) ? Number(asked) : Number.NaN;
  if (seconds <= longestWait) return seconds;
  throw invalid([
    { field: "Prefer", message: `Prefer: wait takes a whole number of seconds from 0 to ${longestWait}.` },
  ]);
}

/** Says in the answer that the preference was honoured. */
export function preferenceApplied(headers: Headers): Record<string, string> {
  const asked = waitPreference(headers);
  return asked !== null && /^\d{1,4}$/.test(asked) ? { "Preference-Applied": `wait=${Number(asked)}` } : {};
}

function waitPreference(headers: Headers): string | null {
  for (const preference of (headers.get("prefer") ?? "").split(",")) {
    const [name = "", value = ""] = (preference.split(";")[0] ?? "").split("=", 2);
    if (name.trim().toLowerCase() === "wait") return value.trim().replace(/^"(.*)"$/, "$1");
  }
  return null;
}
