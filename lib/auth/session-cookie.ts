import { decode } from "next-auth/jwt";
import { holdpoint } from "@/lib/app";
import type { Principal } from "@/lib/views/people";

/** Days without signing in again. */
export const sessionSeconds = 30 * 24 * 60 * 60;

/** Cookies are `Secure`, and named so, exactly when people reach us over https. */
export const secureCookies = () => holdpoint().settings.publicUrl.startsWith("https:");

export const sessionCookieName = () => `${secureCookies() ? "__Secure-" : ""}next-auth.session-token`;

export interface Session {
  principal: Principal;
  /** When it ends by itself. */
  until: Date;
}

/**
 * Whose session a cookie is, read from the database each time: the cookie only names a user, so a changed role or a
 * removed person counts from the next request on. Null for no, an expired or a forged cookie.
 */
export async function sessionOf(cookie: string | undefined): Promise<Session | null> {
  if (!cookie) return null;
  const { settings, identity } = holdpoint();
  const token = await decode({ token: cookie, secret: settings.secret }).catch(() => null);
  if (typeof token?.sub !== "string" || typeof token.exp !== "number") return null;
  const principal = await identity.byUserId(token.sub);
  return principal && { principal, until: new Date(token.exp * 1000) };
}
