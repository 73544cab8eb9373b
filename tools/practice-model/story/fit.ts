import { countWords } from "../language/text";
import type { Length } from "./brief";

/** One place in a story: a sentence in a shorter and a longer form, or one that may be left out. */
export interface Item {
  /** From short to long. */
  options: string[];
  required: boolean;
  /** Smaller comes first when there is room; also the order in which longer forms are taken. */
  priority: number;
  paragraph: number;
  /** Needs the sentence before it in the same chain. */
  chain?: string;
}

interface Chosen {
  item: Item;
  option: number;
}

/** Chooses forms and sentences so that the whole comes as close to the length as whole sentences allow. */
export function chooseSentences(items: Item[], length: Length): { text: string; paragraph: number }[] {
  const chosen = new Map<Item, number>(items.filter((item) => item.required).map((item) => [item, 0]));
  const words = (item: Item, option: number) => countWords(item.options[option] ?? "");
  const total = () => [...chosen].reduce((sum, [item, option]) => sum + words(item, option), 0);
  const byPriority = [...items].sort((a, b) => a.priority - b.priority);

  if (length.sentences !== undefined) {
    for (const item of byPriority) {
      if (chosen.size < length.sentences && !chosen.has(item) && follows(item, items, chosen)) chosen.set(item, 0);
    }
    return inOrder(items, chosen);
  }

  const limit = length.max === undefined ? Math.ceil(length.target * 1.04) : Math.min(length.max, length.target);
  dropUntil(limit, length.max, byPriority, chosen, total);
  let left = limit - total();
  for (let changed = true; changed; ) {
    changed = false;
    for (const item of byPriority) {
      const now = chosen.get(item);
      const option = now === undefined ? 0 : now + 1;
      if (option >= item.options.length || (now === undefined && !follows(item, items, chosen))) continue;
      const cost = words(item, option) - (now === undefined ? 0 : words(item, now));
      if (cost > left) continue;
      chosen.set(item, option);
      left -= cost;
      changed = true;
    }
  }
  return inOrder(items, chosen);
}

/** The sentence before it in its chain is there. */
function follows(item: Item, items: Item[], chosen: Map<Item, number>): boolean {
  if (!item.chain) return true;
  const chain = items.filter((other) => other.chain === item.chain);
  const before = chain[chain.indexOf(item) - 1];
  return before === undefined || chosen.has(before);
}

/** A hard limit counts more than a complete plot: what comments did not ask for goes first. */
function dropUntil(
  limit: number,
  max: number | undefined,
  byPriority: Item[],
  chosen: Map<Item, number>,
  total: () => number,
): void {
  for (const item of [...byPriority].reverse()) {
    if (total() <= limit) return;
    if (chosen.has(item) && item.priority >= DISPENSABLE && (max !== undefined || total() > limit * 1.1))
      chosen.delete(item);
  }
}

/** From this priority on even a required sentence gives way to a hard limit. */
const DISPENSABLE = 3;

function inOrder(items: Item[], chosen: Map<Item, number>): { text: string; paragraph: number }[] {
  return items
    .map((item): Chosen | null => {
      const option = chosen.get(item);
      return option === undefined ? null : { item, option };
    })
    .filter((entry) => entry !== null)
    .map(({ item, option }) => ({ text: item.options[option] ?? "", paragraph: item.paragraph }));
}
