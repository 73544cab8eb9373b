import { isCreature, isPerson, isVista, isWeather, STOP_WORDS } from "./language/lexicon";
import { seedFrom } from "./language/seed";
import { capitalize, escapeMarkdown, oneLine } from "./language/text";
import { withoutNote } from "./note";
import { readNounPhrase } from "./story/noun-phrase";
import { isForeign, readSubject } from "./story/subject";

const SMALL = /^(?:a|an|and|as|at|by|for|from|in|of|on|or|the|to|with)$/;

/** A title of at most so many words. */
export function findTitle(given: string, mostWords: number): string {
  const text = withoutNote(given);
  const heading = /^#{1,6}\s+(.+)$/m.exec(text)?.[1];
  if (heading) return clip(heading, mostWords);
  const plain = oneLine(text.replaceAll("&amp;", "&").replace(/[\\`*_{}[\]<>#|~]/g, ""));
  if (plain === "") return "Untitled";
  return escapeMarkdown(clip(candidate(plain), Math.max(1, mostWords)));
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

function candidate(text: string): string {
  const opening = /^.*?[.!?]”?(?=\s|$)/u.exec(text)?.[0] ?? text;
  const found = ABOUT.map((pattern) => pattern.exec(opening)).find(Boolean);
  const name =
    found?.groups?.name ??
    /\b(?:[Nn]ame was|called (?:him|her|them|somebody)|somebody called|neighbour called) (\p{Lu}[\p{L}’'-]+)/u.exec(
      text,
    )?.[1] ??
    mostFrequentName(text);
  const phrase = found?.at(-1);
  if (phrase) return fromPhrase(phrase, name, text);
  const noun = mostFrequentNoun(text);
  if (noun) return titleCase(name && name.toLowerCase() !== noun ? `${name} and the ${noun}` : `The ${noun}`);
  return name ?? titleCase(text.split(" ").slice(0, 5).join(" "));
}

function fromPhrase(phrase: string, name: string | null, text: string): string {
  const subject = readSubject(phrase);
  if (subject.frame === "quoted" || subject.frame === "question")
    return isForeign(phrase) ? capitalize(phrase) : titleCase(phrase);
  if (subject.frame !== "hero")
    return titleCase(
      shortPhrase(phrase.replace(/^(?:an?|how(?! to)|what happened) /, (word) => (/^an?\s/.test(word) ? "The " : ""))),
    );
  const { head, boundary, rest } = readNounPhrase(phrase);
  const role = head.join(" ");
  const clause = rest.slice(
    0,
    rest.findIndex((word, index) => index > 0 && /^(?:and|but|or|that|which|when|where|because)$/.test(word)) >>> 0,
  );
  if (boundary === "relative" && !subject.thing && head.length + clause.length <= 5) {
    return titleCase(`The ${role} ${clause.join(" ")}`);
  }
  if (name && /^(?:woman|man|girl|boy|person|stranger)$/.test(role))
    return subject.thing ? titleCase(`${name} and ${subject.thing}`) : name;
  const options = [`The ${role}`];
  if (subject.thing) options.splice(0, 1, `The ${role} and ${subject.thing}`, `The ${role} and ${subject.thing}`);
  else if ((boundary === "preposition" || boundary === "participle") && rest.length <= 3)
    options.splice(0, 1, `The ${role} ${rest.join(" ")}`);
  else if (name) options.push(`${name} the ${subject.noun ?? role}`);
  if (name && subject.thing) options.push(`${name} and ${subject.thing}`);
  return titleCase(seedFrom(text).pick(options, "title"));
}

/** Up to the first word that begins another thought. */
function shortPhrase(phrase: string): string {
  const words = phrase.split(" ");
  const end = words.findIndex(
    (word, index) => index > 1 && /^(?:who|that|which|but|as|it|where|when|because)$/.test(word),
  );
  return (end > 1 ? words.slice(0, end) : words).join(" ");
}

function mostFrequentName(text: string): string | null {
  const names = [...text.matchAll(/(?<=[\p{L},;’] )\p{Lu}[\p{Ll}’'-]{2,}/gu)].map(([word]) => word);
  return mostFrequent(
    names.filter((word) => !STOP_WORDS.has(word.toLowerCase())),
    2,
  );
}

function mostFrequentNoun(text: string): string | null {
  const words = text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
  const telling = words.filter((word) => [isPerson, isCreature, isVista, isWeather].some((is) => is(word)));
  const after = [...text.toLowerCase().matchAll(/\b(?:the|an?|this|his|her|my|our) (\p{L}{4,})(?=[\s,.;])/gu)].map(
    ([, word = ""]) => word,
  );
  return (
    mostFrequent(telling, 2) ??
    mostFrequent(
      after.filter((word) => !STOP_WORDS.has(word) && !/(?:ly|ed|ing)$/.test(word)),
      1,
    )
  );
}

function mostFrequent(words: string[], least: number): string | null {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best && best[1] >= least ? best[0] : null;
}

const titleCase = (phrase: string) =>
  phrase
    .split(" ")
    .map((word, index) => (index > 0 && SMALL.test(word) ? word : capitalize(word)))
    .join(" ");

const clip = (title: string, words: number) =>
  title
    .split(/\s+/)
    .slice(0, words)
    .join(" ")
    .replace(/(?:\s(?:and|the|a|an|of|in|with|who|to|for|at|on))+$/i, "")
    .replace(/[.,;:]+$/, "");
