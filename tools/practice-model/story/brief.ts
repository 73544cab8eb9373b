import type { Ending, LengthChange, Wish } from "../comments/wishes";
import type { Gender } from "../language/lexicon";
import { mentions } from "./mentions";

export interface Length {
  target: number;
  min?: number;
  max?: number;
  paragraphs?: number;
  sentences?: number;
}

/** Everything a story has to do justice to, after all comments so far. */
export type Brief = ReturnType<typeof newBrief>;

export const newBrief = (length: Length, tones: string[]) => ({
  length,
  tones,
  title: null as string | null,
  heroName: null as string | null,
  heroGender: null as Gender | null,
  /** Names of others, by their noun. */
  names: new Map<string, string>(),
  place: null as string | null,
  time: null as string | null,
  ending: {} as Ending,
  additions: [] as { what: string; name?: string }[],
  says: [] as string[],
  removed: [] as string[],
  swaps: [] as { from: string; to: string }[],
});

/** Takes up the wishes of one comment: each replaces an earlier one of its sort, the others stay. */
export function follow(brief: Brief, wishes: Wish[], isHero: (noun: string) => boolean): void {
  const tones = wishes.flatMap((wish) => (wish.kind === "tone" ? [wish.tone] : []));
  if (tones.length > 0) brief.tones = tones;
  for (const wish of wishes) take(brief, wish, isHero);
}

function take(brief: Brief, wish: Wish, isHero: (noun: string) => boolean): void {
  switch (wish.kind) {
    case "name":
      if (wish.target !== null && !isHero(wish.target)) {
        brief.names.set(wish.target, wish.name);
        break;
      }
      brief.heroName = wish.name;
      brief.heroGender = wish.gender ?? brief.heroGender;
      brief.removed = brief.removed.filter((what) => !mentions(wish.name, what));
      break;
    case "place":
    case "time":
      brief[wish.kind] = wish.phrase;
      break;
    case "title":
      brief.title = wish.title;
      break;
    case "ending": {
      const { kind: _, image, words, ...how } = wish;
      const last = image || words ? { image, words } : { image: brief.ending.image, words: brief.ending.words };
      brief.ending = { ...(Object.keys(how).length > 0 ? how : brief.ending), ...last };
      break;
    }
    case "length":
      brief.length = changeLength(brief.length, wish.change);
      break;
    case "add":
      brief.removed = brief.removed.filter((removed) => !mentions(wish.what, removed));
      if (!brief.additions.some(({ what }) => what === wish.what)) brief.additions.push({ ...wish });
      break;
    case "say":
      brief.says.push(wish.text);
      break;
    case "swap":
      brief.swaps.push(wish);
      break;
    case "remove":
      remove(brief, wish.what);
  }
}

function remove(brief: Brief, what: string): void {
  const stays = (text: string | null | undefined) => !mentions(text ?? "", what);
  brief.additions = brief.additions.filter(({ what: added, name }) => stays(`${added} ${name ?? ""}`));
  brief.says = brief.says.filter(stays);
  for (const [noun, name] of brief.names) if (!stays(`${noun} ${name}`)) brief.names.delete(noun);
  for (const key of ["heroName", "place", "time"] as const) if (!stays(brief[key])) brief[key] = null;
  if (!stays(brief.ending.image)) brief.ending.image = undefined;
  brief.removed.push(what);
}

const SHORTEST = 8;

function changeLength(length: Length, change: LengthChange): Length {
  const { words, min, max, factor, more, paragraphs, sentences } = change;
  const next = { ...length };
  if (paragraphs !== undefined) next.paragraphs = Math.max(1, paragraphs);
  if (sentences !== undefined) {
    const count = Math.max(1, sentences);
    Object.assign(next, { sentences: count, target: count * 16, min: undefined, max: undefined });
  }
  if ([words, min, max, factor, more].some((given) => given !== undefined)) {
    if (sentences === undefined) next.sentences = undefined;
    Object.assign(next, { min, max, target: words ?? Math.round(length.target * (factor ?? 1) + (more ?? 0)) });
    if (min !== undefined && max !== undefined) next.target = Math.round((min + max) / 2);
    else if (max !== undefined) next.target = Math.min(next.target, Math.floor(max * 0.96));
    else if (min !== undefined) next.target = Math.max(next.target, Math.ceil(min * 1.04) + 2);
  }
  next.target = Math.max(SHORTEST, next.target);
  return next;
}
