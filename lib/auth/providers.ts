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
    async authorize(credentials) {
      const { demo, identity } = holdpoint();
      const person = demo?.people.find(({ email }) => email === credentials?.email);
      if (!person) return null;
      const principal = await identity.byEmail(person.email);
      return principal && { id: principal.userId, name: principal.name, email: principal.email };
    },
  });
}
