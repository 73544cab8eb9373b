import type { IncomingMessage, ServerResponse } from "node:http";
import type { ApiRequest } from "@/lib/http/api-request";
import type { Credentials } from "@/lib/http/authenticate";

/** Headers and cookies of a request that never becomes one of Next's. */
export function credentialsOf({ headers: raw }: IncomingMessage): Credentials {
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw))
    if (value !== undefined) headers.set(name, [value].flat().join(", "));
  return {
    headers,
    cookies: {
      get(name) {
        const value = cookiesOf(raw.cookie ?? "").get(name);
        return value === undefined ? undefined : { value };
      },
    },
  };
}

/** The whole request as handlers take it; what few of them ask for is made when they do. */
export function incomingRequest(incoming: IncomingMessage, outgoing: ServerResponse, url: URL): ApiRequest {
  const { method = "GET" } = incoming;
  let signal: AbortSignal | undefined;
  return {
    ...credentialsOf(incoming),
    method,
    nextUrl: url,
    body: method === "GET" || method === "HEAD" ? null : incoming,
    get signal() {
      signal ??= untilGone(outgoing);
      return signal;
    },
  };
}

function untilGone(outgoing: ServerResponse): AbortSignal {
  const gone = new AbortController();
  const tell = () => {
    if (!outgoing.writableFinished) gone.abort();
  };
  if (outgoing.closed) tell();
  else outgoing.once("close", tell);
  return gone.signal;
}

function cookiesOf(header: string): Map<string, string> {
  const pairs = header.split(";").map((pair) => {
    const at = pair.indexOf("=");
    return [pair.slice(0, at).trim(), decoded(pair.slice(at + 1).trim())] as const;
  });
  return new Map(pairs.filter(([name]) => name !== ""));
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
