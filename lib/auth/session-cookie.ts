import { decode } from "next-auth/jwt";
import { holdpoint } from "@/lib/app";
import type { Principal } from "@/lib/views/people";

/** Days without signing in again. */
export const sessionSeconds = 30 * 24 * 60 * 60;

/** Cookies are `Secure`, and named so, exactly when people reach us over https. */
export const secureCookies = () => holdpoint().settings.publicUrl.startsWith("https:");

export const sessionCookieName = () => `${secureCookies() ? "__Secure-" : ""}next-auth.session-token`;

/**
 * Who a session cookie belongs to, read from the database each time: the cookie only names a user, so a
 * changed role or a removed person counts from the next request on. Null for no, an expired or a forged cookie.
 */
export async function principalOfSession(cookie: string | undefined): Promise<Principal | null> {
  if (!cookie) return null;
  const { settings, identity } = holdpoint();
  const token = await decode({ token: cookie, secret: settings.secret }).catch(() => null);
  return typeof token?.sub === "string" ? identity.byUserId(token.sub) : null;
}
