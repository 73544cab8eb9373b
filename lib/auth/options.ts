import { randomUUID } from "node:crypto";
import type { AuthOptions } from "next-auth";
import { decode, type JWT } from "next-auth/jwt";
import { holdpoint } from "@/lib/app";
import { sessionSeconds } from "@/lib/contract/sign-in";
import { secureCookies, sessionOf } from "@/lib/http/session-cookie";
import { shownText } from "@/lib/markdown/hidden-characters";
import { isStorable } from "@/lib/text/is-storable";
import { isId } from "@/lib/words/ids";
import { adapter } from "./adapter";
import { askForLink } from "./ask-for-link";
import { samePath } from "./next-path";
import { providers } from "./providers";

/**
 * next-auth's options. Made for each request: what they depend on is known only when Holdpoint runs. `next`: where a
 * link leads that this request asks for.
 */
export function authOptions({ next }: { next?: string } = {}): AuthOptions {
  const { settings, identity, signIn, demo } = holdpoint();
  return {
    providers: providers(),
    // Who asks for a link is looked up after they have been answered.
    ...(demo ? {} : { adapter: next === undefined ? adapter() : { ...adapter(), getUserByEmail: async () => null } }),
    secret: settings.secret,
    useSecureCookies: secureCookies(),
    session: { strategy: "jwt", maxAge: sessionSeconds },
    // Of a session that has ended next-auth makes no new one.
    jwt: { decode: async (given) => ((await sessionOf(given.token)) ? decode(given) : null) },
    events: {
      async signOut({ token }) {
        // None where the session had ended already.
        const sid = (token as JWT | null)?.sid;
        if (typeof sid === "string" && isId(sid)) await signIn.endSession(sid);
      },
    },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in", verifyRequest: "/sign-in?sent=1" },
    // What went wrong, but nothing of what was sent: that may sign somebody in.
    logger: {
      error(code, metadata) {
        // That a cookie is expired, ended or forged is nobody's failure.
        if (code !== "JWT_SESSION_ERROR") console.error(`Signing in failed (${code}). ${reasonOf(metadata)}`);
      },
      warn: () => undefined,
      debug: () => undefined,
    },
    callbacks: {
      async signIn({ user, account, email }) {
        if (account?.provider === "demo") return true;
        const address = user.email?.toLowerCase() ?? "";
        if (!email?.verificationRequest) return isStorable(address) && signIn.admit(address, kept(user.name));
        if (next !== undefined) askForLink(address, next);
        return `${settings.publicUrl}/sign-in?sent=1`;
      },
      // The cookie names a user, their session and its end, and says nothing else about them. With `user` they sign in;
      // whenever else next-auth writes it anew, none of the three changes.
      jwt: ({ token, user }) => ({ sub: token.sub, ...(user ? newSession() : { sid: token.sid, until: token.until }) }),
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

const newSession = () => ({ sid: randomUUID(), until: Math.floor(Date.now() / 1000) + sessionSeconds });

/** A name as its provider says it: nothing hides in it, wherever it is shown. */
const kept = (name: string | null | undefined) => (name ? shownText(name.toWellFormed()) : undefined);

function reasonOf(metadata: Error | Record<string, unknown>): string {
  const { error } = metadata as { error?: unknown };
  const cause = error instanceof Error ? error : metadata;
  return cause instanceof Error ? (cause.message.split("\n", 1)[0]?.slice(0, 300) ?? "") : "";
}
