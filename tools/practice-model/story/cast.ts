import type { Gender } from "../language/lexicon";

interface Pronouns {
  they: string;
  them: string;
  their: string;
}

const PRONOUNS: Record<Gender, Pronouns> = {
  female: { they: "she", them: "her", their: "her" },
  male: { they: "he", them: "him", their: "his" },
  unknown: { they: "they", them: "them", their: "their" },
};

export const pronouns = (gender: Gender) => PRONOUNS[gender];

const names = (text: string) => text.trim().split(/\s+/);

export const FEMALE_NAMES = names("Ida Nora Wilma Marta Agnes Clara Lotte Ines Ruth Selma Paula Hedda Alma Tilda");
export const MALE_NAMES = names("Anton Emil Jonas Piet Oskar Leon Bruno Karl Simon Rasmus Hugo Theo Viktor Ivo");

const MORE_FEMALE = names(`
  Mira Mia Emma Anna Ana Lena Lisa Sarah Sara Maria Marie Julia Laura Sofia Sophia Sophie Olivia Ava Zoe Chloe Lily Lucy
  Alice Amy Rose Grace Ella Eva Eve Elena Helen Helena Irene Iris Jane Joan Kate Katherine Kim Linda Mary Margaret Martha
  Molly Nadia Nina Olga Rachel Rebecca Rosa Rita Stella Susan Tina Vera Victoria Yuki Zara Fatima Aisha Leila Layla Priya
  Beth Betty Carol Charlotte Daisy Dana Diana Elizabeth Ellen Emily Esther Fiona Flora Frida Gloria Greta Hannah Heidi
  Ingrid Isabel Isabella Jasmine Jennifer Jessica Judith Karen Lara Luna Luisa Maya Mona Naomi Pearl Penelope Petra Ramona
  Ronja Ruby Sandra Silvia Sylvia Tara Teresa Thea Ursula Wanda Carmen Astrid Freya Sigrid Ines Amelie Camille Elise`);

const MORE_MALE = names(`
  Tomas Thomas Tom Tim John Jack James Peter Paul Max Felix Ben Benjamin Bob Rob Robert David Daniel Dan Sam Samuel Adam
  Alex Alexander Andrew Arthur Boris Carlos Charles Chris Christian Christopher Diego Edward Eric Erik Ernest Finn Frank
  Fred Gabriel George Gregor Hans Harry Henry Igor Ian Ivan Jacob Jakob Jan Joe Johan Jose Joseph Juan Kai Kevin Kurt Lars
  Liam Louis Luca Lucas Luis Luke Marco Mark Martin Matteo Matthew Michael Mike Miguel Mohammed Moritz Nick Nils Noah Ole
  Oliver Omar Otto Owen Pablo Patrick Pedro Philip Rafael Ralph Rex Richard Sebastian Stefan Steve Sven Ted Tobias Tomás
  Toni Victor Walter William Will Winston Xavier Yusuf Ahmed Ali Hassan Ravi Raj Kenji Hiro Wei Mateo Ruben Milo Rufus`);

const FEMALE_ALL = new Set([...FEMALE_NAMES, ...MORE_FEMALE]);
const MALE_ALL = new Set([...MALE_NAMES, ...MORE_MALE]);

export const isKnownName = (word: string) => FEMALE_ALL.has(word) || MALE_ALL.has(word);

export function genderOfName(name: string): Gender {
  const first = name.split(/\s/)[0] ?? "";
  if (FEMALE_ALL.has(first)) return "female";
  if (MALE_ALL.has(first)) return "male";
  return /[^aeiou](?:a|ia|ette|elle|ine)$/i.test(first) ? "female" : "unknown";
}
