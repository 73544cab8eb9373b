import { notFound } from "@/lib/errors";
import type { Item } from "@/lib/features/endpoint";
import { isId } from "@/lib/words/ids";
import type { Params } from "./route";

/** The `[id]` of a path. What can't be an id is not found, like an id that nobody has. */
export function pathId(params: Params, what: Item): string {
  if (typeof params.id !== "string" || !isId(params.id)) throw notFound(what);
  return params.id.toLowerCase();
}
