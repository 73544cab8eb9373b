import type { Seed } from "../language/seed";
import { phrases } from "../material/phrases";
import type { Brief } from "./brief";
import { fill, type Values } from "./fill";
import { mentions } from "./mentions";
import type { Subject } from "./subject";

/** A story while it is put together. */
export interface Telling {
  brief: Brief;
  subject: Subject;
  values: Values;
  seed: Seed;
  isHero(noun: string): boolean;
  /** What the prompt says, where others might be named already. */
  prompt: string;
  /** What else the prompt says is so. */
  facts: string[];
}

/** A place for one sentence: in a shorter and a longer form, or one that may be left out. */
export interface Item {
  /** From short to long. */
  options: string[];
  required: boolean;
  /** Smaller comes first when there is room; also the order in which longer forms are taken. */
  priority: number;
  paragraph: number;
  /** Needs the sentence before it in the same chain. */
  chain?: string;
}

/** Where a sentence goes and how dear it is; required unless said otherwise. */
export type Place = { paragraph: number; priority: number } & Partial<Pick<Item, "required" | "chain">>;

/** A sentence in its forms, from long to short, as a list of one; empty when none of them can be used. */
export function itemOf(telling: Telling, forms: readonly string[], values: Values, place: Place): Item[] {
  const { brief } = telling;
  const options = forms
    .toReversed()
    .map((form) => fill(form, { ...telling.values, ...values }))
    .filter((text) => text !== null && !brief.removed.some((what) => mentions(text, what))) as string[];
  return options.length > 0 ? [{ required: true, ...place, options }] : [];
}

/** The phrases under a heading in this story's order. */
export const shuffled = ({ seed }: Telling, heading: string) => seed.shuffle(phrases(heading), heading);

/** For something said several times, each time with other words. */
export function nth(telling: Telling, heading: string, index: number): string[] {
  const all = shuffled(telling, heading);
  return all[index % all.length] ?? [];
}

const NOT_COMPARATIVE = /^(?:clever|sober|tender|bitter|eager|proper|super|other|sinister|slender)$/i;
export const isComparative = (adjective: string) =>
  /^(?:more|less)\s/i.test(adjective) || (/er$/i.test(adjective) && !NOT_COMPARATIVE.test(adjective));
