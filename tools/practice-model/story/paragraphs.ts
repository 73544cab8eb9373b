import { countWords, lowerFirst } from "../language/text";
import type { Length } from "./brief";
import type { Sentence } from "./fit";

/** Puts sentences into paragraphs, as many as were asked for or as they come. */
export function intoParagraphs(sentences: Sentence[], length: Length): string {
  const merged = length.sentences === undefined ? sentences : mergeTo(sentences, length.sentences);
  const groups =
    length.paragraphs === undefined
      ? naturalGroups(merged)
      : balancedGroups(merged, Math.min(length.paragraphs, merged.length));
  return groups.map((group) => group.map(({ text }) => text).join(" ")).join("\n\n");
}

const wordsIn = (sentences: Sentence[]) => sentences.reduce((sum, { text }) => sum + countWords(text), 0);

/** A line of its own reads like an accident; it joins its neighbour. */
const isLine = (group: Sentence[]) => wordsIn(group) < 14;

function naturalGroups(sentences: Sentence[]): Sentence[][] {
  const groups: Sentence[][] = [];
  for (const sentence of sentences) {
    const last = groups.at(-1);
    if (last && (last[0]?.paragraph === sentence.paragraph || isLine(last))) last.push(sentence);
    else groups.push([sentence]);
  }
  const [before, end] = groups.slice(-2);
  if (before && end && isLine(end)) groups.splice(-2, 2, [...before, ...end]);
  return groups;
}

/** So many groups of about the same number of words, cut between natural paragraphs where one is near. */
function balancedGroups(sentences: Sentence[], count: number): Sentence[][] {
  const share = wordsIn(sentences) / count;
  const groups: Sentence[][] = [];
  let start = 0;
  for (let at = 0; at < sentences.length && groups.length < count - 1; at += 1) {
    const sum = wordsIn(sentences.slice(0, at + 1));
    const goal = share * (groups.length + 1);
    const natural = sentences[at]?.paragraph !== sentences[at + 1]?.paragraph;
    const mustCut = sentences.length - at - 1 <= count - groups.length - 1;
    if (!mustCut && sum < goal && !(natural && sum >= goal - share / 3)) continue;
    groups.push(sentences.slice(start, at + 1));
    start = at + 1;
  }
  return [...groups, sentences.slice(start)].filter((group) => group.length > 0);
}

/** Joins neighbours with a semicolon, the shortest pairs first, until so many sentences are left. */
function mergeTo(sentences: Sentence[], count: number): Sentence[] {
  let merged = sentences;
  while (merged.length > count) {
    const lengths = merged.slice(1).map(({ text }, at) => text.length + (merged[at]?.text.length ?? 0));
    const best = lengths.indexOf(Math.min(...lengths));
    const [first, second] = merged.slice(best, best + 2);
    if (!first || !second) break;
    merged = merged.toSpliced(best, 2, { ...first, text: join(first.text, second.text) });
  }
  return merged;
}

/** Only words that are no names lose their capital. */
const COMMON =
  /^(?:The|A|An|And|But|Then|So|It|There|On|In|At|One|That|This|What|Nobody|Everybody|Outside|All|His|Her|Their|He|She|They|From|Some|Not)\b/;

const join = (first: string, second: string) =>
  `${first.replace(/[.]$/, "").replace(/([^.!?…])\.”$/, "$1”")}; ${COMMON.test(second) ? lowerFirst(second) : second}`;
