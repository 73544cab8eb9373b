import { holdpoint } from "@/lib/app";
import { principalOfSession, sessionCookieName } from "@/lib/auth/session-cookie";
import { HoldpointError } from "@/lib/errors";
import type { Principal } from "@/lib/views/people";
import type { ApiRequest } from "./api-request";
import { senderOf } from "./client-address";
import { takeTurn } from "./rate-limit";

export interface Caller {
  principal: Principal;
  /** A token is sent on purpose; a cookie is sent by any page that makes the browser do it. */
  by: "token" | "cookie";
  /** Who is counted for rate limits, and whose idempotency keys these are. */
  key: string;
}

/** What tells who sent a request. */
export type Credentials = Pick<ApiRequest, "headers" | "cookies">;

/** Who sent this request. A token counts before a cookie, also when it is wrong. Throws `unauthenticated`. */
export async function authenticate(request: Credentials): Promise<Caller> {
  const token = bearerToken(request.headers);
  const principal = token === null ? await fromCookie(request) : await fromToken(token);
  if (principal) {
    const key = principal.tokenId ? `token:${principal.tokenId}` : `user:${principal.userId}`;
    return { principal, by: token === null ? "cookie" : "token", key };
  }
  await takeTurn(`address:${senderOf(request.headers)}`);
  throw new HoldpointError(
    "unauthenticated",
    token === null
      ? "Please sign in, or send an API token: Authorization: Bearer <token>."
      : "This API token is unknown, expired or revoked.",
  );
}

/** Null when the request has no bearer token; other schemes are not ours. */
function bearerToken(headers: Headers): string | null {
  const [, token] = /^bearer(?: +(.*))?$/i.exec(headers.get("authorization") ?? "") ?? [null, null];
  return token === undefined ? "" : token;
}

const fromToken = (token: string) => (/^[\x21-\x7e]{1,512}$/.test(token) ? holdpoint().identity.byToken(token) : null);

const fromCookie = (request: Credentials) => principalOfSession(request.cookies.get(sessionCookieName())?.value);

/** Asks the database again: false once the request's token or session no longer counts. For streams. */
export async function stillAllowed(request: Credentials): Promise<boolean> {
  try {
    await authenticate(request);
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === "unauthenticated") return false;
    throw error;
  }
}
