import { readComment } from "./comments/read-comment";
import { STOP_WORDS } from "./language/lexicon";
import { seedFrom } from "./language/seed";
import {
  capitalize,
  escapeMarkdown,
  joinAnd,
  lowerFirst,
  oneLine,
  quote,
  sentencesOf,
  shortenWords,
} from "./language/text";
import { sentences } from "./material/phrases";
import { GREETING } from "./short-answers";

const ARTICLE = /\b(?:section|chapter|article|report|paragraph|blog post|essay|announce\w*|newsletter)\b/i;
const LETTER = /\b(?:e-?mail|letter|reply|respond|message)\b/i;

/** A first version of anything that is no story: with the request's own words, and nothing said about the world. */
export function writeText(request: string, comments: string[]): { text: string; unfollowed: string[] } {
  const [order = "", ...below] = request.split("\n");
  const wishes = comments.map(readComment);
  const length = wishes.flat().reduce((sum, wish) => {
    return wish.kind === "length" ? sum + Math.sign((wish.change.factor ?? 1) - 1) : sum;
  }, 0);
  const unfollowed = comments.filter((_, at) => wishes[at]?.some(({ kind }) => kind !== "length"));
  return { text: paragraphs(order, below.join("\n"), length).join("\n\n"), unfollowed };
}

function paragraphs(order: string, below: string, length: number): string[] {
  const isQuestion = /\?\s*$/.test(oneLine(`${order} ${below}`));
  if (ARTICLE.test(order) && !/\?\s*$/.test(order)) return article(order, below, length);
  if (LETTER.test(order)) return letter(order, below);
  const asked = quoted(`${order} ${below}`, 30);
  if (isQuestion) return [`The question was: ${asked} It cannot be answered here: that takes knowledge of the world.`];
  const words = `${order} ${below}`.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
  const topics = [...new Set(words)].filter((word) => !STOP_WORDS.has(word)).slice(0, 4);
  const it = topics.length > 0 ? joinAnd(topics.map((topic) => `**${escapeMarkdown(topic)}**`)) : "what was asked";
  const [points = ""] = seedFrom(order).shuffle(sentences("points"), "points");
  const more = length > 0 ? sentences("more points") : [];
  return [`This is a first version of what was asked for: ${asked}`, points.replaceAll("{it}", it), ...more];
}

const quoted = (text: string, words: number) => quote(escapeMarkdown(shortenWords(text, words)).replace(/\.$/, ""));

function letter(order: string, below: string): string[] {
  const subject = sentencesOf(below.trim().replace(/\n/g, " ").replace(GREETING, "") || order)[0] ?? "your message";
  return sentences("letter").map((line) => line.replaceAll("{subject}", quoted(subject, 20)));
}

/** A section, an article, a report from notes or an announcement, with the subject, heading and notes of the request. */
function article(order: string, below: string, length: number): string[] {
  const notes = below.match(/^\s*[-*]\s+\S.*$/gm)?.map((line) => line.replace(/^\s*[-*]\s+/, "")) ?? [];
  if (notes.length > 0) return report(notes);
  const seed = seedFrom(order);
  const heading = escapeMarkdown(/[“"]([^”"]{2,120})[”"]/.exec(order)?.[1] ?? "the first question");
  const pick = (kind: string) =>
    capitalize(seed.pick(sentences(kind), kind).replaceAll("{it}", subjectOf(order)).replaceAll("{h}", heading));
  if (/\bannounc/i.test(order)) return [pick("announcement")];
  const middles = seed.shuffle(sentences("article middle"), "middles").slice(0, Math.max(1, 2 + length));
  return [`${pick("article beginning")} ${middles[0]}`, ...middles.slice(1), pick("article end")];
}

function report(notes: string[]): string[] {
  const count = notes.length === 1 ? "One note" : `${notes.length} notes`;
  const lines = notes.map((note) => {
    const [who = "", said] = note.split(/:\s+(.*)/s, 2);
    return said ? `**${escapeMarkdown(who)}:** ${sentence(said)}` : sentence(note);
  });
  return [`${count} came in, and this is what they say.`, ...lines, "What needs a decision should be named here."];
}

/** "about trees in cities, in 120 words" is "trees in cities"; a question stands as a question. */
function subjectOf(order: string): string {
  const about =
    /\b(?:about|on)\s+(.+?)(?=\s+for\s|,\s+in\s|\s+in (?:about|two|three|one|\d)|\s+to (?:its|our|the)\s|[.:\n]|$)/i;
  const it = escapeMarkdown(shortenWords((about.exec(order)?.[1] ?? "it").replace(/[,?!\s]+$/, ""), 16));
  const phrase = /^\p{Lu}\p{Ll}+\s+\p{Ll}/u.test(it) ? lowerFirst(it) : it;
  return /^(?:why|how|what|when|where|who|whether)\b/i.test(phrase) ? `the question ${phrase}` : phrase;
}

function sentence(text: string): string {
  const line = escapeMarkdown(capitalize(oneLine(text)));
  return /[.!?…]$/.test(line) ? line : `${line}.`;
}
