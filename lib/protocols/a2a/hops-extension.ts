import type { Message } from "@a2a-js/sdk";
import { RequestMalformedError, UnsupportedOperationError } from "@a2a-js/sdk/errors";

/**
 * The extension by which a message says how many agents it came through, in its metadata under this name. Agents that
 * lead to one another would go on for ever without it. The same at every Holdpoint.
 */
export const HOPS_EXTENSION = "urn:holdpoint:a2a:hops:v1";

/** A message that came through so many agents is not taken. */
export const MOST_HOPS = 8;

/** What a message says along that comes through `hops` agents by being sent. */
export const withHops = (hops: number): Pick<Message, "metadata" | "extensions"> => ({
  metadata: { [HOPS_EXTENSION]: hops },
  extensions: [HOPS_EXTENSION],
});

/** How many agents a message came through; none where it does not say. Refuses too many, and what is no count. */
export function hopsOf({ metadata }: Pick<Message, "metadata">): number {
  const hops: unknown = metadata && Object.hasOwn(metadata, HOPS_EXTENSION) ? metadata[HOPS_EXTENSION] : 0;
  if (typeof hops !== "number" || !Number.isInteger(hops) || hops < 0) {
    throw new RequestMalformedError(`message.metadata["${HOPS_EXTENSION}"] must be a whole number, 0 or more.`);
  }
  if (hops < MOST_HOPS) return hops;
  throw new UnsupportedOperationError({
    message:
      `This message came through ${MOST_HOPS} agents, one after the other: they probably lead to one another. Nothing ` +
      "was started or answered. Look which agent hands work back to one before it, and take it out of that directory.",
    metadata: { code: "too_many_hops" },
  });
}
