import { notFound } from "@/lib/errors";
import { isId } from "@/lib/views/ids";
import type { Params } from "./route";

/** The `[id]` of a path. What can't be an id is not found, like an id that nobody has. */
export function pathId(params: Params, what: "run" | "review" | "file" | "schedule" | "agent" | "mail"): string {
  if (typeof params.id !== "string" || !isId(params.id)) throw notFound(what);
  return params.id.toLowerCase();
}

/** A number in a path; anything else is not found. */
export function pathNumber(text: Params[string], what: string): number {
  if (typeof text !== "string" || !/^[1-9]\d{0,8}$/.test(text)) throw notFound(what);
  return Number(text);
}
