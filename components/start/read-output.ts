import { start } from "@/lib/messages/start";
import type { Json } from "@/lib/views/views";

/** What came out, as people read it. */
export interface Parts {
  title: string | null;
  text: string | null;
  /** Other long texts by their names, as Markdown. */
  texts: [string, string][];
  /** Short values by their names. */
  facts: [string, string][];
  /** What is shown as data. */
  rest: Json;
}

export function readOutput(output: Json): Parts {
  if (typeof output === "string") return { title: null, text: output, texts: [], facts: [], rest: null };
  if (typeof output !== "object" || output === null || Array.isArray(output)) {
    return { title: null, text: null, texts: [], facts: [], rest: output };
  }
  const { title, text, ...others } = output;
  const parts: Parts = {
    title: typeof title === "string" ? title : null,
    text: typeof text === "string" ? text : null,
    texts: [],
    facts: [],
    rest: null,
  };
  const rest: Record<string, Json> = {};
  if (title !== undefined && parts.title === null) rest.title = title;
  if (text !== undefined && parts.text === null) rest.text = text;
  for (const [name, value] of Object.entries(others)) {
    if (typeof value === "string" && value.length > 80) parts.texts.push([readable(name), value]);
    else if (typeof value === "object" && value !== null) rest[name] = value;
    else parts.facts.push([readable(name), shown(value)]);
  }
  if (Object.keys(rest).length > 0) parts.rest = rest;
  return parts;
}

const shown = (value: string | number | boolean | null) =>
  value === null ? "–" : typeof value === "boolean" ? (value ? start.yes : start.no) : String(value);

const readable = (name: string) => {
  const words = name.replaceAll(/[_-]+/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};
