import { countWords } from "../language/text";
import type { Length } from "./brief";
import type { Item } from "./telling";

export interface Sentence {
  text: string;
  paragraph: number;
}

/** From this priority on even a required sentence gives way to a hard limit. */
const DISPENSABLE = 3;

/** Chooses forms and sentences so that the whole comes as close to the length as whole sentences allow. */
export function chooseSentences(items: Item[], length: Length): Sentence[] {
  const chosen = new Map<Item, number>(items.filter((item) => item.required).map((item) => [item, 0]));
  const words = (item: Item, option: number | undefined) =>
    option === undefined ? 0 : countWords(item.options[option] ?? "");
  const total = () => [...chosen].reduce((sum, [item, option]) => sum + words(item, option), 0);
  const byPriority = items.toSorted((a, b) => a.priority - b.priority);

  if (length.sentences !== undefined) {
    for (const item of byPriority)
      if (chosen.size < length.sentences && !chosen.has(item) && follows(item, items, chosen)) chosen.set(item, 0);
    return inOrder(items, chosen);
  }

  const limit = length.max === undefined ? Math.ceil(length.target * 1.08) : Math.min(length.max, length.target);
  // A hard limit counts more than a complete plot: what nobody asked for goes first.
  const most = length.max === undefined ? limit * 1.1 : limit;
  for (const item of byPriority.toReversed())
    if (total() > most && chosen.has(item) && item.priority >= DISPENSABLE) chosen.delete(item);
  let left = limit - total();
  for (let changed = true; changed; ) {
    changed = false;
    for (const item of byPriority) {
      const now = chosen.get(item);
      const option = now === undefined ? 0 : now + 1;
      if (option >= item.options.length || (now === undefined && !follows(item, items, chosen))) continue;
      const cost = words(item, option) - words(item, now);
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

const inOrder = (items: Item[], chosen: Map<Item, number>): Sentence[] =>
  items.flatMap((item) => {
    const option = chosen.get(item);
    return option === undefined ? [] : [{ text: item.options[option] ?? "", paragraph: item.paragraph }];
  });
