import { notFound } from "@/lib/errors";
import type { Endpoint } from "@/lib/features/endpoint";
import { pathId } from "./path-id";
import { pathThread } from "./path-thread";
import type { Params } from "./route";

/** Reads the placeholders in the path of an endpoint; what can't be an id is not found, like an id that nobody has. */
export function paramReader({ path, item }: Pick<Endpoint, "path" | "item">) {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  if (names.includes("id") && !item) throw new Error(`The contract does not say what the id in ${path} is of.`);
  return (params: Params): Record<string, string | number> => {
    const found: Record<string, string | number> = {};
    for (const name of names) {
      if (name === "id" && item) found.id = pathId(params, item);
      else if (name === "thread_id") found.thread_id = pathThread(params);
      else found[name] = pathNumber(params[name], "visit");
    }
    return found;
  };
}

function pathNumber(text: Params[string], what: string): number {
  if (typeof text !== "string" || !/^[1-9]\d{0,8}$/.test(text)) throw notFound(what);
  return Number(text);
}
