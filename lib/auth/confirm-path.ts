import { pathOn, samePath } from "./next-path";

/** Where a link to sign in leads: a page with a button, and afterwards to `next` (a path, or an address of this site). */
export function confirmPath({ token, email, next }: { token: string; email: string; next: string | null }): string {
  const query = new URLSearchParams({ token, email, next: samePath(pathOn(next) ?? next) });
  return `/sign-in/confirm?${query}`;
}
