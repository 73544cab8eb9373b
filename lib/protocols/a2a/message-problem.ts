/** What the SDK's decoders would stumble over, or read as something else; null where they read what was written. */
export function messageProblem(params: unknown): string | null {
  if (!isRecord(params) || params.message === undefined) return null;
  const { message } = params;
  // A list of none may be left out.
  const parts = isRecord(message) ? (message.parts ?? []) : null;
  if (!isRecord(message) || !Array.isArray(parts) || !parts.every(isRecord))
    return "message must be an object whose parts are a list of objects.";
  const wrong = ["messageId", "taskId", "contextId"].find((name) => isWrong(message[name]));
  if (wrong) return `message.${wrong} must be text.`;
  const part = parts.findIndex(({ text }) => isWrong(text));
  return part === -1 ? null : `message.parts[${part}].text must be text.`;
}

const isWrong = (value: unknown) => value !== undefined && value !== null && typeof value !== "string";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
