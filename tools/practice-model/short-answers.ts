import { REMARKS } from "./article/material";
import { singular } from "./language/inflect";
import { STOP_WORDS } from "./language/lexicon";
import { seedFrom } from "./language/seed";
import { escapeMarkdown, oneLine, sentencesOf, shortenWords } from "./language/text";
import { withoutNote } from "./note";

export const GREETING =
  /^(?:hello|hi|hey|good (?:morning|day|afternoon|evening)|dear\b[^,\n]{0,60})(?:\s+\p{L}+)?[,!.]\s*/iu;

/** The first sentences of a text and its last one. */
export function summarize(given: string, count: number): string {
  const prose = withoutNote(given)
    .replace(/^\s*[#|].*$/gm, "")
    .trim()
    .replace(GREETING, "");
  const sentences = sentencesOf(oneLine(prose));
  if (sentences.length === 0) return "There is nothing to sum up.";
  const chosen =
    sentences.length <= count
      ? sentences
      : [...sentences.slice(0, Math.max(1, count - 1)), ...(count > 1 ? sentences.slice(-1) : [])];
  return chosen.map((sentence) => shortenWords(sentence, 30)).join(" ");
}

/** Words that speak for an answer without naming it. */
const SIGNS: Record<string, RegExp> = {
  positive: /\b(?:good|great|love|nice|excellent|happy|thanks?|perfect|wonderful|best|like)\b/gi,
  negative: /\b(?:bad|hate|terrible|awful|angry|worst|broken|poor|disappoint\w*|never|not)\b/gi,
  urgent: /\b(?:urgent\w*|asap|immediately|now|down|outage|emergency|deadline)\b/gi,
  high: /\b(?:urgent\w*|asap|immediately|down|outage|emergency|lost|security)\b/gi,
  billing: /\b(?:invoice|charge\w*|refund|pay\w*|price|card|subscription|money)\b/gi,
  technical: /\b(?:error|bug|crash\w*|login|password|install\w*|broken|code|slow)\b/gi,
  yes: /\b(?:yes|agree|correct|true|sure|ok)\b/gi,
};

/** The option that has most in common with the text; the first one where none has. */
export function chooseOption(options: string[], text: string): string {
  const words = new Set(contentWords(text));
  const score = (option: string) => {
    const shared = contentWords(option).filter((word) => words.has(word)).length;
    return shared * 3 + (text.match(SIGNS[option.toLowerCase()] ?? /(?!)/g)?.length ?? 0);
  };
  return options.reduce((best, option) => (score(option) > score(best) ? option : best), options[0] ?? "");
}

export const contentWords = (text: string) =>
  (text.toLowerCase().match(/\p{L}{2,}/gu) ?? []).filter((word) => !STOP_WORDS.has(word)).map(singular);

const POINTS = [
  "How {it} began, and who was there",
  "What most people believe about {it}",
  "The one thing about {it} that is easily missed",
  "What {it} would need, and what it costs",
  "Three examples of {it}, one of them small",
  "What could go wrong with {it}, and what then",
  "Who would be glad of {it}, and who would not",
  "{It} on an ordinary Tuesday",
  "What to do about {it} first",
  "What will be left of {it} in ten years",
];

/** A numbered list of thoughts about a subject. */
export function listItems(given: string, count: number): string {
  // What is said about a text must hold without having understood it.
  if (/^(?:the\s+[\p{L}\s]+\bof\s+)?(?:this|the|my|our)\s+(?:article|text|draft|report|letter)\b/iu.test(given)) {
    const remarks = seedFrom(given).shuffle(REMARKS, "remarks");
    return Array.from({ length: count }, (_, index) => `${index + 1}. ${remarks[index % remarks.length]}`).join("\n");
  }
  const subject = escapeMarkdown(shortenWords(given.replace(/[.:!?\s]+$/, ""), 8)) || "it";
  const points = seedFrom(given).shuffle(POINTS, "points");
  return Array.from({ length: count }, (_, index) => {
    const again = index >= points.length ? `, once more (${Math.floor(index / points.length) + 1})` : "";
    const point = (points[index % points.length] ?? "")
      .replaceAll("{it}", subject)
      .replaceAll("{It}", subject.charAt(0).toUpperCase() + subject.slice(1));
    return `${index + 1}. ${point}${again}`;
  }).join("\n");
}
