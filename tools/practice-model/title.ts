import { isCreature, isPerson, isVista, isWeather, STOP_WORDS } from "./language/lexicon";
import { readNounPhrase } from "./language/noun-phrase";
import { seedFrom } from "./language/seed";
import { capitalize, escapeMarkdown, oneLine } from "./language/text";
import { withoutNote } from "./note";
import { isForeign } from "./story/foreign";
import { readSubject } from "./story/subject";

/** A title of at most so many words. */
export function findTitle(given: string, mostWords: number): string {
  const text = withoutNote(given);
  const heading = /^#{1,6}\s+(.+)$/m.exec(text)?.[1];
  if (heading) return clip(heading, mostWords);
  const plain = oneLine(text.replaceAll("&amp;", "&").replace(/[\\`*_{}[\]<>#|~]/g, ""));
  return plain === "" ? "Untitled" : escapeMarkdown(clip(candidate(plain), mostWords));
}

/** How stories say what they are about: the phrase, and sometimes a name before it. */
const ABOUT: RegExp[] = [
  /\b(?:stood|note|question|overnight|unanswered): “([^”]+)”/u,
  /^(?:This is the story of )?(?<name>\p{Lu}[\p{L}’'-]+), (an? [^,.]+(?:, who [^,.]+)?)(?:, lived\b|\.)/u,
  /\bthis is (?:the|a) story (?:of|about) ((?:[^,.]|, who)+)/iu,
  /\b(?:there (?:lived|was)) (an? [^.]+)\./iu,
  /\b(?:heard|talk|people|anyone [^,.]{3,60}?) about ((?:an?|the|my|our|some(?:one|body)|he|she|[\p{L}’'-]+ing|[\p{Ll}]+s\b)[^,.]*|\p{L}+)[,.]/u,
  /\b(?:dreamed of|began with|tell of|liked to tell) ([^,.]+)[,.]/u,
];
const NAMED =
  /\b(?:[Nn]ame was|called (?:him|her|them|somebody)|somebody called|neighbour called) (\p{Lu}[\p{L}’'-]+)/u;

function candidate(text: string): string {
  const opening = /^.*?[.!?]”?(?=\s|$)/u.exec(text)?.[0] ?? text;
  const found = ABOUT.map((pattern) => pattern.exec(opening)).find(Boolean);
  const name = found?.groups?.name ?? NAMED.exec(text)?.[1] ?? frequentName(text);
  const phrase = found?.at(-1);
  if (phrase) return fromPhrase(phrase, name, text);
  const noun = frequentNoun(text);
  if (noun) return titleCase(name && name.toLowerCase() !== noun ? `${name} and the ${noun}` : `The ${noun}`);
  return name ?? titleCase(text.split(" ").slice(0, 5).join(" "));
}

function fromPhrase(phrase: string, name: string | null, text: string): string {
  const { frame, thing, noun } = readSubject(phrase);
  if (frame === "quoted" || frame === "question") return isForeign(phrase) ? capitalize(phrase) : titleCase(phrase);
  if (frame !== "hero") return titleCase(firstThought(phrase));
  const { head, boundary, rest } = readNounPhrase(phrase);
  const role = head.join(" ");
  const end = rest.findIndex((word, at) => at > 0 && /^(?:and|but|or|that|which|when|where|because)$/.test(word));
  const clause = end < 0 ? rest : rest.slice(0, end);
  if (boundary === "relative" && !thing && head.length + clause.length <= 5)
    return titleCase(`The ${role} ${clause.join(" ")}`);
  if (name && /^(?:woman|man|girl|boy|person|somebody|stranger)$/.test(role))
    return thing ? titleCase(`${name} and ${thing}`) : name;
  const isShort = /^(?:preposition|participle)$/.test(boundary) && rest.length <= 3;
  const options = thing
    ? [`The ${role} and ${thing}`, ...(name ? [`${name} and ${thing}`] : [])]
    : [
        isShort ? `The ${role} ${rest.join(" ")}` : `The ${role}`,
        ...(name && !isShort ? [`${name} the ${noun ?? role}`] : []),
      ];
  return titleCase(seedFrom(text).pick(options, "title"));
}

/** Up to the first word that begins another thought. */
function firstThought(phrase: string): string {
  const plain = phrase.replace(/^(?:how(?! to)|what happened) /, "").replace(/^an? /, "The ");
  const words = plain.split(" ");
  const end = words.findIndex((word, at) => at > 1 && /^(?:who|that|which|but|as|it|where|when|because)$/.test(word));
  return (end > 1 ? words.slice(0, end) : words).join(" ");
}

const frequentName = (text: string) => frequent(text.match(/(?<=[\p{L},;’] )\p{Lu}[\p{Ll}’'-]{2,}/gu) ?? [], 2);

function frequentNoun(text: string): string | null {
  const lower = text.toLowerCase();
  const isTelling = (word: string) => [isPerson, isCreature, isVista, isWeather].some((is) => is(word));
  const nouns = lower.match(/(?<=\b(?:the|an?|this|his|her|my|our) )(?!\p{L}+(?:ly|ed|ing)\b)\p{L}{4,}(?=[\s,.;])/gu);
  return frequent((lower.match(/\p{L}{4,}/gu) ?? []).filter(isTelling), 2) ?? frequent(nouns ?? [], 1);
}

function frequent(words: string[], least: number): string | null {
  const counts = new Map<string, number>();
  for (const word of words) if (!STOP_WORDS.has(word.toLowerCase())) counts.set(word, (counts.get(word) ?? 0) + 1);
  const [best, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [null, 0];
  return count >= least ? best : null;
}

const SMALL = /^(?:a|an|and|as|at|by|for|from|in|of|on|or|the|to|with)$/;
const titleCase = (phrase: string) =>
  phrase
    .split(" ")
    .map((word, index) => (index > 0 && SMALL.test(word) ? word : capitalize(word)))
    .join(" ");

const clip = (title: string, words: number) =>
  title
    .split(/\s+/)
    .slice(0, Math.max(1, words))
    .join(" ")
    .replace(/(?:\s(?:and|the|a|an|of|in|with|who|to|for|at|on))+$/i, "")
    .replace(/[.,;:]+$/, "");
