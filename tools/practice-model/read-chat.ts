import { sentencesOf } from "./language/text";
import { withoutNote } from "./note";
import type { Message } from "./read-request";
import { numberIn, readShortTask, type ShortTask, STORY } from "./read-short-task";
import { readTranslation, type Translation } from "./translate";

/** What a chat asks for. `comments` are the later requests of the same person, oldest first. */
export type Task =
  | ShortTask
  | { kind: "translation"; translation: Translation }
  | { kind: "text"; request: string; comments: string[] }
  | { kind: "story"; prompt: string; tone: string | null; words: number | null; comments: string[] };

export function readChat(messages: Message[]): Task {
  const of = (role: Message["role"]) =>
    messages.filter((message) => message.role === role).map(({ content }) => content);
  const [users, answers] = [of("user"), of("assistant")];
  const short = readShortTask(users.at(-1) ?? "", withoutNote(answers.at(-1) ?? ""));
  if (short) return short;
  // Several messages in a row, without an answer between them, are one request.
  const [request = "", ...later] = answers.length > 0 ? users : [users.join("\n")];
  const comments = commentsIn(later);
  const translation = readTranslation(request);
  if (translation) return { kind: "translation", translation };
  if (!wantsStory(request, of("system").join("\n"))) return { kind: "text", request, comments };
  return { kind: "story", ...readStoryRequest(request), comments };
}

const OTHER =
  /\b(?:e-?mail|letter|reply|respond|report|article|section|paragraph about|translate|translation|outline|code|explain|describe|analy[sz]e|compare|answer|question|help|plan|review|rewrite|improve|correct|agent|step)\b/i;

function wantsStory(request: string, system: string): boolean {
  const order = sentencesOf(request)[0] ?? "";
  if (STORY.test(order)) return true;
  if (OTHER.test(order)) return false;
  return STORY.test(system) || (!/\?\s*$/.test(order) && order.split(/\s+/).length <= 14);
}

/** What a request lists line by line, or else the whole text as the prompt. */
function readStoryRequest(request: string): { prompt: string; tone: string | null; words: number | null } {
  const about = /^[ \t]*(?:What it is about|About|Topic|Subject|Prompt):[ \t]*/im.exec(request);
  let prompt = about ? request.slice(about.index + about[0].length) : request;
  const last = new Map<string, string>();
  // Only the last lines: a prompt may hold lines that look the same.
  for (;;) {
    const [line, name = "", value = ""] = /(?:^|\n)[ \t]*(Tone|Length):[ \t]*([^\n]*)\s*$/i.exec(prompt) ?? [];
    if (line === undefined || last.has(name.toLowerCase())) break;
    last.set(name.toLowerCase(), value.trim());
    prompt = prompt.slice(0, -line.length);
  }
  let words = numberIn(last.get("length") ?? "");
  const inText = about ? null : /\b(?:about |around |of |in )?(\d+)[- ]words?\b(?: long)?/i.exec(prompt);
  if (words === null && inText) {
    words = Number(inText[1]);
    prompt = prompt.replace(inText[0], " ");
  }
  return { prompt: prompt.trim(), tone: last.get("tone") || null, words: words || null };
}

/** The newest numbered list of all comments so far, and what came after it; else each message is a comment. */
function commentsIn(later: string[]): string[] {
  const lists = later.map(numberedComments);
  const newest = lists.findLastIndex((list) => list !== null);
  const all = newest < 0 ? later : [...(lists[newest] ?? []), ...later.slice(newest + 1)];
  return all.map((comment) => comment.trim()).filter((comment) => comment !== "");
}

function numberedComments(text: string): string[] | null {
  const start = /^[ \t]*Comments so far[^\n]*:[ \t]*\n/im.exec(text);
  if (!start) return null;
  const comments: string[] = [];
  for (const line of text.slice(start.index + start[0].length).split("\n")) {
    const begins = new RegExp(`^${comments.length + 1}\\. ?(.*)$`).exec(line);
    if (begins) comments.push(begins[1] ?? "");
    else if (/^ {3}/.test(line) && comments.length > 0) comments[comments.length - 1] += `\n${line.slice(3)}`;
    else if (/^The newest comment is number\b/.test(line)) break;
  }
  return comments;
}
