import type { IncomingMessage } from "node:http";
import { isPublic } from "@/lib/effects/address-guard";
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
  const peer = socket.remoteAddress ?? "";
  noteClient(headers, clientAddress(peer, forwardedFor, trustedProxies));
  if (forwardedFor !== "" && trustedProxies.length === 0) adviseOnce(peer);
  for (const name of ["x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "x-forwarded-for"])
    delete headers[name];
}

let advised = false;

/** An operator's proxy is near; what a visitor writes into the header of a request from afar says nothing. */
function adviseOnce(peer: string): void {
  if (advised || isPublic(peer)) return;
  advised = true;
  console.log(
    `Requests come by ${peer}, which says for whom. If that is your proxy, name it in HOLDPOINT_TRUSTED_PROXIES: ` +
      "without that all who are not signed in count as one sender.",
  );
}
