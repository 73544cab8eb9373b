import type { Message } from "@a2a-js/sdk";

/**
 * The extension by which a message says how many agents it came through, in its metadata under this name. Agents that
 * lead to one another would go on for ever without it. The same at every Holdpoint.
 */
export const HOPS_EXTENSION = "urn:holdpoint:a2a:hops:v1";

/** A message that came through so many agents is not taken. */
export const MOST_HOPS = 8;

/** What a message says along that it sends on for the `hops`th time. */
export const withHops = (hops: number): Pick<Message, "metadata" | "extensions"> => ({
  metadata: { [HOPS_EXTENSION]: hops },
  extensions: [HOPS_EXTENSION],
});

/** How many agents a message came through: none where it does not say; null where what it says is no count. */
export function readHops({ metadata }: Pick<Message, "metadata">): number | null {
  const hops: unknown = metadata && Object.hasOwn(metadata, HOPS_EXTENSION) ? metadata[HOPS_EXTENSION] : 0;
  return typeof hops === "number" && Number.isInteger(hops) && hops >= 0 ? hops : null;
}
