import { CodeFailure } from "./code-failure";

/** A value as JSON text; nothing is `null`. Throws `result_not_json` or `result_too_large`. */
export function jsonText(value: unknown, what: string, maxBytes: number): string {
  let json: string | undefined;
  try {
    json = JSON.stringify(value ?? null);
  } catch (cause) {
    throw new CodeFailure("result_not_json", `${what} can't be kept: ${(cause as Error).message}`);
  }
  if (json === undefined)
    throw new CodeFailure("result_not_json", `${what} can't be kept: a ${typeof value} is no JSON.`);
  const bytes = Buffer.byteLength(json);
  if (bytes <= maxBytes) return json;
  throw new CodeFailure(
    "result_too_large",
    `${what} has ${inMegabytes(bytes)}; at most ${inMegabytes(maxBytes)} can be kept. Store large data elsewhere and return where it is.`,
  );
}

const inMegabytes = (bytes: number) => (bytes < 100_000 ? `${bytes} bytes` : `${(bytes / 1_000_000).toFixed(1)} MB`);
