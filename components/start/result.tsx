import { CheckCircle2 } from "lucide-react";
import { Markdown } from "@/components/markdown/markdown";
import { PlainText } from "@/components/markdown/plain-text";
import { Paper } from "@/components/reviews/paper";
import { Json } from "@/components/ui/json";
import { start as words } from "@/lib/messages/start";
import type { Json as JsonValue } from "@/lib/views/views";

/** What came out: a title and a text where there are any, everything else under its name. */
export function Result({ output }: { output: JsonValue }) {
  const parts = readOutput(output);
  return (
    <Paper
      label={words.result}
      header={
        <span className="flex items-center gap-2 font-semibold text-done">
          <CheckCircle2 aria-hidden size={16} />
          {words.result}
        </span>
      }
    >
      {parts.title ? (
        <h3 className="mb-6 max-w-[22em] text-2xl leading-8 font-semibold wrap-anywhere">
          <PlainText>{parts.title}</PlainText>
        </h3>
      ) : null}
      {parts.text ? <Markdown>{parts.text}</Markdown> : null}
      {parts.facts.length > 0 ? (
        <dl className="mt-8 flex flex-wrap gap-x-8 gap-y-2 border-t border-line pt-4">
          {parts.facts.map(([name, value]) => (
            <div key={name}>
              <dt className="text-xs text-quiet">{name}</dt>
              <dd className="figures wrap-anywhere">{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {parts.rest === null ? null : <Json value={parts.rest} label={words.result} />}
    </Paper>
  );
}

interface Parts {
  title: string | null;
  text: string | null;
  /** Short values by their names. */
  facts: [string, string][];
  /** What is shown as data. */
  rest: JsonValue;
}

export function readOutput(output: JsonValue): Parts {
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
  const rest: Record<string, JsonValue> = {};
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
