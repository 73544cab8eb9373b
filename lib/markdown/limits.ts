/**
 * How much of one text is shown as Markdown. What stays allowed is read and rendered in under 300 ms on the thread that
 * serves; docs/security.md has the figures and the command that measured them.
 */
export const LIMITS = {
  /** UTF-16 code units. */
  characters: 200_000,
  /** Parts of the tree, among them every cell of a table and every hidden character that is named. */
  nodes: 8_000,
  /** Quotes, lists, emphasis and links within each other. */
  depth: 24,
  /** Cells of one table. */
  cells: 2_500,
  /** Turns of the reader: places where it tried what the next characters could mean. */
  steps: 20_000,
  /** Code units of all addresses and of what links are called, as often as they are used. */
  addresses: 200_000,
};

export type Limit = keyof typeof LIMITS | "broken";

/** Thrown while a text is read; never leaves this folder. */
export class TooMuch extends Error {
  constructor(readonly limit: Limit) {
    super(limit);
  }
}

/** What reading one text has cost so far. */
export interface Spent {
  steps: number;
  nodes: number;
  addresses: number;
}

export const nothingSpent = (): Spent => ({ steps: 0, nodes: 0, addresses: 0 });

export function spend(spent: Spent, on: keyof Spent, amount: number): void {
  spent[on] += amount;
  if (spent[on] > LIMITS[on]) throw new TooMuch(on);
}
