import { withArticle } from "../language/inflect";
import { STOP_WORDS } from "../language/lexicon";
import type { Seed } from "../language/seed";
import { escapeMarkdown, lowerFirst, quote, shortenWords } from "../language/text";
import { type Addition, mentions, type StoryBrief } from "./brief";
import { fill, type Values } from "./fill";
import type { Item } from "./fit";
import { kindOf } from "./kinds";
import { ENDINGS } from "./material/endings";
import { TONES } from "./material/tones";
import * as lines from "./material/wish-lines";

/** Where a sentence goes and how dear it is. */
export interface Place {
  paragraph: number;
  priority: number;
  required?: boolean;
}

export interface Telling {
  brief: StoryBrief;
  values: Values;
  seed: Seed;
  isHero(noun: string): boolean;
  /** What the prompt says, where others might be named already. */
  prompt: string;
}

/** A sentence in its forms, from short to long; null when none of them can be used. */
export function item(telling: Telling, forms: readonly string[], values: Values, place: Place): Item | null {
  const options = forms
    .map((form) => fill(form, { ...telling.values, ...values }))
    .filter((text) => text !== null)
    .filter((text) => !telling.brief.removed.some((what) => mentions(text, what)));
  if (options.length === 0) return null;
  return { options, required: place.required ?? true, priority: place.priority, paragraph: place.paragraph };
}

const pair = (telling: Telling, [long, short]: lines.Pair, values: Values, place: Place) =>
  item(telling, [short, long], values, place);

const user = (text: string) => escapeMarkdown(shortenWords(text, 30));
const quoted = (text: string) => quote(user(text).replace(/[.\s]+$/, ""));

