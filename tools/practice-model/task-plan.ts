import type { JsonSchema } from "./json-value";
import { capitalize, escapeRegExp, oneLine, shorten, withoutAddresses } from "./language/text";
import { contentWords } from "./short-answers";

interface PlannedTask {
  task: string;
  capabilities: string[];
  intent: "find" | "do";
  /** Places of the tasks that must be done before. */
  after: number[];
}

const VERBS =
  "find|search|look|show|list|recommend|suggest|write|draft|translate|summari[sz]e|analy[sz]e|plan|research|compare|check|explain|tell|give|make|create|book|calculate|review|prepare|send";
const NEXT = new RegExp(
  `\\s*(?:[,;]|[.!?](?=\\s|$)|\\n)\\s*(?:and\\s+)?(?:then\\s+)?(?=(?:please\\s+)?(?:${VERBS})\\b)|\\s+(?:and|then)\\s+(?:then\\s+)?(?=(?:${VERBS})\\b)|\\n+`,
  "i",
);
const UNSURE =
  /[\s,;.]*\b(?:but\s+)?(?:i\s+(?:need|want|would like)\s+(?:some\s+)?(?:guidance|advice)|i(?:'m| am)\s+(?:not sure|unsure)|i\s+(?:don't|do not)\s+know)\b[^.!?\n]*/i;
const NOISE = new Set(
  "agent assistant bot help need want like find search look show list recommend suggest give make please somebody someone something thing".split(
    " ",
  ),
);
const MOST_TASKS = 8;

/** True for a schema that asks to split what was said into tasks. */
export function isTaskPlan({ properties }: JsonSchema): boolean {
  const tasks = (properties as Record<string, JsonSchema> | undefined)?.tasks;
  const items = tasks?.items as JsonSchema | undefined;
  return typeof items?.properties === "object" && items.properties !== null && "capabilities" in items.properties;
}

/** The tasks in what somebody says, and what would have to be asked first; `question` is empty where nothing is. */
export function taskPlan(said: string): { tasks: PlannedTask[]; question: string } {
  const text = withoutAddresses(said).trim();
  const known = text.replace(UNSURE, "").trim() || text;
  const parts = known
    .split(NEXT)
    .map((part) => oneLine(part ?? "").replace(/^(?:\d+[.)]|[-*•])\s*/, ""))
    .filter((part) => /\p{L}/u.test(part))
    .slice(0, MOST_TASKS);
  const tasks = parts.map((part, index) => planned(part, index > 0 && followsThen(known, part) ? [index - 1] : []));
  const question = UNSURE.test(text) ? questionAbout(parts[0] ?? text) : "";
  return { tasks: tasks.length > 0 ? tasks : [planned(shorten(text, 200), [])], question };
}

function planned(part: string, after: number[]): PlannedTask {
  const words = [...new Set(contentWords(part))].filter((word) => !NOISE.has(word)).slice(0, 4);
  return {
    task: shorten(capitalize(part.replace(/[.!?]+$/, "") || part), 300),
    capabilities: words.length > 0 ? [words.join(" ")] : [],
    intent: /^(?:please\s+)?(?:find|search|look for|show|list|recommend|suggest|which|who)\b.*\bagents?\b/i.test(part)
      ? "find"
      : "do",
    after,
  };
}

const followsThen = (text: string, part: string) =>
  new RegExp(`\\bthen\\s+${escapeRegExp(part)}`, "i").test(oneLine(text));

function questionAbout(task: string): string {
  const [, verb, what] =
    new RegExp(`\\b(${VERBS})\\s+(?:(?:my|the|some|our|a|an)\\s+)?([\\p{L}-]+)`, "iu").exec(task) ?? [];
  const asked =
    verb && what ? `Which ${what.toLowerCase()} do you want to ${verb.toLowerCase()}` : "What exactly do you need";
  return `${asked}, and what should come out of it?`;
}
