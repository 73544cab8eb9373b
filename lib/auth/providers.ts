import type { AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import type { EmailConfig } from "next-auth/providers/email";
import GitHub from "next-auth/providers/github";
import { holdpoint } from "@/lib/app";
import type { OidcSettings } from "@/lib/contract/sign-in";
import { LINK_MINUTES } from "./ask-for-link";

type Provider = AuthOptions["providers"][number];

/** Every way to sign in that is set up; in the demo its people. */
export function providers(): Provider[] {
  const { demo, signIn } = holdpoint();
  if (demo) return [demoProvider()];
  return [
    ...(signIn.mail ? [mailProvider()] : []),
    ...(signIn.github ? [gitHubProvider(signIn.github)] : []),
    ...(signIn.oidc ? [oidcProvider(signIn.oidc)] : []),
  ];
}

/** One click to be one of the demo's people. There is no password: the demo listens on loopback only. */
function demoProvider(): Provider {
  return Credentials({
    id: "demo",
    name: "Demo",
    credentials: { email: { label: "E-mail", type: "email" } },
    async authorize(credentials) {
      const { demo, identity } = holdpoint();
      const person = demo?.people.find(({ email }) => email === credentials?.email);
      if (!person) return null;
      const principal = await identity.byUserId(person.id);
      return principal && { id: principal.userId, name: principal.name, email: principal.email };
    },
  });
}

/** A plain object: next-auth's own brings an older mail library with it. */
function mailProvider(): EmailConfig {
  return {
    id: "email",
    type: "email",
    name: "Email",
    maxAge: LINK_MINUTES * 60,
    from: "",
    server: "",
    options: {},
    // Links are made and mailed by ask-for-link.ts.
    sendVerificationRequest: async () => undefined,
  };
}

interface GitHubEmail {
  email: string;
  primary: boolean;
  verified: boolean;
}

function gitHubProvider({ id, secret }: { id: string; secret: string }): Provider {
  const provider = GitHub({ clientId: id, clientSecret: secret, allowDangerousEmailAccountLinking: true });
  return {
    ...provider,
    userinfo: {
      url: "https://api.github.com/user",
      // The address of a profile may be any; the list of addresses says which is verified.
      async request({ client, tokens }) {
        const profile = await client.userinfo(tokens.access_token ?? "");
        const answer = await fetch("https://api.github.com/user/emails", {
          headers: { Authorization: `Bearer ${tokens.access_token}` },
        });
        const emails = answer.ok ? ((await answer.json()) as GitHubEmail[]) : [];
        const email = emails.find(({ primary, verified }) => primary && verified)?.email;
        return { ...profile, email: email?.toLowerCase() ?? "" };
      },
    },
  };
}

interface OidcProfile {
  sub: string;
  name?: string;
  email?: string;
  email_verified?: boolean | string;
}

function oidcProvider({ issuer, id, secret, name, trustEmail }: OidcSettings): Provider {
  return {
    id: "oidc",
    name,
    type: "oauth",
    wellKnown: `${issuer}/.well-known/openid-configuration`,
    clientId: id,
    clientSecret: secret,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    // Safe because only addresses that were verified get this far.
    allowDangerousEmailAccountLinking: true,
    profile(profile: OidcProfile) {
      const verified = trustEmail || String(profile.email_verified) === "true";
      return { id: profile.sub, name: profile.name, email: verified ? profile.email?.toLowerCase() : "" };
    },
  };
}
