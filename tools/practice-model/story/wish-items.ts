import { isPlural, withArticle } from "../language/inflect";
import { isCreature, isPerson, isVista, isWeather, STOP_WORDS } from "../language/lexicon";
import { readNounPhrase } from "../language/noun-phrase";
import { escapeMarkdown, lowerFirst, quote, shortenWords } from "../language/text";
import { hasPhrases, phrases } from "../material/phrases";
import type { Values } from "./fill";
import { mentions } from "./mentions";
import { type Item, isComparative, itemOf, nth, type Telling } from "./telling";

const user = (text: string) => escapeMarkdown(shortenWords(text, 30));

/** In the middle of a sentence; a name keeps its capital. */
function inside(text: string): string {
  const trimmed = user(text).replace(/[.\s]+$/, "");
  const first = trimmed.split(/[\s,’']/)[0] ?? "";
  return STOP_WORDS.has(first.toLowerCase()) && first !== "I" ? lowerFirst(trimmed) : trimmed;
}

/** Of what kind a noun phrase is, as far as a sentence has to know. */
function kindOf(phrase: string): "creature" | "person" | "weather" | "vista" | "thing" | "many" {
  const { noun, plural, boundary } = readNounPhrase(phrase);
  if (isVista(noun)) return "vista";
  if (plural || isPlural(noun) || boundary === "conjunction") return "many";
  if (isCreature(noun)) return "creature";
  if (isPerson(noun)) return "person";
  return isWeather(noun) ? "weather" : "thing";
}

/** What comments and the prompt want said, in the paragraphs 0 to 3. */
export function spokenItems(telling: Telling): Item[] {
  const { brief, facts } = telling;
  const tell: Tell = (paragraph, heading, values, index = 0) =>
    itemOf(telling, nth(telling, heading, index), values, { paragraph, priority: 2 });
  return [
    ...(brief.time ? tell(0, "time", { what: user(brief.time) }) : []),
    ...facts.flatMap((fact, index) => tell(0, "fact", { what: inside(fact) }, index)),
    ...additionItems(telling, tell),
    ...brief.says.flatMap((text, index) => tell(3, "say", { what: quote(user(text)) }, index)),
  ];
}

type Tell = (paragraph: number, heading: string, values: Values, index?: number) => Item[];

/** Additions, and names of others: given to what was added, to what the prompt has, or to somebody new. */
function additionItems({ brief, prompt }: Telling, tell: Tell): Item[] {
  const additions = brief.additions.map((addition) => ({ ...addition }));
  const named = [...brief.names].flatMap(([noun, name]) => {
    const added = additions.find(({ what }) => mentions(what, noun));
    if (added) added.name ??= name;
    else if (mentions(prompt, noun))
      return tell(1, kindOf(noun) === "creature" ? "named creature" : "named", { what: name, noun: user(noun) });
    else additions.push({ what: withArticle(noun), name });
    return [];
  });
  const used = new Map<string, number>();
  const added = additions.flatMap(({ what, name }, index) => {
    const kind = /\b(?:dialog(?:ue)?|conversations?|direct speech)$/i.test(what)
      ? "dialogue"
      : /^(?:a|the) moral$/i.test(what)
        ? "moral"
        : kindOf(what);
    const count = used.get(kind) ?? 0;
    used.set(kind, count + 1);
    const called = name ? ` called ${escapeMarkdown(name)}` : "";
    return tell(1 + (index % 3), `add ${kind}`, { what: inside(what) + called }, count);
  });
  return [...named, ...added];
}

/** Early, middle and late lines of the tones; one of each tone is always there. */
export function toneItems(telling: Telling, paragraphs: [number, number, number]): [Item[], Item[], Item[]] {
  const groups: [Item[], Item[], Item[]] = [[], [], []];
  const add = (at: 0 | 1 | 2, forms: string[], priority: number, values: Values = {}) =>
    groups[at].push(...itemOf(telling, forms, values, { paragraph: paragraphs[at], priority, required: at === 0 }));
  for (const tone of telling.brief.tones.slice(0, 3)) {
    if (hasPhrases(`tone ${tone}`)) {
      const [early = [], middle = [], late = []] = phrases(`tone ${tone}`);
      add(0, early, 2.5);
      add(1, middle, 2.55);
      add(2, late, 4);
    } else {
      const isPhrase = !isComparative(tone) && /\s/.test(tone.trim());
      const what = isPhrase ? quote(user(tone).replace(/[.\s]+$/, "")) : user(tone).toLowerCase();
      const heading = isPhrase ? "unknown tone phrase" : isComparative(tone) ? "unknown tone more" : "unknown tone";
      add(0, nth(telling, heading, 0), 2.5, { what, aWhat: withArticle(what) });
    }
  }
  return groups;
}

/** How it ends: the mood, or what happens; and after that a last image or last words. */
export function endingItems(telling: Telling, paragraph: number): Item[] {
  const { mood, adjective, image, words } = telling.brief.ending;
  const end = (heading: string, values: Values = {}, priority = 1) =>
    itemOf(telling, nth(telling, heading, 0), values, { paragraph, priority });
  const items: Item[] = [];
  if (adjective) {
    const what = user(adjective);
    items.push(...end(isComparative(adjective) ? "last more" : "last adjective", { what, aWhat: withArticle(what) }));
  } else items.push(...end(`ending ${mood ?? "plain"}`, {}, mood ? 2.8 : 3));
  if (words) items.push(...end("last words", { what: quote(user(words)) }));
  if (image) {
    const isWhere = /^(?:in|on|at|near|under|beside|by|inside|among)\s/i.test(image);
    const kind = isWhere ? "place" : kindOf(image) === "weather" ? "weather" : "thing";
    const bare = user(image).replace(/^(?:an?|the|some|more)\s+/i, "");
    items.push(...end(`last ${kind}`, { what: inside(image), bare }));
  }
  return items;
}
