import { HoldpointError } from "@/lib/errors";

/**
 * Refuses a write that a browser may have sent for a page of another site, with the cookie of ours.
 * Browsers say where a write comes from; one that says nothing is not let in on a cookie.
 */
export function requireSameOrigin(headers: Headers, publicUrl: string): void {
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  const fromHere = origin === null ? site === "same-origin" : ownOrigins(headers, publicUrl).includes(origin);
  if (fromHere && (site === null || site === "same-origin" || site === "none")) return;
  throw new HoldpointError(
    "forbidden",
    "This request came with a session cookie, but not from a page of this Holdpoint. Nothing was changed.",
  );
}

/** The configured address, and the one the request was sent to (localhost and 127.0.0.1 are both ours). */
function ownOrigins(headers: Headers, publicUrl: string): string[] {
  const { origin, protocol } = new URL(publicUrl);
  return [origin, `${protocol}//${headers.get("host")}`];
}
