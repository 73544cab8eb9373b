import type { PageRequest } from "@/lib/contract/requests";
import { invalid } from "@/lib/errors";
import type { Page } from "@/lib/views/views";

/** One page of a list that is wholly in memory, in the order of names. Throws `invalid` for a bad cursor. */
export function pageOf<T extends { name: string }>(
  all: T[],
  { limit, cursor }: PageRequest,
  /** A name that no other has, where `name` alone is not one. */
  nameOf: (one: T) => string = ({ name }) => name,
): Page<T> {
  const after = cursor === undefined ? null : decode(cursor);
  const rest = all
    .filter((one) => after === null || nameOf(one) > after)
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const data = rest.slice(0, limit);
  const last = rest.length > limit ? data.at(-1) : undefined;
  return { data, nextCursor: last ? encode(nameOf(last)) : null };
}

const encode = (name: string) => Buffer.from(JSON.stringify([name]), "utf8").toString("base64url");

function decode(cursor: string): string {
  try {
    const [name] = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")) as unknown[];
    if (typeof name === "string" && encode(name) === cursor) return name;
  } catch {}
  const message = "This cursor is not one that a list gave. Use nextCursor of the page before, or leave it out.";
  throw invalid([{ field: "cursor", message }]);
}
