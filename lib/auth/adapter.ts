import type { Adapter, AdapterUser } from "next-auth/adapters";
import { holdpoint } from "@/lib/app";

/**
 * What next-auth asks about people. They are who their verified address says: which way they came in is kept
 * nowhere, and nobody is made here (`signIn.admit` does that).
 */
export function adapter(): Adapter {
  const { identity, signIn } = holdpoint();
  const person = async (find: ReturnType<typeof identity.byEmail>): Promise<AdapterUser | null> => {
    const found = await find;
    return found && { id: found.userId, email: found.email, name: found.name, emailVerified: null };
  };
  const byId = async (id: string) => {
    const found = await person(identity.byUserId(id));
    if (!found) throw new Error("There is no such person.");
    return found;
  };
  return {
    // Whoever signs in anew is who the address says, not who the browser was before.
    getUser: async () => null,
    getUserByAccount: async () => null,
    getUserByEmail: (email) => person(identity.byEmail(email)),
    updateUser: ({ id }) => byId(id),
    linkAccount: async () => undefined,
    // next-auth wants it where there are links; they are made in ask-for-link.ts.
    createVerificationToken: async () => null,
    async useVerificationToken({ token }) {
      const used = await signIn.useToken(token);
      return used && { identifier: used.email, token, expires: used.expiresAt };
    },
  };
}
