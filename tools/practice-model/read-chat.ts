import { NUMBER, readNumber } from "./language/numbers";
import { sentencesOf } from "./language/text";
import { withoutNote } from "./note";
import type { Message } from "./read-request";
import { readTranslation, type Translation } from "./translate";

/** What a chat asks for. `comments` are the later requests of the same person, oldest first. */
export type Task =
  | { kind: "story"; prompt: string; tone: string | null; words: number | null; comments: string[] }
  | { kind: "title"; text: string; words: number }
  | { kind: "summary"; text: string; sentences: number }
  | { kind: "list"; subject: string; count: number }
  | { kind: "choice"; options: string[]; text: string }
  | { kind: "translation"; translation: Translation; comments: string[] }
  | { kind: "text"; request: string; comments: string[] };

export function readChat(messages: Message[]): Task {
  const users = messages.filter((message) => message.role === "user").map((message) => message.content);
  const last = users.at(-1) ?? "";
  return (
    readShortTask(last, messages) ??
    readLongTask(
      users,
      messages.some(({ role }) => role === "assistant"),
      systemText(messages),
    )
  );
}

const systemText = (messages: Message[]) =>
  messages
    .filter(({ role }) => role === "system")
    .map(({ content }) => content)
    .join("\n");

function readLongTask(users: string[], answered: boolean, system: string): Task {
  const [request = "", ...later] = users;
  const comments = answered ? later.flatMap((text, index) => commentsIn(text, index, later)) : [];
  // Several messages in a row, without an answer between them, are one request.
  const whole = answered ? request : users.join("\n");
  const translation = readTranslation(whole);
  if (translation) return { kind: "translation", translation, comments };
  if (!wantsStory(whole, system)) return { kind: "text", request: whole, comments };
  return { kind: "story", ...readStoryRequest(whole), comments };
}

const STORY = /\b(?:story|stories|tale|fable|fairy tale|narrative|novel|poem)\b/i;
const OTHER =
  /\b(?:e-?mail|letter|reply|respond|report|article|section|paragraph about|translate|translation|outline|code|explain|describe|analy[sz]e|compare|answer|question|help|plan|review|rewrite|improve|correct|agent|step)\b/i;

function wantsStory(request: string, system: string): boolean {
  const order = sentencesOf(request)[0] ?? "";
  if (STORY.test(order)) return true;
  if (OTHER.test(order) || /\?\s*$/.test(order)) return STORY.test(system) && !OTHER.test(order);
  return STORY.test(system) || order.split(/\s+/).length <= 14;
}

/** The lines of the product's own request, or else the whole text as the prompt. */
function readStoryRequest(request: string): { prompt: string; tone: string | null; words: number | null } {
  const about = /^[ \t]*(?:What it is about|About|Topic|Subject|Prompt):[ \t]*/im.exec(request);
  let prompt = about ? request.slice(about.index + about[0].length) : request;
  let tone: string | null = null;
  let words: number | null = null;
  // Only the last lines: a prompt may hold lines that look the same.
  for (;;) {
    const line = /(?:^|\n)[ \t]*(Tone|Length|Words):[ \t]*([^\n]*)\s*$/i.exec(prompt);
    if (!line || (line[1]?.toLowerCase() === "tone" ? tone !== null : words !== null)) break;
    if (line[1]?.toLowerCase() === "tone") tone = line[2]?.trim() || null;
    else
      words = readNumber(
        new RegExp(`\\b${NUMBER}\\b`, "i").exec((line[2] ?? "").replace(/\ban?\b(?! hundred)/gi, ""))?.[0] ?? "",
      );
    prompt = prompt.slice(0, line.index);
  }
  const inText = about ? null : /\b(?:about |around |of |in )?(\d+)[- ]words?\b(?: long)?/i.exec(prompt);
  if (words === null && inText) {
    words = Number(inText[1]);
    prompt = prompt.replace(inText[0], " ");
  }
  return { prompt: prompt.trim(), tone, words: words !== null && words > 0 ? words : null };
}

