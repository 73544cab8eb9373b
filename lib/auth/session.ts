import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { sessionCookieName, sessionOf } from "@/lib/http/session-cookie";
import type { Principal } from "@/lib/words/people";
import { samePath } from "./next-path";
import { pathHeader } from "./path-header";

/** Who is signed in on the page being rendered; read once per request. */
export const currentPrincipal: () => Promise<Principal | null> = cache(async () => {
  const jar = await cookies();
  return (await sessionOf(jar.get(sessionCookieName())?.value))?.principal ?? null;
});

/** The same, for pages that need somebody: otherwise leads to /sign-in and back here afterwards. */
export async function requirePrincipal(): Promise<Principal> {
  const principal = await currentPrincipal();
  if (principal) return principal;
  const path = samePath((await headers()).get(pathHeader));
  redirect(`/sign-in?next=${encodeURIComponent(path)}`);
}
