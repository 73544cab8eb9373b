import { sections } from "./sections";

const LISTS = new Map([...sections("words.txt")].map(([heading, lines]) => [heading, lines.join(" ").split(" ")]));

export const hasWords = (heading: string) => LISTS.has(heading);

export function list(heading: string): string[] {
  const found = LISTS.get(heading);
  if (!found) throw new Error(`words.txt has nothing under "${heading}".`);
  return found;
}

export const headings = (start: string) => [...LISTS.keys()].filter((heading) => heading.startsWith(start));

export const words = (heading: string) => new Set(list(heading));

/** For words that go with another one: `go>went`. */
export const pairs = (heading: string) => new Map(list(heading).map((pair) => pair.split(">") as [string, string]));
