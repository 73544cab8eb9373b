import type { IncomingHttpHeaders } from "node:http";

/** The server sets it on every request, whatever the client said: under load it is long until a handler begins. */
const NAME = "x-holdpoint-arrived-at";

export function noteArrival(headers: IncomingHttpHeaders): void {
  headers[NAME] = String(performance.now());
}

/** When a request came in, as `performance.now()`. */
export function arrivalOf(headers: Headers): number {
  const noted = Number(headers.get(NAME) ?? Number.NaN);
  return Number.isFinite(noted) ? noted : performance.now();
}
