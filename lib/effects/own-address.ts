import { networkInterfaces } from "node:os";
import ipaddr from "ipaddr.js";

/** Where this Holdpoint answers: `url` is what people open, `host` and `port` what it listens at on this machine. */
export interface OwnAddress {
  url: string;
  host: string;
  port: number;
}

type Addresses = (host: string) => Promise<{ address: string }[]>;

/**
 * True where one of the addresses, at this port, is where we listen. What stands behind our public name is not looked
 * at: other servers may share a proxy's address and port with us.
 */
export async function isListener(
  { host, port }: OwnAddress,
  found: { address: string }[],
  at: string,
  addressesOf: Addresses,
): Promise<boolean> {
  if (at !== `${port}`) return false;
  const own = isEverywhere(host) ? ofThisMachine() : await addressesOf(host).catch(() => []);
  const ours = new Set(own.map(({ address }) => plain(address)));
  return found.some(({ address }) => isEverywhere(address) || ours.has(plain(address)));
}

/** As a place to listen at: every address of this machine. As a place to connect to: this machine. */
const isEverywhere = (host: string) => host === "0.0.0.0" || host === "::" || host === "[::]";

const ofThisMachine = () => Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);

/** Without the IPv6 clothes of an IPv4 address. */
const plain = (address: string) => ipaddr.process(address).toString();
