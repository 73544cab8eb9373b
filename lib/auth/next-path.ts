/**
 * Where to go after signing in: a path of this site, or the fallback. Anything a browser could read as
 * another site (`//host`, `/\host`, a scheme, control characters) is refused.
 */
export function samePath(candidate: unknown, fallback = "/"): string {
  if (typeof candidate !== "string" || candidate.length > 2000 || !/^\/(?![/\\])/.test(candidate)) return fallback;
  const base = "http://same.invalid";
  const url = URL.canParse(candidate, base) ? new URL(candidate, base) : null;
  if (url?.origin !== base || url.pathname.startsWith("//")) return fallback;
  return `${url.pathname}${url.search}${url.hash}`;
}

/** Path, query and fragment of an address, as next-auth hands addresses of this site on; null for none. */
export function pathOn(address: unknown): string | null {
  if (typeof address !== "string" || !URL.canParse(address)) return null;
  const { pathname, search, hash } = new URL(address);
  return `${pathname}${search}${hash}`;
}
