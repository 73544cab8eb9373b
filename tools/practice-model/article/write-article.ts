import { readComment } from "../comments/read-comment";
import { type Seed, seedFrom } from "../language/seed";
import { capitalize, escapeMarkdown, lowerFirst, oneLine, shortenWords } from "../language/text";
import { ANNOUNCEMENTS, BEGINNINGS, ENDS, MIDDLES } from "./material";

const ARTICLE = /\b(?:section|chapter|article|report|paragraph|blog post|essay|announce\w*|newsletter)\b/i;

/**
 * A plausible first version of a section, an article, a report from notes or an announcement; null for other
 * requests. It has the request's subject, heading and notes, and says nothing about the world.
 */
export function writeArticle(request: string, comments: string[]): string[] | null {
  const [order = "", ...below] = request.split("\n");
  if (!ARTICLE.test(order) || /\?\s*$/.test(order)) return null;
  const seed = seedFrom(order);
  const notes = below.filter((line) => /^\s*[-*]\s+\S/.test(line)).map((line) => line.replace(/^\s*[-*]\s+/, ""));
  if (notes.length > 0) return report(notes);
  const it = subjectOf(order);
  if (/\bannounc/i.test(order)) return [fill(seed.pick(ANNOUNCEMENTS, "announcement"), it, "")];
  const heading = /[“"]([^”"]{2,120})[”"]/.exec(order)?.[1];
  return paragraphs(seed, it, escapeMarkdown(heading ?? "the first question"), lengthOf(comments));
}

function paragraphs(seed: Seed, it: string, heading: string, length: number): string[] {
  const middles = seed.shuffle(MIDDLES, "middles").slice(0, Math.max(1, 2 + length));
  const [first = "", ...more] = middles;
  const beginning = fill(seed.pick(BEGINNINGS, "beginning"), it, heading);
  return [`${beginning} ${first}`, ...more, seed.pick(ENDS, "end")];
}

function report(notes: string[]): string[] {
  const count = notes.length === 1 ? "One note" : `${notes.length} notes`;
  return [
    `${count} came in, and this is what they say.`,
    ...notes.map((note) => {
      const [who, said] = note.split(/:\s+(.*)/s, 2);
      return said ? `**${escapeMarkdown(who ?? "")}:** ${sentence(said)}` : sentence(note);
    }),
    "Whatever needs a decision before next week should be named here.",
  ];
}

/** "about trees in cities, in 120 words" is "trees in cities"; a question stands as a question. */
function subjectOf(order: string): string {
  const about =
    /\b(?:about|on)\s+(.+?)(?=\s+for\s|,\s+in\s|\s+in (?:about|two|three|one|\d)|\s+to (?:its|our|the)\s|[.:\n]|$)/i;
  const found = about.exec(order)?.[1] ?? "it";
  const it = escapeMarkdown(shortenWords(found.replace(/[,?!\s]+$/, ""), 16));
  const phrase = /^\p{Lu}\p{Ll}+\s+\p{Ll}/u.test(it) ? lowerFirst(it) : it;
  return /^(?:why|how|what|when|where|who|whether)\b/i.test(phrase) ? `the question ${phrase}` : phrase;
}

/** Paragraphs more or less than usual, as the comments wish. */
function lengthOf(comments: string[]): number {
  return comments.flatMap(readComment).reduce((length, wish) => {
    if (wish.kind !== "length") return length;
    const factor = wish.change.factor ?? 1;
    return length + (factor > 1 ? 1 : factor < 1 ? -1 : 0);
  }, 0);
}

const fill = (template: string, it: string, heading: string) =>
  capitalize(template.replaceAll("{it}", it).replaceAll("{h}", heading));

function sentence(text: string): string {
  const line = escapeMarkdown(capitalize(oneLine(text)));
  return /[.!?…]$/.test(line) ? line : `${line}.`;
}
