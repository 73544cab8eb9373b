import { sections } from "./sections";

/**
 * Each line comes in its forms, the long one first. Tokens stand for what the story has of its own: `{name}`, `{Name}`
 * with a capital, `{thing|most things}` with what stands there otherwise.
 */
const BOOK = new Map(
  [...sections("phrases.txt")].map(([heading, lines]) => [heading, lines.map((l) => l.split(" | "))]),
);

export const hasPhrases = (heading: string) => BOOK.has(heading);

export function phrases(heading: string): string[][] {
  const found = BOOK.get(heading);
  if (!found) throw new Error(`phrases.txt has nothing under "${heading}".`);
  return found;
}

/** The same for lines of one form. */
export const sentences = (heading: string): string[] => phrases(heading).map(([line = ""]) => line);
