import { decode } from "next-auth/jwt";
import { holdpoint } from "@/lib/app";
import { isId } from "@/lib/words/ids";
import type { Principal } from "@/lib/words/people";

/** Cookies are `Secure`, and named so, exactly when people reach us over https. */
export const secureCookies = () => holdpoint().settings.publicUrl.startsWith("https:");

export const sessionCookieName = () => `${secureCookies() ? "__Secure-" : ""}next-auth.session-token`;

export interface Session {
  principal: Principal;
  /** When it ends by itself. */
  until: Date;
}

/**
 * Whose session a cookie is, read from the database each time: the cookie names a user, a session and its end, nothing
 * else, so a changed role, a removed person or an ended session counts from the next request on. Null for no, an expired or a
 * forged cookie.
 */
export async function sessionOf(cookie: string | undefined, reviewId?: string): Promise<Session | null> {
  if (!cookie) return null;
  const { settings, identity } = holdpoint();
  const token = await decode({ token: cookie, secret: settings.secret }).catch(() => null);
  const { sub: userId, sid: sessionId, until } = token ?? {};
  if (typeof userId !== "string" || typeof sessionId !== "string" || typeof until !== "number") return null;
  if (until * 1000 <= Date.now()) return null;
  if (!isId(userId) || !isId(sessionId)) return null;
  const principal = await identity.bySession({ userId, sessionId }, reviewId);
  return principal && { principal, until: new Date(until * 1000) };
}
