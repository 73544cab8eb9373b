import type { AuthOptions } from "next-auth";
import { holdpoint } from "@/lib/app";
import { samePath } from "./next-path";
import { providers } from "./providers";
import { secureCookies, sessionSeconds } from "./session-cookie";

/** next-auth's options. Made for each request: what they depend on is known only when Holdpoint runs. */
export function authOptions(): AuthOptions {
  const { settings, identity } = holdpoint();
  return {
    providers: providers(),
    secret: settings.secret,
    useSecureCookies: secureCookies(),
    session: { strategy: "jwt", maxAge: sessionSeconds },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    callbacks: {
      // The cookie names a user and says nothing else about them.
      jwt: ({ token }) => ({ sub: token.sub }),
      async session({ session, token }) {
        const principal = token.sub ? await identity.byUserId(token.sub) : null;
        const { userId: id, name, email, role } = principal ?? {};
        return { expires: session.expires, user: principal ? { id, name, email, role } : undefined };
      },
      redirect: ({ url, baseUrl }) =>
        baseUrl + samePath(url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url),
    },
  };
}
