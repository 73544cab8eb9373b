import { isPlural } from "../language/inflect";
import { isCreature, isPerson, isVista, isWeather } from "../language/lexicon";
import { readNounPhrase } from "./noun-phrase";

export type Kind = "creature" | "person" | "weather" | "vista" | "thing" | "many";

/** Of what kind a noun phrase is, as far as a sentence has to know. */
export function kindOf(phrase: string): Kind {
  const { noun, plural, boundary } = readNounPhrase(phrase);
  if (isVista(noun)) return "vista";
  if (plural || isPlural(noun) || boundary === "conjunction") return "many";
  if (isCreature(noun)) return "creature";
  if (isPerson(noun)) return "person";
  return isWeather(noun) ? "weather" : "thing";
}
