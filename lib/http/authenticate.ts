import { holdpoint } from "@/lib/app";
import { HoldpointError } from "@/lib/errors";
import { sessionCookieName, sessionOf } from "@/lib/http/session-cookie";
import type { Principal } from "@/lib/words/people";
import type { ApiRequest } from "./api-request";
import { type RawBody, readBody } from "./body";
import { senderOf } from "./client-address";
import { takeTurn } from "./rate-limit";

export interface Caller {
  principal: Principal;
  /** A token is sent on purpose; a cookie is sent by any page that makes the browser do it. */
  by: "token" | "cookie";
  /** Who is counted for limits, and whose idempotency keys these are. */
  key: string;
  /** When the session ends by itself; null for tokens, whose end the database knows. */
  until: Date | null;
}

/** A body that takes longer than this may outlast its caller's right to send it. */
const SLOW_MS = 1_000;

/** What tells who sent a request. */
export type Credentials = Pick<ApiRequest, "headers" | "cookies">;

/**
 * Who sent this request, about a review if it is about one. A token counts before a cookie, also when it is wrong. Throws
 * `unauthenticated`.
 */
export async function authenticate(request: Credentials, reviewId?: string): Promise<Caller> {
  const token = bearerToken(request.headers);
  if (token === null) {
    const session = await sessionOf(request.cookies.get(sessionCookieName())?.value, reviewId);
    if (session) {
      const { principal, until } = session;
      return { principal, by: "cookie", key: `user:${principal.userId}`, until };
    }
  } else {
    const principal = await fromToken(token, reviewId);
    if (principal) return { principal, by: "token", key: `token:${principal.tokenId}`, until: null };
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

const fromToken = (token: string, reviewId: string | undefined) =>
  /^[\x21-\x7e]{1,512}$/.test(token) ? holdpoint().identity.byToken(token, reviewId) : null;

/** The body of a caller's request; who sends it slowly must still be who they were when all of it is there. */
export async function bodyOf(
  request: Pick<ApiRequest, "body">,
  { principal }: Pick<Caller, "principal">,
): Promise<RawBody> {
  const begun = performance.now();
  const raw = await readBody(request);
  if (performance.now() - begun > SLOW_MS) await confirm(principal);
  return raw;
}

/** For what comes after a while: throws `unauthenticated` when the caller is out, or has other rights than they came with. */
export async function confirm(principal: Principal): Promise<void> {
  if ((await holdpoint().standing.ask(principal)) === "same") return;
  throw new HoldpointError(
    "unauthenticated",
    "Your token, your session or your rights have changed. Nothing was done.",
  );
}
