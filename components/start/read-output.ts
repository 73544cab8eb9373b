import type { Json } from "@/lib/views/views";

/** What came out, as people read it. */
export interface Parts {
  title: string | null;
  text: string | null;
  /** Short values by their names. */
  facts: [string, string][];
  /** What is shown as data. */
  rest: Json;
}

export function readOutput(output: Json): Parts {
  if (typeof output === "string") return { title: null, text: output, facts: [], rest: null };
  if (typeof output !== "object" || output === null || Array.isArray(output)) {
    return { title: null, text: null, facts: [], rest: output };
  }
  const { title, text, ...others } = output;
  const parts: Parts = {
    title: typeof title === "string" ? title : null,
    text: typeof text === "string" ? text : null,
    facts: [],
    rest: null,
  };
  const rest: Record<string, Json> = {};
  if (title !== undefined && parts.title === null) rest.title = title;
  if (text !== undefined && parts.text === null) rest.text = text;
  for (const [name, value] of Object.entries(others)) {
    if (typeof value === "object" ? value !== null : String(value).length > 80) rest[name] = value;
    else parts.facts.push([readable(name), value === null ? "–" : String(value)]);
  }
  if (Object.keys(rest).length > 0) parts.rest = rest;
  return parts;
}

const readable = (name: string) => {
  const words = name.replaceAll(/[_-]+/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};
