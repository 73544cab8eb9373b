import type { AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { holdpoint } from "@/lib/app";

type Provider = AuthOptions["providers"][number];

/** Every way to sign in. More kinds are added here, each under the settings that switch it on. */
export function providers(): Provider[] {
  return holdpoint().demo ? [demoProvider()] : [];
}

/** One click to be one of the demo's people. There is no password: the demo listens on loopback only. */
function demoProvider(): Provider {
  return Credentials({
    id: "demo",
    name: "Demo",
    credentials: { email: { label: "E-mail", type: "email" } },
    async authorize(credentials, request) {
      const { demo, identity, settings } = holdpoint();
      const person = demo?.people.find(({ email }) => email === credentials?.email);
      if (!person || !isOwnHost(request.headers?.host, settings.publicUrl)) return null;
      const principal = await identity.byEmail(person.email);
      return principal && { id: principal.userId, name: principal.name, email: principal.email };
    },
  });
}

/**
 * A site on the internet can let its own name point to 127.0.0.1 and so reach this sign-in from a
 * visitor's browser; the browser then says that site's name in `Host`.
 */
export function isOwnHost(host: unknown, publicUrl: string): boolean {
  if (typeof host !== "string" || !URL.canParse(`http://${host}`)) return false;
  const { hostname } = new URL(`http://${host}`);
  return /^(localhost|\[::1\]|127(\.\d+){3})$/.test(hostname) || host === new URL(publicUrl).host;
}
