import { capitalize, escapeRegExp, oneLine, shorten, withoutAddresses } from "../language/text";
import { list, words } from "../material/words";
import { contentWords } from "../short-answers";
import { isSchema, type JsonSchema } from "./schema";

interface Task {
  task: string;
  capabilities: string[];
  intent: "find" | "do";
  /** Places of the tasks that must be done before. */
  after: number[];
}

const VERBS = list("what to do").join("|");
const NOISE = words("around a task");
/** Where the next task begins. */
const NEXT = new RegExp(
  String.raw`\s*(?:[,;]|[.!?](?=\s|$)|\n)\s*(?:and\s+)?(?:then\s+)?(?=(?:please\s+)?(?:${VERBS})\b)|\s+(?:and|then)\s+(?:then\s+)?(?=(?:${VERBS})\b)|\n+`,
  "i",
);
const UNSURE =
  /[\s,;.]*\b(?:but\s+)?(?:i\s+(?:need|want|would like)\s+(?:some\s+)?(?:guidance|advice)|i(?:['’]m| am)\s+(?:not sure|unsure)|i\s+(?:don['’]t|do not)\s+know)\b[^.!?\n]*/i;
const FIND = /^(?:please\s+)?(?:find|search|look for|show|list|recommend|suggest|which|who)\b.*\bagents?\b/i;
const MOST_TASKS = 8;

/** True for a schema that asks to split what was said into tasks, with what each takes. */
export function isTaskPlan({ properties }: JsonSchema): boolean {
  const tasks = isSchema(properties) && isSchema(properties.tasks) ? properties.tasks : {};
  return isSchema(tasks.items) && isSchema(tasks.items.properties) && "capabilities" in tasks.items.properties;
}

/** The tasks in what somebody says, and what would have to be asked first; `question` is empty where nothing is. */
export function taskPlan(said: string): { tasks: Task[]; question: string } {
  const text = withoutAddresses(said).trim();
  const known = text.replace(UNSURE, "").trim() || text;
  const parts = known
    .split(NEXT)
    .map((part) => oneLine(part).replace(/^(?:\d+[.)]|[-*•])\s*/, ""))
    .filter((part) => /\p{L}/u.test(part));
  const tasks = (parts.length > 0 ? parts : [text]).slice(0, MOST_TASKS).map((part, index): Task => {
    const takes = [...new Set(contentWords(part))].filter((word) => !NOISE.has(word)).slice(0, 4);
    const isNext = new RegExp(`\\bthen\\s+${escapeRegExp(part)}`, "i").test(oneLine(known));
    return {
      task: shorten(capitalize(part.replace(/[.!?]+$/, "") || part), 300),
      capabilities: takes.length > 0 ? [takes.join(" ")] : [],
      intent: FIND.test(part) ? "find" : "do",
      after: index > 0 && isNext ? [index - 1] : [],
    };
  });
  return { tasks, question: UNSURE.test(text) ? questionAbout(parts[0] ?? text) : "" };
}

function questionAbout(task: string): string {
  const about = new RegExp(String.raw`\b(${VERBS})\s+(?:(?:my|the|some|our|a|an)\s+)?([\p{L}-]+)`, "iu").exec(task);
  const [, verb, what] = about?.map((word) => word.toLowerCase()) ?? [];
  const asked = verb ? `Which ${what} do you want to ${verb}` : "What exactly do you need";
  return `${asked}, and what should come out of it?`;
}
