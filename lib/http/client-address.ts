import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** The server sets it on every request, whatever the client said. */
const NAME = "x-holdpoint-client";

type Network = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** True for what a list of proxies takes: an address, or a range as in `10.1.0.0/16`. */
export function isNetwork(text: string): boolean {
  try {
    parseNetwork(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Where a request comes from, by the connection and by what proxies wrote into `X-Forwarded-For`. Each proxy appends
 * whom it heard; only what a trusted one appended counts, so the rightmost address that is no proxy of ours is it.
 */
export function clientAddress(peer: string, forwardedFor: string, trustedProxies: string[]): string {
  const networks = trustedProxies.map(parseNetwork);
  const hops = forwardedFor.split(",");
  let client = addressIn(peer);
  while (client !== null && isWithin(client, networks)) {
    const said = addressIn(hops.pop() ?? "");
    if (said === null) break;
    client = said;
  }
  return client ?? "unknown";
}

export function noteClient(headers: IncomingHttpHeaders, address: string): void {
  headers[NAME] = address;
}

/** Whom to count as one sender: an address; of IPv6 the 64 bits of its network, because the rest is the sender's to choose. */
export function senderOf(headers: Headers): string {
  const address = addressIn(headers.get(NAME) ?? "");
  if (address === null) return "unknown";
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv4) return address;
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`)}/64`;
}

function parseNetwork(text: string): Network {
  if (text.includes("/")) return ipaddr.parseCIDR(text);
  if (!isIP(text)) throw new Error(`${text} is no address.`);
  const parsed = ipaddr.process(text);
  return [parsed, parsed instanceof ipaddr.IPv4 ? 32 : 128];
}

const isWithin = (address: string, networks: Network[]) => {
  const parsed = ipaddr.parse(address);
  return networks.some((network) => parsed.kind() === network[0].kind() && parsed.match(network));
};

/** An address without port, brackets, zone or the IPv6 clothes of an IPv4 address; null for anything else. */
function addressIn(text: string): string | null {
  const said = text.trim();
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(said)?.[1] ?? /^([\d.]+):\d+$/.exec(said)?.[1] ?? said;
  const [address = ""] = bare.split("%", 1);
  return isIP(address) ? ipaddr.process(address).toString() : null;
}
