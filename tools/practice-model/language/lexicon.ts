import { words } from "../material/words";
import { singular } from "./inflect";

/** Whether a noun is one of these, in either number. */
const oneOf = (heading: string) => {
  const set = words(heading);
  return (noun: string) => set.has(noun.toLowerCase()) || set.has(singular(noun));
};

export const isCreature = oneOf("creature");
export const isWeather = oneOf("weather");
export const isVista = oneOf("vista");
const isWoman = oneOf("woman");
const isMan = oneOf("man");
const isNamedPerson = oneOf("person");
/** Ends like a person who does something and is none. */
const isNoPerson = oneOf("no person");

export type Gender = "female" | "male" | "unknown";

export function genderOf(noun: string): Gender {
  const word = singular(noun);
  if (isWoman(word) || /(?:woman|girl|ess|mother|sister|daughter)$/.test(word)) return "female";
  return isMan(word) || /(?:[a-z]{3}man|boy|father|brother)$/.test(word) ? "male" : "unknown";
}

export function isPerson(noun: string): boolean {
  const word = singular(noun);
  if (isNamedPerson(word) || isWoman(word) || isMan(word)) return true;
  return !isNoPerson(word) && word.length > 4 && /(?:er|or|ist|ician|man|woman|maker|keeper|smith|eer)$/.test(word);
}

/** Words that keep their capital although they may stand first in a prompt. */
export const PROPER = words("proper");
/** Words that say how things stand to each other, and what they are counted by; never what a text is about. */
export const STOP_WORDS = words("small");
/** Verbs in the form that follows `he` or `she`, common in what people want stories about. */
export const VERBS = words("verb");
export const AUXILIARIES = words("auxiliary");
