import { readComment } from "../comments/read-comment";
import type { LengthChange, Mood, Wish } from "../comments/wishes";
import { singular } from "../language/inflect";
import { type Gender, isCreature } from "../language/lexicon";
import { escapeRegExp } from "../language/text";

export type { Mood };

export interface Length {
  target: number;
  min?: number;
  max?: number;
  paragraphs?: number;
  sentences?: number;
}

export interface Addition {
  what: string;
  name?: string;
}

/** Everything a story has to do justice to, after all comments so far. */
export interface StoryBrief {
  heroName: string | null;
  heroGender: Gender | null;
  /** The noun that was used when the hero was named: "keeper". */
  heroNoun: string | null;
  /** Names of others, by their noun. */
  names: Map<string, string>;
  place: string | null;
  time: string | null;
  ending: { mood?: Mood; adjective?: string; event?: string; image?: string; words?: string };
  length: Length;
  tones: string[];
  traits: { who: string | null; adjective: string }[];
  additions: Addition[];
  says: string[];
  events: string[];
  facts: string[];
  removed: string[];
  swaps: { from: string; to: string }[];
  title: string | null;
  unclear: string[];
}

export function newBrief(length: Length, tones: string[]): StoryBrief {
  return {
    heroName: null,
    heroGender: null,
    heroNoun: null,
    names: new Map(),
    place: null,
    time: null,
    ending: {},
    length,
    tones,
    traits: [],
    additions: [],
    says: [],
    events: [],
    facts: [],
    removed: [],
    swaps: [],
    title: null,
    unclear: [],
  };
}

/** Takes up comments in their order: a later wish replaces an earlier one of its sort, the others stay. */
export function followComments(brief: StoryBrief, comments: string[], isHero: (noun: string) => boolean): void {
  for (const comment of comments) follow(brief, readComment(comment), isHero);
}

export function follow(brief: StoryBrief, wishes: Wish[], isHero: (noun: string) => boolean): void {
  const tones: string[] = [];
  for (const wish of wishes) {
    if (wish.kind === "tone") tones.push(wish.tone);
    else take(brief, wish, isHero);
  }
  if (tones.length > 0) brief.tones = tones;
}

function take(brief: StoryBrief, wish: Exclude<Wish, { kind: "tone" }>, isHero: (noun: string) => boolean): void {
  switch (wish.kind) {
    case "name":
      if (wish.target === null || isHero(wish.target)) {
        brief.heroName = wish.name;
        brief.heroGender = wish.gender ?? brief.heroGender;
        brief.heroNoun = wish.target;
        brief.removed = brief.removed.filter((what) => !mentions(wish.name, what));
      } else brief.names.set(wish.target, wish.name);
      return;
    case "gender":
      brief.heroGender = wish.gender;
      return;
    case "place":
      brief.place = wish.phrase;
      return;
    case "time":
      brief.time = wish.phrase;
      return;
    case "ending": {
      const { kind: _, image, words, ...how } = wish;
      if (Object.keys(how).length > 0) brief.ending = { image: brief.ending.image, words: brief.ending.words, ...how };
      if (image || words) brief.ending = { ...brief.ending, image, words };
      return;
    }
    case "length":
      brief.length = changeLength(brief.length, wish.change);
      return;
    case "trait":
      brief.traits = [
        ...brief.traits.filter((trait) => trait.who !== wish.who),
        { who: wish.who, adjective: wish.adjective },
      ];
      return;
    case "add":
      addThing(brief, wish);
      return;
    case "say":
      brief.says.push(wish.words);
      return;
    case "event":
      brief.events.push(wish.text);
      return;
    case "fact":
      brief.facts.push(wish.text);
      return;
    case "remove":
      removeThing(brief, wish.what);
      return;
    case "swap":
      swapThing(brief, wish);
      return;
    case "title":
      brief.title = wish.title;
      return;
    case "unclear":
      brief.unclear.push(wish.text);
  }
}

function addThing(brief: StoryBrief, { what, name }: Addition): void {
  brief.removed = brief.removed.filter((removed) => !mentions(what, removed));
  if (brief.additions.some((addition) => addition.what === what)) return;
  brief.additions.push(name ? { what, name } : { what });
}

function removeThing(brief: StoryBrief, what: string): void {
  brief.additions = brief.additions.filter((addition) => !mentions(`${addition.what} ${addition.name ?? ""}`, what));
  brief.events = brief.events.filter((event) => !mentions(event, what));
  brief.facts = brief.facts.filter((fact) => !mentions(fact, what));
  brief.says = brief.says.filter((words) => !mentions(words, what));
  brief.unclear = brief.unclear.filter((text) => !mentions(text, what));
  for (const [noun, name] of brief.names) if (mentions(`${noun} ${name}`, what)) brief.names.delete(noun);
  if (brief.heroName && mentions(brief.heroName, what)) brief.heroName = null;
  if (brief.place && mentions(brief.place, what)) brief.place = null;
  if (brief.time && mentions(brief.time, what)) brief.time = null;
  if (mentions(brief.ending.image ?? "", what)) brief.ending.image = undefined;
  if (mentions(brief.ending.event ?? "", what)) brief.ending.event = undefined;
  brief.removed.push(what);
}

function swapThing(brief: StoryBrief, { from, to }: { from: string; to: string }): void {
  if (brief.heroName?.toLowerCase() === from.toLowerCase()) brief.heroName = to;
  else if (brief.place && mentions(brief.place, from)) brief.place = brief.place.replace(wordPattern(from), to);
  else {
    const addition = brief.additions.find(({ what }) => mentions(what, from));
    if (addition) addition.what = isCreature(to) || !/^(?:the|an?)\b/i.test(addition.what) ? `a ${to}` : to;
    else brief.swaps.push({ from, to });
  }
}

/** Matches a noun phrase's last word in either number, and the whole phrase. */
export function wordPattern(what: string): RegExp {
  const head = what.trim().split(/\s+/).at(-1) ?? what;
  const one = singular(head);
  const forms = [what, head, one, `${one}s`, `${one}es`, one.replace(/y$/, "ies")].map(escapeRegExp);
  return new RegExp(`(?<![\\p{L}])(?:${[...new Set(forms)].join("|")})(?:['’]s)?(?![\\p{L}])`, "iu");
}

export const mentions = (text: string, what: string) => wordPattern(what).test(text);

const SHORTEST = 8;

function changeLength(length: Length, change: LengthChange): Length {
  const next = { ...length };
  if (change.paragraphs !== undefined) next.paragraphs = Math.max(1, change.paragraphs);
  if (change.sentences !== undefined) {
    next.sentences = Math.max(1, change.sentences);
    next.target = next.sentences * 16;
    next.min = next.max = undefined;
  }
  const { words, min, max, factor, more } = change;
  if (words !== undefined || factor !== undefined || more !== undefined || min !== undefined || max !== undefined) {
    if (change.sentences === undefined) next.sentences = undefined;
    next.target = words ?? Math.round(length.target * (factor ?? 1) + (more ?? 0));
    next.min = min;
    next.max = max;
    if (min !== undefined && max !== undefined) next.target = Math.round((min + max) / 2);
    else if (max !== undefined) next.target = Math.min(next.target, Math.floor(max * 0.96));
    else if (min !== undefined) next.target = Math.max(next.target, Math.ceil(min * 1.04) + 2);
  }
  next.target = Math.max(SHORTEST, next.target);
  return next;
}
