import { NUMBER, readNumber } from "./language/numbers";

/** What is answered in a line or a list, without comments. */
export type ShortTask =
  | { kind: "title"; text: string; words: number }
  | { kind: "summary"; text: string; sentences: number }
  | { kind: "list"; subject: string; count: number }
  | { kind: "choice"; options: string[]; text: string };

export const STORY = /\b(?:story|stories|tale|fable|fairy tale|narrative|novel|poem)\b/i;

const TITLE =
  /\b(?:give|suggest|find|write|propose|choose|create|need|what)\b.{0,40}\b(?:title|headline|heading)\b|^.{0,60}\b(?:title|headline)\b.{0,30}:$/i;
const SUMMARY = /^(?:please\s+)?(?:summari[sz]e|sum up|(?:give (?:me )?|write )a (?:short |brief )?summary|tl;?dr)\b/i;
const LIST =
  /^(?:please\s+)?(?:list|name|give (?:me|us)|suggest|write|propose|make|draft|find)\b.{0,30}?\b(?:list|ideas|names|reasons|steps|options|examples|questions|topics|points|outline|suggestions|remarks|headlines|sections|bullet points|ways)\b(?:\s+(?:of|for|about|to|on|why))*\s*:?\s*(.*)$/i;
const CHOICE = /\b(?:classify|categori[sz]e|category|categories|label|sentiment|one of|choose|pick|which of|decide)\b/i;
const OPTION = String.raw`["“']?[\p{L}\d][\p{L}\d _-]{0,30}["”']?`;
const OR = String.raw`\s*(?:,|\/|\||\bor\b|\band\b)\s*`;
const OPTIONS = new RegExp(
  String.raw`\b(?:one of(?: these| the following)?|as|options|categories|labels|choose|between|into)(?: (?:the )?(?:following|labels?|categories))?:?\s+((?:${OPTION}${OR})+${OPTION})`,
  "iu",
);

/** The first line is the order; what it is about stands below it, behind a colon, or is the answer before. */
export function readShortTask(asked: string, before: string): ShortTask | null {
  const [order = "", ...rest] = asked.trim().split("\n");
  const below = rest.join("\n").trim();
  const text = below || /:\s*(\S.*)$/.exec(order)?.[1] || before || /\b(?:about|for)\s+(.+)$/.exec(order)?.[1] || "";
  const number = numberIn(order);
  const isStory = STORY.test(order.replace(/\b(?:title|headline|heading)\b.*/i, ""));
  if (TITLE.test(order) && !isStory) return { kind: "title", text, words: (/words?\b/i.test(order) && number) || 8 };
  if (SUMMARY.test(order)) return { kind: "summary", text, sentences: (/sentence/i.test(order) && number) || 2 };
  const options = optionsIn(order, asked);
  if (options.length > 1) return { kind: "choice", options, text: below || order };
  const [, subject] = (STORY.test(order) ? null : LIST.exec(order)) ?? [];
  if (subject === undefined) return null;
  return { kind: "list", subject: subject.trim() || text, count: number && number <= 20 ? number : 5 };
}

/** The first number in it; a lone "a" is none. */
export function numberIn(text: string): number | null {
  return readNumber(new RegExp(`\\b${NUMBER}\\b`, "i").exec(text.replace(/\ban?\b(?! hundred)/gi, ""))?.[0] ?? "");
}

/** "Classify ... as one of: a, b, c", "Answer yes or no". */
function optionsIn(order: string, whole: string): string[] {
  if (/\b(?:yes or no|yes\/no)\b/i.test(whole)) return ["yes", "no"];
  const named = CHOICE.test(order) ? (OPTIONS.exec(whole)?.[1] ?? "") : "";
  const options = named.split(new RegExp(OR)).map((option) => option.replace(/["“”'.]/g, "").trim());
  return options.filter((option) => option !== "");
}
