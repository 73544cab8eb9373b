import type { IncomingMessage } from "node:http";
import { type Env, isLoopback } from "@/lib/env";

/**
 * Whether a request was addressed to this machine. A site on the internet can point its own name to
 * 127.0.0.1 and reach a demo from a visitor's browser; `Host` then says that site's name.
 */
export function isOwnHost(request: IncomingMessage, env: Env): boolean {
  const host = request.headers.host;
  if (!host || !URL.canParse(`http://${host}`)) return false;
  if (env.urlGiven && host === new URL(env.url).host) return true;
  return isLoopback(new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, ""));
}

/** Without a proxy in front nobody may say for others where they came from; sign-in builds links from these. */
export function dropForwarded(request: IncomingMessage, env: Env): void {
  if (env.urlGiven) return;
  for (const name of ["x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "x-forwarded-for"])
    delete request.headers[name];
}
