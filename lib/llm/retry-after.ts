/**
 * Milliseconds that a server asked us to wait: `retry-after-ms`, or `Retry-After` as seconds or as an
 * HTTP date. Undefined when it said nothing that can be read.
 */
export function readRetryAfter(headers: Headers | undefined, now = Date.now()): number | undefined {
  const exact = headers?.get("retry-after-ms")?.trim();
  if (exact && isNumber(exact)) return toWait(Number(exact));
  const value = headers?.get("retry-after")?.trim();
  if (!value) return undefined;
  if (isNumber(value)) return toWait(Number(value) * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : toWait(date - now);
}

const isNumber = (value: string) => /^-?\d+(\.\d+)?$/.test(value);
const toWait = (ms: number) => Math.max(0, Math.ceil(ms));
