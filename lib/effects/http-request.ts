import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { AddressGuard, CheckedAddress } from "./address-guard";
import { EffectFailure } from "./failure";

export interface OutgoingRequest {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body: string | null;
}

export interface IncomingResponse {
  status: number;
  headers: Headers;
  text: string;
}

export interface Limits {
  signal: AbortSignal;
  maxBytes: number;
  /** 5 when left out. */
  maxRedirects?: number;
}

type GuardedLimits = Limits & { guard: AddressGuard };

const MAX_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];

/** Sends a request and follows its redirects; each address on the way is checked, then connected to and no other. */
export async function sendRequest(first: OutgoingRequest, limits: GuardedLimits): Promise<IncomingResponse> {
  let request = first;
  for (let redirects = 0; ; redirects++) {
    checkUrl(request.url);
    const addresses = await unlessAborted(limits.guard.check(request.url), limits.signal);
    const response = await send(request, addresses, limits);
    const location = response.headers.get("location");
    if (location === null || !REDIRECTS.includes(response.status)) return response;
    if (redirects === (limits.maxRedirects ?? MAX_REDIRECTS)) {
      throw failure("too_many_redirects", `${first.url.host} redirected more than ${redirects} times.`);
    }
    request = redirected(request, location, response.status);
  }
}

/**
 * Looking a name up can't be stopped, but nobody has to wait for it. The listener goes again: a signal that follows
 * others is kept by Node for as long as somebody listens, and with it all that the listener can reach.
 */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

function checkUrl(url: URL): void {
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw failure("address_refused", `${url.protocol}// is not allowed; requests go to http:// or https://.`);
  }
  if (url.username !== "" || url.password !== "") {
    throw failure("address_refused", "Put the password into a header: an address is kept in the run's history.");
  }
}

/** As browsers do: a redirected POST becomes a GET unless the server asks for the same again. */
function redirected(request: OutgoingRequest, location: string, status: number): OutgoingRequest {
  if (!URL.canParse(location, request.url))
    throw failure("bad_response", "It redirected to something that is no address.");
  const url = new URL(location, request.url);
  const again = status === 307 || status === 308 || ["GET", "HEAD"].includes(request.method);
  // Another server gets none of the author's headers: they may hold a password.
  const own = url.origin === request.url.origin ? request.headers : without(request.headers);
  if (again) return { ...request, url, headers: own };
  const { "content-type": _type, ...headers } = own;
  return { method: "GET", url, headers, body: null };
}

const KEPT = ["accept", "content-type", "user-agent", "accept-encoding", "idempotency-key"];

function without(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => KEPT.includes(name)));
}

function send(request: OutgoingRequest, addresses: CheckedAddress[], limits: GuardedLimits): Promise<IncomingResponse> {
  const { url, method, headers, body } = request;
  return new Promise((resolve, reject) => {
    const outgoing = (url.protocol === "https:" ? requestHttps : requestHttp)(url, {
      method,
      headers: { ...headers, ...(body === null ? {} : { "content-length": String(Buffer.byteLength(body)) }) },
      signal: limits.signal,
      // A connection of its own: a kept one could lead to an address that was checked for another name.
      agent: false,
      lookup: (_host, options, callback) => {
        const [first] = addresses;
        if (options.all) callback(null, addresses);
        else callback(null, first?.address ?? "", first?.family);
      },
    });
    outgoing.on("error", reject);
    outgoing.on("response", (response) => {
      const pieces: Buffer[] = [];
      let size = 0;
      response.on("error", reject);
      response.on("data", (piece: Buffer) => {
        size += piece.length;
        if (size > limits.maxBytes) {
          outgoing.destroy(
            failure("response_too_large", `${url.host} answered with more than ${limits.maxBytes} bytes.`),
          );
          return;
        }
        pieces.push(piece);
      });
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: readHeaders(response.rawHeaders),
          text: Buffer.concat(pieces).toString("utf8"),
        }),
      );
    });
    outgoing.end(body ?? undefined);
  });
}

function readHeaders(raw: string[]): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < raw.length; index += 2) headers.append(raw[index] ?? "", raw[index + 1] ?? "");
  return headers;
}

export function failure(code: string, message: string, how: { retryable?: boolean; retryAfterMs?: number } = {}) {
  return new EffectFailure({ code, message, retryable: how.retryable ?? false, retryAfterMs: how.retryAfterMs });
}
