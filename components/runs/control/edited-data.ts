import { readJsonText } from "@/lib/forms/json-value";
import { control } from "@/lib/messages/control";
import type { Json } from "@/lib/views/views";

type Data = Record<string, Json>;

/** What was typed: the outputs that differ from those given, or why it can't be used. */
export function editedData(text: string, given: Data): { changed: Data } | { problem: string } {
  const words = control.fork;
  const read = readJsonText(words.data, text, words.notJson);
  if ("problem" in read) return read;
  const value = read.value as Json;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return { problem: words.notObject };
  const edited = value;
  const removed = Object.keys(given).filter((name) => !Object.hasOwn(edited, name));
  if (removed.length > 0) return { problem: words.removed(removed) };
  const changed = Object.entries(edited).filter(([name, output]) => !same(output, given[name]));
  return { changed: Object.fromEntries(changed) };
}

const same = (a: Json, b: Json | undefined) => b !== undefined && JSON.stringify(a) === JSON.stringify(b);
