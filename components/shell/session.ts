import { signIn, signOut } from "next-auth/react";

/**
 * Signs in as one of the demo's people and loads `to` anew, so that nothing of the person before stays
 * on screen. Without `to`: the page one is on. False when it did not work.
 */
export async function signInAs(email: string, to?: string): Promise<boolean> {
  const target = to ?? `${location.pathname}${location.search}`;
  const answer = await signIn("demo", { email, redirect: false, callbackUrl: target }).catch(() => undefined);
  if (!answer?.ok) return false;
  if (to === undefined) location.reload();
  else location.assign(to);
  return true;
}

/** Asks for a link to sign in by mail, which leads to `next`. False when asking did not work. */
export async function askForLink(email: string, next: string): Promise<boolean> {
  const answer = await signIn("email", { email, redirect: false, callbackUrl: next }).catch(() => undefined);
  return answer?.ok === true && !answer.error;
}

/** Leaves for another place to sign in, and comes back to `next`. */
export const signInWith = (provider: string, next: string) => signIn(provider, { callbackUrl: next });

export async function signOutHere(): Promise<void> {
  await signOut({ redirect: false });
  location.assign("/sign-in");
}

/** Where to sign in so as to come back to this very page. */
export const signInHere = () => `/sign-in?next=${encodeURIComponent(`${location.pathname}${location.search}`)}`;
