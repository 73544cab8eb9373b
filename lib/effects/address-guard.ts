import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { isListener, type OwnAddress } from "./own-address";

/** An address that may be connected to; what was checked is what must be connected to. */
export interface CheckedAddress {
  address: string;
  family: 4 | 6;
}

export interface AddressGuard {
  /**
   * All addresses of the URL's host, each checked. Rejects with an `AddressRefused`, or with the error of the
   * look-up. Connect to one of these: asked again, a name may have other addresses.
   */
  check(url: URL): Promise<CheckedAddress[]>;
  /** True where requests may not go; false also where the name is not known just now. */
  refuses(url: URL): Promise<boolean>;
  /** Why `own` keeps requests from going there; null where it does not, also where the name is not known just now. */
  leadsBack(url: URL): Promise<string | null>;
}

class AddressRefused extends Error {
  override name = "AddressRefused";
}

class LeadsBack extends AddressRefused {}

type Resolve = (host: string) => Promise<{ address: string; family: number }[]>;

interface Allowance {
  /** The host as the URL says it, and its port. */
  place: string | null;
  range: [ipaddr.IPv4 | ipaddr.IPv6, number] | null;
}

/** Reachable from everywhere, and yet only meant for the machine it is asked from (Azure's own services). */
const INTERNAL = new Set(["168.63.129.16"]);

const resolveAll: Resolve = (host) => lookup(host, { all: true, verbatim: true });

/**
 * Lets requests out to public addresses only. `allowed` lists exceptions as `host:port` or as a range
 * (`10.1.0.0/16`). `ownDatabase` and `own` are closed in any case, unless their very host and port are listed.
 */
export function addressGuard(
  options: { allowed?: string[]; ownDatabase?: string; own?: OwnAddress; resolve?: Resolve } = {},
): AddressGuard {
  const allowances = (options.allowed ?? []).map(parseAllowance);
  const resolve = options.resolve ?? resolveAll;
  const database = options.ownDatabase ? placeOf(new URL(options.ownDatabase), "5432") : null;
  const { own } = options;

  const addressesOf = async (host: string) =>
    isIP(host) ? [{ address: host, family: isIP(host) }] : await resolve(host);

  const guard: AddressGuard = {
    async refuses(url) {
      return guard.check(url).then(
        () => false,
        (error: unknown) => error instanceof AddressRefused,
      );
    },
    async leadsBack(url) {
      return guard.check(url).then(
        () => null,
        (error: unknown) => (error instanceof LeadsBack ? error.message : null),
      );
    },
    async check(url) {
      const place = webPlace(url);
      const isListed = allowances.some((allowance) => allowance.place === written(place));
      if (own && !isListed && written(webPlace(new URL(own.url))) === written(place)) throw leadsBack(place);
      const found = await addressesOf(place.host);
      if (found.length === 0) throw new AddressRefused(`${place.host} has no address.`);
      if (isListed) return found.map(checked);
      if (own && (await isListener(own, found, place.port, addressesOf))) throw leadsBack(place);
      const databases = database?.host ? await addressesOf(database.host).catch(() => []) : [];
      for (const { address } of found) {
        const isDatabase = databases.some((one) => plain(one.address).toString() === plain(address).toString());
        if (isDatabase && place.port === database?.port) throw refused(place.host, address);
        const inRange = allowances.some(({ range }) => range !== null && matches(plain(address), range));
        if (!inRange && (isDatabase || !isPublic(address))) throw refused(place.host, address);
      }
      return found.map(checked);
    },
  };
  return guard;
}

/** True for what `allowed` takes: `host:port`, `[address]:port` or `address/bits`. */
export function isAllowance(text: string): boolean {
  try {
    parseAllowance(text);
    return true;
  } catch {
    return false;
  }
}

/** True for addresses that anybody on the internet can reach. */
export function isPublic(address: string): boolean {
  const parsed = ipaddr.parse(address);
  // Mapped and tunnelled addresses are refused whatever they lead to: nobody publishes one.
  if (parsed.range() !== "unicast" || INTERNAL.has(parsed.toString())) return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(ipaddr.IPv6.parse("2000::"), 3);
}

function parseAllowance(text: string): Allowance {
  if (text.includes("/")) return { place: null, range: ipaddr.parseCIDR(text) };
  if (!/:\d{1,5}$/.test(text)) throw new Error(`${text} is neither host:port nor address/bits.`);
  const url = new URL(`http://${text}`);
  if (url.pathname !== "/" || url.username !== "") throw new Error(`${text} is not a host and a port.`);
  return { place: written(placeOf(url, "80")), range: null };
}

const written = ({ host, port }: { host: string; port: string }) => `${host} ${port}`;

/** `URL` has made plain numbers of decimal, octal and hexadecimal tricks by now. */
function placeOf(url: URL, defaultPort: string) {
  return { host: url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, ""), port: url.port || defaultPort };
}

const webPlace = (url: URL) => placeOf(url, url.protocol === "https:" ? "443" : "80");

/** Without the IPv6 clothes of an IPv4 address. */
const plain = (address: string) => ipaddr.process(address);

const checked = ({ address, family }: { address: string; family: number }): CheckedAddress => ({
  address,
  family: family === 6 ? 6 : 4,
});

function matches(address: ipaddr.IPv4 | ipaddr.IPv6, range: [ipaddr.IPv4 | ipaddr.IPv6, number]): boolean {
  return address.kind() === range[0].kind() && address.match(range);
}

function leadsBack({ host, port }: { host: string; port: string }): LeadsBack {
  const place = host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
  return new LeadsBack(
    `${place} is this Holdpoint itself: work handed there would come back again and again. Use another agent's address. ` +
      `An operator can allow this one by listing ${place} in HOLDPOINT_ALLOW_PRIVATE_ADDRESSES.`,
  );
}

function refused(host: string, address: string): AddressRefused {
  const which = host === address ? address : `${host} (${address})`;
  return new AddressRefused(
    `${which} is not a public address, so nothing was sent. An operator can allow it with HOLDPOINT_ALLOW_PRIVATE_ADDRESSES.`,
  );
}
