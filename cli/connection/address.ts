import { usage } from "@/cli/failure";
import type { Endpoint } from "@/lib/features/endpoint";

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Anything else is nobody's id, and must not become a part of an address. */
function checked(id: string): string {
  if (!ID.test(id)) throw usage(`"${id}" is not an id. \`holdpoint list\` shows those of reviews and runs.`);
  return id;
}

/** Where an endpoint is called; what is undefined in the query is left out. */
export function addressOf({ path }: Endpoint, params: object, query: object = {}): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = String((params as Record<string, unknown>)[name]);
    return name === "id" ? checked(value) : encodeURIComponent(value);
  });
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return given.length === 0 ? filled : `${filled}?${new URLSearchParams(given)}`;
}
