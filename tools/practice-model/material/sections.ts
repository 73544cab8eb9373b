import { readFileSync } from "node:fs";

/** The lines of a file of this folder by the heading above them. */
export function sections(file: string): Map<string, string[]> {
  const [, ...all] = readFileSync(new URL(file, import.meta.url), "utf8").split(/^# /m);
  return new Map(
    all.map((section) => {
      const [heading = "", ...lines] = section.trim().split("\n");
      return [heading, lines];
    }),
  );
}
