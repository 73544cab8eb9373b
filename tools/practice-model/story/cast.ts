import type { Gender } from "../language/lexicon";
import { FEMALE_NAMES, genderOfName, isKnownName, MALE_NAMES } from "../language/names";
import type { Seed } from "../language/seed";
import type { Brief } from "./brief";
import { mentions } from "./mentions";
import type { Subject } from "./subject";

/** The main character: as comments say, else as the prompt says, else somebody who fits. */
export function castHero(subject: Subject, brief: Brief, prompt: string, seed: Seed): { name: string; gender: Gender } {
  const given = brief.heroName ?? subject.name;
  const hinted = brief.heroGender ?? (subject.gender === "unknown" ? pronounHint(prompt) : subject.gender);
  if (given) {
    const isTold = brief.heroGender !== null || subject.gender !== "unknown";
    const known = !isTold && isKnownName(given.split(" ")[0] ?? "") ? genderOfName(given) : null;
    return { name: given, gender: known ?? hinted ?? genderOfName(given) };
  }
  const pool = { female: FEMALE_NAMES, male: MALE_NAMES, unknown: [...FEMALE_NAMES, ...MALE_NAMES] }[
    hinted ?? "unknown"
  ];
  const taken = [...brief.names.values()];
  const isFree = (name: string) => !taken.includes(name) && !brief.removed.some((what) => mentions(name, what));
  const name = seed.shuffle(pool, "name").find(isFree) ?? "Alma";
  return { name, gender: hinted ?? genderOfName(name) };
}

/** Whether the prompt says she or he. */
function pronounHint(prompt: string): Gender | null {
  const count = (pattern: RegExp) => prompt.match(pattern)?.length ?? 0;
  const more = count(/\b(?:she|her|hers|herself)\b/gi) - count(/\b(?:he|him|his|himself)\b/gi);
  return more === 0 ? null : more > 0 ? "female" : "male";
}