/** The numbered list of all comments so far, or a later message as a comment of its own. */
function commentsIn(text: string, index: number, all: string[]): string[] {
  const list = numberedComments(text);
  if (list) return all.slice(index + 1).some((later) => numberedComments(later) !== null) ? [] : list;
  if (all.slice(index + 1).some((later) => numberedComments(later) !== null)) return [];
  return text.trim() === "" ? [] : [text.trim()];
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
  return comments.map((comment) => comment.trim()).filter((comment) => comment !== "");
}

function readShortTask(last: string, messages: Message[]): Task | null {
  const [order = "", ...rest] = last.trim().split(/\n/);
  const below = rest.join("\n").trim();
  const before = messages.filter(({ role }) => role === "assistant").at(-1)?.content ?? "";
  const given = below || (/:\s*(\S.*)$/.exec(order)?.[1] ?? "") || before;
  const text = withoutNote(given || (/\b(?:about|for)\s+(.+)$/.exec(order)?.[1] ?? ""));
  const number = readNumber(new RegExp(`\\b${NUMBER}\\b`, "i").exec(order.replace(/\b(?:an?)\b/gi, ""))?.[0] ?? "");

  if (
    /\b(?:give|suggest|find|write|propose|choose|create|need|what)\b.{0,40}\b(?:title|headline|heading)\b/i.test(
      order,
    ) &&
    !STORY.test(order.replace(/\b(?:title|headline|heading)\b.*/i, ""))
  ) {
    return { kind: "title", text, words: /words?\b/i.test(order) && number ? number : 8 };
  }
  if (/\b(?:title|headline)\b.{0,30}:?$/i.test(order) && below !== "" && order.length < 60)
    return { kind: "title", text, words: 8 };
  if (
    /^(?:please\s+)?(?:summari[sz]e|sum up|give (?:me )?a (?:short |brief )?summary|write a (?:short |brief )?summary|tl;?dr)\b/i.test(
      order,
    )
  ) {
    return { kind: "summary", text, sentences: number && /sentence/i.test(order) ? number : 2 };
  }
  const options = optionsIn(order, last);
  if (options) return { kind: "choice", options, text: below || order };
  const list =
    /^(?:please\s+)?(?:list|name|give (?:me|us)|suggest|write|propose|make|draft|find)\b.{0,30}?\b(?:list|ideas|names|reasons|steps|options|examples|questions|topics|points|outline|suggestions|remarks|headlines|sections|bullet points|ways)\b(?:\s+(?:of|for|about|to|on|why))*\s*:?\s*(.*)$/i.exec(
      order,
    );
  if (list && !STORY.test(order))
    return { kind: "list", subject: list[1]?.trim() || text, count: number && number <= 20 ? number : 5 };
  return null;
}

/** "Classify ... as one of: a, b, c", "Answer yes or no". */
function optionsIn(order: string, whole: string): string[] | null {
  if (/\b(?:yes or no|yes\/no)\b/i.test(whole)) return ["yes", "no"];
  if (
    !/\b(?:classify|categori[sz]e|category|categories|label|sentiment|one of|choose|pick|which of|decide)\b/i.test(
      order,
    )
  )
    return null;
  const named =
    /\b(?:one of(?: these| the following)?|as|options|categories|labels|choose|between|into)(?: (?:the )?(?:following|labels?|categories))?:?\s+((?:["“']?[\p{L}\d][\p{L}\d _-]{0,30}["”']?\s*(?:,|\/|\||\bor\b|\band\b)\s*)+["“']?[\p{L}\d][\p{L}\d _-]{0,30})/iu.exec(
      whole,
    )?.[1];
  const options = named
    ?.split(/\s*(?:,|\/|\||\bor\b|\band\b)\s*/)
    .map((option) => option.replace(/["“”'.]/g, "").trim());
  return options && options.filter(Boolean).length > 1 ? options.filter(Boolean) : null;
}
