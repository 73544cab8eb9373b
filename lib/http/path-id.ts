import { notFound } from "@/lib/errors";
import type { Params } from "./route";

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The `[id]` of a path. What can't be an id is not found, like an id that nobody has. */
export function pathId(params: Params, what: "run" | "review"): string {
  if (typeof params.id !== "string" || !uuid.test(params.id)) throw notFound(what);
  return params.id.toLowerCase();
}
