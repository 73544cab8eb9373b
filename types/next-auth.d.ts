import type { Role } from "@/lib/words/people";

declare module "next-auth" {
  /** What /api/auth/session answers; `user` is absent when nobody is signed in any more. */
  interface Session {
    expires: string;
    user?: { id?: string; name?: string; email?: string; role?: Role };
  }
}
