import { control } from "@/lib/messages/control";
import type { Json } from "@/lib/views/views";

type Data = Record<string, Json>;

/** What was typed: the outputs that differ from those given, or why it can't be used. */
export function editedData(text: string, given: Data): { changed: Data } | { problem: string } {
  const words = control.fork;
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return { problem: words.notJson };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return { problem: words.notObject };
  const edited = value;
  const removed = Object.keys(given).filter((name) => !(name in edited));
  if (removed.length > 0) return { problem: words.removed(removed) };
  const changed = Object.entries(edited).filter(([name, output]) => !same(output, given[name]));
  return { changed: Object.fromEntries(changed) };
}

const same = (a: Json, b: Json | undefined) => b !== undefined && JSON.stringify(a) === JSON.stringify(b);
