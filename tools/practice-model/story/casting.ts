import type { Gender } from "../language/lexicon";
import type { Seed } from "../language/seed";
import { mentions, type StoryBrief } from "./brief";
import { FEMALE_NAMES, genderOfName, isKnownName, MALE_NAMES } from "./cast";
import type { Subject } from "./subject";

/** The main character's name and gender: what comments say, else the prompt, else one that fits. */
export function castHero(
  subject: Subject,
  brief: StoryBrief,
  prompt: string,
  seed: Seed,
): { name: string; gender: Gender } {
  const given = brief.heroName ?? subject.name;
  const hinted = brief.heroGender ?? (subject.gender === "unknown" ? null : subject.gender);
  if (given) {
    const known = isKnownName(given.split(" ")[0] ?? "") ? genderOfName(given) : null;
    return { name: given, gender: hinted ?? known ?? pronounHint(prompt) ?? genderOfName(given) };
  }
  const gender = hinted ?? pronounHint(prompt);
  const pool = gender === "female" ? FEMALE_NAMES : gender === "male" ? MALE_NAMES : [...FEMALE_NAMES, ...MALE_NAMES];
  const taken = (name: string) =>
    [...brief.names.values()].includes(name) || brief.removed.some((what) => mentions(name, what));
  const name = seed.shuffle(pool, "name").find((option) => !taken(option)) ?? "Alma";
  return { name, gender: gender ?? genderOfName(name) };
}

/** Whether the prompt says she or he. */
function pronounHint(prompt: string): Gender | null {
  const count = (pattern: RegExp) => prompt.match(pattern)?.length ?? 0;
  const female = count(/\b(?:she|her|hers|herself)\b/gi);
  const male = count(/\b(?:he|him|his|himself)\b/gi);
  if (female === male) return null;
  return female > male ? "female" : "male";
}
