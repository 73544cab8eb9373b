import { countWords, lowerFirst } from "../language/text";
import type { Length } from "./brief";

interface Sentence {
  text: string;
  paragraph: number;
}

/** Puts sentences into paragraphs, as many as were asked for or as they come. */
export function intoParagraphs(sentences: Sentence[], length: Length): string {
  const merged = length.sentences === undefined ? sentences : mergeTo(sentences, length.sentences);
  const groups =
    length.paragraphs === undefined
      ? naturalGroups(merged)
      : balancedGroups(merged, Math.min(length.paragraphs, merged.length));
  return groups.map((group) => group.map(({ text }) => text).join(" ")).join("\n\n");
}

function naturalGroups(sentences: Sentence[]): Sentence[][] {
  const groups: Sentence[][] = [];
  for (const sentence of sentences) {
    const last = groups.at(-1);
    const words = last?.reduce((sum, { text }) => sum + countWords(text), 0) ?? 0;
    // A line of its own reads like an accident; it joins its neighbour.
    if (last && (last[0]?.paragraph === sentence.paragraph || words < 12)) last.push(sentence);
    else groups.push([sentence]);
  }
  const end = groups.at(-1);
  if (groups.length > 1 && end && end.reduce((sum, { text }) => sum + countWords(text), 0) < 12) {
    groups.splice(-2, 2, [...(groups.at(-2) ?? []), ...end]);
  }
  return groups;
}

/** So many groups of about the same number of words, cut between natural paragraphs where one is near. */
function balancedGroups(sentences: Sentence[], count: number): Sentence[][] {
  const words = sentences.map(({ text }) => countWords(text));
  const total = words.reduce((sum, each) => sum + each, 0);
  const groups: Sentence[][] = [];
  let start = 0;
  let sum = 0;
  for (let at = 0; at < sentences.length && groups.length < count - 1; at += 1) {
    sum += words[at] ?? 0;
    const goal = (total * (groups.length + 1)) / count;
    const natural = sentences[at]?.paragraph !== sentences[at + 1]?.paragraph;
    const mustCut = sentences.length - at - 1 <= count - groups.length - 1;
    if (mustCut || sum >= goal || (natural && sum >= goal - total / count / 3)) {
      groups.push(sentences.slice(start, at + 1));
      start = at + 1;
    }
  }
  return [...groups, sentences.slice(start)].filter((group) => group.length > 0);
}

/** Joins neighbours with a semicolon, the shortest pairs first, until so many sentences are left. */
function mergeTo(sentences: Sentence[], count: number): Sentence[] {
  const merged = [...sentences];
  while (merged.length > count) {
    let best = 0;
    for (let at = 0; at + 1 < merged.length; at += 1) {
      if (pairLength(merged, at) < pairLength(merged, best)) best = at;
    }
    const [first, second] = [merged[best], merged[best + 1]];
    if (!first || !second) break;
    merged.splice(best, 2, { text: join(first.text, second.text), paragraph: first.paragraph });
  }
  return merged;
}

const pairLength = (sentences: Sentence[], at: number) =>
  (sentences[at]?.text.length ?? 0) + (sentences[at + 1]?.text.length ?? 0);

/** Only words that are no names lose their capital. */
function join(first: string, second: string): string {
  const common =
    /^(?:The|A|An|And|But|Then|So|It|There|On|In|At|One|That|This|What|Nobody|Everybody|Outside|All|His|Her|Their|He|She|They|From|Some|Not)\b/;
  return `${first.replace(/[.]$/, "").replace(/([^.!?…])\.”$/, "$1”")}; ${common.test(second) ? lowerFirst(second) : second}`;
}