/** In the middle of a sentence; a name keeps its capital. */
const inside = (text: string) => {
  const trimmed = user(text).replace(/[.\s]+$/, "");
  const first = trimmed.split(/[\s,’']/)[0] ?? "";
  return STOP_WORDS.has(first.toLowerCase()) && first !== "I" ? lowerFirst(trimmed) : trimmed;
};

const pickFrom = (options: readonly lines.Pair[], index: number, seed: Seed, purpose: string) =>
  seed.shuffle(options, purpose)[index % options.length] as lines.Pair;

export function timeItem(telling: Telling, paragraph: number): (Item | null)[] {
  const { time } = telling.brief;
  return time ? [pair(telling, lines.TIME, { what: user(time) }, { paragraph, priority: 2 })] : [];
}

export function factItems(telling: Telling, facts: string[], place: Place): (Item | null)[] {
  return facts.map((fact, index) =>
    pair(telling, lines.FACTS[index % lines.FACTS.length] as lines.Pair, { what: inside(fact) }, place),
  );
}

const NOT_COMPARATIVE = /^(?:clever|sober|tender|bitter|eager|proper|super|other|sinister|slender)$/i;
const isComparative = (adjective: string) =>
  /^(?:more|less)\s/i.test(adjective) || (/er$/i.test(adjective) && !NOT_COMPARATIVE.test(adjective));

export function traitItems(telling: Telling, paragraph: number): (Item | null)[] {
  return telling.brief.traits.map(({ who, adjective }) => {
    const hero = who === null || telling.isHero(who);
    const values = { who: hero ? (telling.values.name ?? null) : `the ${user(who)}`, what: user(adjective) };
    const [form] = isComparative(adjective) ? lines.TRAITS.comparative : lines.TRAITS.plain;
    return form ? pair(telling, form, values, { paragraph, priority: 2 }) : null;
  });
}

/** Additions, and names of others: given to what was added, to what the prompt has, or to somebody new. */
export function additionItems(telling: Telling, paragraphs: number[]): (Item | null)[] {
  const { brief, seed } = telling;
  const additions: Addition[] = brief.additions.map((addition) => ({ ...addition }));
  const named: (Item | null)[] = [];
  for (const [noun, name] of brief.names) {
    const added = additions.find(({ what }) => mentions(what, noun));
    if (added) added.name ??= name;
    else if (mentions(`${telling.prompt} ${brief.events.join(" ")} ${brief.facts.join(" ")}`, noun)) {
      const form = lines.NAMED[kindOf(noun) === "creature" ? 0 : 1] as lines.Pair;
      named.push(pair(telling, form, { what: name, noun: user(noun) }, { paragraph: paragraphs[0] ?? 0, priority: 2 }));
    } else additions.push({ what: withArticle(noun), name });
  }
  const used = new Map<string, number>();
  const added = additions.map((addition, index) => {
    const paragraph = paragraphs[index % paragraphs.length] ?? 0;
    if (/^(?:some |more |a bit of )?(?:dialogue|dialog|conversations?|direct speech)$/i.test(addition.what)) {
      return pair(telling, lines.DIALOGUE, {}, { paragraph, priority: 2 });
    }
    if (/^(?:a|the) moral$/i.test(addition.what)) return pair(telling, lines.MORAL, {}, { paragraph, priority: 2 });
    const kind = kindOf(addition.what);
    const count = used.get(kind) ?? 0;
    used.set(kind, count + 1);
    const what = inside(addition.what) + (addition.name ? ` called ${escapeMarkdown(addition.name)}` : "");
    return pair(
      telling,
      pickFrom(lines.ADDED[kind], count, seed, `added ${kind}`),
      { what },
      { paragraph, priority: 2 },
    );
  });
  return [...named, ...added];
}

export function eventItems(telling: Telling, paragraph: number): (Item | null)[] {
  return telling.brief.events.map((event, index) =>
    pair(
      telling,
      lines.HAPPENED[index % lines.HAPPENED.length] as lines.Pair,
      { what: inside(byName(event, telling)) },
      { paragraph, priority: 2 },
    ),
  );
}

const byName = (event: string, { values }: Telling) => event.replace(/^(?:he|she)\b/i, values.name ?? "$&");

export function sayItems(telling: Telling, paragraph: number): (Item | null)[] {
  return telling.brief.says.map((words, index) => {
    const what = quote(user(words));
    const inner = what
      .replace(/^“/, "‘")
      .replace(/([^.!?…])”$/, "$1.’")
      .replace(/”$/, "’");
    return pair(
      telling,
      lines.SAID[index % lines.SAID.length] as lines.Pair,
      { what, inner },
      { paragraph, priority: 2 },
    );
  });
}

/** Early, middle and late lines of the tones; one of each tone is always there. */
export function toneItems(telling: Telling, paragraphs: [number, number, number]): [Item[], Item[], Item[]] {
  const groups: [Item[], Item[], Item[]] = [[], [], []];
  for (const tone of telling.brief.tones.slice(0, 3)) {
    const known = TONES[tone];
    const early = known
      ? item(telling, [known.short, known.early], {}, { paragraph: paragraphs[0], priority: 2.5 })
      : pair(telling, toneForm(tone), toneValues(tone), { paragraph: paragraphs[0], priority: 2.5 });
    if (early) groups[0].push(early);
    if (!known) continue;
    const later = [known.middle, known.late].map((line, index) =>
      item(
        telling,
        [line],
        {},
        { paragraph: paragraphs[index === 0 ? 1 : 2], priority: index === 0 ? 3.4 : 4, required: false },
      ),
    );
    if (later[0]) groups[1].push(later[0]);
    if (later[1]) groups[2].push(later[1]);
  }
  return groups;
}

const toneForm = (tone: string) =>
  isComparative(tone) ? lines.TONE_MORE : /\s/.test(tone.trim()) ? lines.TONE_PHRASE : lines.TONE_WORD;

function toneValues(tone: string): Values {
  const what = /\s/.test(tone.trim()) && !isComparative(tone) ? quoted(tone) : user(tone).toLowerCase();
  return { what, aWhat: withArticle(what) };
}

/** How it ends: the mood, or what happens; and after that a last image or last words. */
export function endingItems(telling: Telling, paragraph: number): (Item | null)[] {
  const { brief, seed, values } = telling;
  const { mood, adjective, event, image, words } = brief.ending;
  const place: Place = { paragraph, priority: 1 };
  const items: (Item | null)[] = [];
  if (event) items.push(pair(telling, lines.LAST_EVENT, { what: inside(byName(event, telling)) }, place));
  else if (adjective) {
    const form = isComparative(adjective) ? lines.LAST_MORE : lines.LAST_ADJECTIVE;
    items.push(pair(telling, form, { what: user(adjective), aWhat: withArticle(user(adjective)) }, place));
  } else {
    const [long, short] = seed.pick(ENDINGS[mood ?? "plain"], `ending ${mood ?? "plain"}`);
    items.push(pair(telling, [long, short], values, { ...place, priority: mood ? 1 : 3 }));
  }
  if (words) items.push(pair(telling, lines.LAST_WORDS, { what: quote(user(words)) }, place));
  if (image) {
    const where = /^(?:in|on|at|near|under|beside|by|inside|among)\s/i.test(image);
    const kind = where ? "place" : kindOf(image) === "weather" ? "weather" : "thing";
    const bare = user(image).replace(/^(?:an?|the|some|more)\s+/i, "");
    items.push(pair(telling, lines.IMAGE[kind][0] as lines.Pair, { what: inside(image), bare }, place));
  }
  return items;
}
