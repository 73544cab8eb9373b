import { list, words } from "../material/words";
import type { Gender } from "./lexicon";

/** Names for who has none. */
export const FEMALE_NAMES = list("her name");
export const MALE_NAMES = list("his name");

const FEMALE = new Set([...words("name of a woman"), ...FEMALE_NAMES]);
const MALE = new Set([...words("name of a man"), ...MALE_NAMES]);

export const isKnownName = (word: string) => FEMALE.has(word) || MALE.has(word);

export function genderOfName(name: string): Gender {
  const first = name.split(/\s/)[0] ?? "";
  if (FEMALE.has(first)) return "female";
  if (MALE.has(first)) return "male";
  return /[^aeiou](?:a|ia|ette|elle|ine)$/i.test(first) ? "female" : "unknown";
}

export const PRONOUNS: Record<Gender, { they: string; them: string; their: string }> = {
  female: { they: "she", them: "her", their: "her" },
  male: { they: "he", them: "him", their: "his" },
  unknown: { they: "they", them: "them", their: "their" },
};
