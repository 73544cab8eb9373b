import type { IncomingMessage } from "node:http";
import { type Env, isLoopback } from "@/lib/env";
import { clientAddress, noteClient } from "@/lib/http/client-address";

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

/**
 * Notes where a request comes from, and drops what anybody may claim: which address of ours was asked for is said by
 * `HOLDPOINT_URL` alone, because sign-in builds links from it.
 */
export function noteOrigin({ headers, socket }: IncomingMessage, { trustedProxies }: Env): void {
  const forwardedFor = [headers["x-forwarded-for"] ?? ""].flat().join(",");
  noteClient(headers, clientAddress(socket.remoteAddress ?? "", forwardedFor, trustedProxies));
  for (const name of ["x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "x-forwarded-for"])
    delete headers[name];
}
