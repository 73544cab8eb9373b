import type { IncomingMessage } from "node:http";
import type { Credentials } from "@/lib/http/authenticate";

/** Headers and cookies of a request that never becomes one of Next's. */
export function credentialsOf({ headers: raw, socket }: IncomingMessage): Credentials {
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw))
    if (value !== undefined) headers.set(name, [value].flat().join(", "));
  if (!headers.has("x-forwarded-for")) headers.set("x-forwarded-for", socket.remoteAddress ?? "");
  const cookies = cookiesOf(raw.cookie ?? "");
  return {
    headers,
    cookies: {
      get: (name) => {
        const value = cookies.get(name);
        return value === undefined ? undefined : { value };
      },
    },
  };
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
