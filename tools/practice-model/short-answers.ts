import { singular } from "./language/inflect";
import { STOP_WORDS } from "./language/lexicon";
import { seedFrom } from "./language/seed";
import { capitalize, escapeMarkdown, oneLine, sentencesOf, shortenWords } from "./language/text";
import { sentences } from "./material/phrases";
import { hasWords, list } from "./material/words";
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
  const last = count > 1 && sentences.length > count ? sentences.slice(-1) : [];
  const chosen = [...sentences.slice(0, Math.max(1, count - last.length)), ...last];
  return chosen.map((sentence) => shortenWords(sentence, 30)).join(" ");
}

/** The option that has most in common with the text; the first one where none has. */
export function chooseOption(options: string[], text: string): string {
  const words = new Set(contentWords(text));
  const said = new Set(text.toLowerCase().match(/\p{L}+/gu));
  const score = (option: string) => {
    const shared = contentWords(option).filter((word) => words.has(word)).length;
    // Words that speak for an answer without naming it.
    const signs = hasWords(`for ${option.toLowerCase()}`) ? list(`for ${option.toLowerCase()}`) : [];
    return shared * 3 + signs.filter((sign) => said.has(sign)).length;
  };
  return options.reduce((best, option) => (score(option) > score(best) ? option : best), options[0] ?? "");
}

export const contentWords = (text: string) =>
  (text.toLowerCase().match(/\p{L}{2,}/gu) ?? []).filter((word) => !STOP_WORDS.has(word)).map(singular);

/** A numbered list of thoughts about a subject. */
export function listItems(given: string, count: number): string {
  // What is said about a text must hold without having understood it.
  const isText = /^(?:the\s+[\p{L}\s]+\bof\s+)?(?:this|the|my|our)\s+(?:article|text|draft|report|letter)\b/iu.test(
    given,
  );
  const subject = escapeMarkdown(shortenWords(given.replace(/[.:!?\s]+$/, ""), 8)) || "it";
  const points = seedFrom(given).shuffle(sentences(isText ? "remark" : "list"), "points");
  return Array.from({ length: count }, (_, index) => {
    const again = index >= points.length ? `, once more (${Math.floor(index / points.length) + 1})` : "";
    const point = points[index % points.length] ?? "";
    return `${index + 1}. ${point.replaceAll("{it}", subject).replaceAll("{It}", capitalize(subject))}${again}`;
  }).join("\n");
}
