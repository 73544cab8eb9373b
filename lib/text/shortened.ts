/** A text of at most so many UTF-16 code units, with "…" where some are left out. No half of a pair is left at the end. */
export const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`;
