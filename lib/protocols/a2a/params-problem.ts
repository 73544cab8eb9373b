/** Whatever their place, these are text. The SDK's decoders make "[object Object]" of anything else. */
const TEXTS = new Set(
  "id name tenant taskId contextId messageId text url token scheme credentials pageToken".split(" "),
);

/** What is in these is the caller's own JSON. */
const FREE = new Set(["data", "metadata"]);

/** What the SDK's decoders would stumble over, or read as something else; null where they read what was written. */
export function paramsProblem(params: unknown): string | null {
  if (!isRecord(params)) return null;
  const { message } = params;
  // A list of none may be left out.
  if (message !== undefined && !(isRecord(message) && isListOfRecords(message.parts ?? [])))
    return "message must be an object whose parts are a list of objects.";
  return textProblem(params, "");
}

function textProblem(value: Record<string, unknown>, at: string): string | null {
  for (const [name, inner] of Object.entries(value)) {
    const place = `${at}${name}`;
    if (inner === undefined || inner === null || FREE.has(name)) continue;
    if (TEXTS.has(name) && typeof inner !== "string") return `${place} must be text.`;
    const entries = Array.isArray(inner)
      ? inner.map((one, index) => [`${place}[${index}].`, one])
      : [[`${place}.`, inner]];
    for (const [below, one] of entries) {
      const problem = isRecord(one) ? textProblem(one, below) : null;
      if (problem) return problem;
    }
  }
  return null;
}

const isListOfRecords = (value: unknown) => Array.isArray(value) && value.every(isRecord);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
