import type { Item } from "./fit";
import { ASIDES, BACKGROUND } from "./material/openings";
import { PLOTS, type Plot, TRANSITIONS } from "./material/plots";
import { item, type Telling } from "./wish-items";

/** The plots of this story in their order; the first is the story's own, the others are for long ones. */
export const plotsFor = ({ seed }: Telling): Plot[] => seed.shuffle(PLOTS, "plots");

export function compactPlot(telling: Telling, paragraph: number): Item[] {
  const [plot] = plotsFor(telling);
  const made = plot ? item(telling, [plot.tiny, plot.compact], {}, { paragraph, priority: 3 }) : null;
  if (!plot || !made) return [];
  const outcome = beatItems(telling, plot.outcome, { chain: "outcome", paragraph }).map((each) => ({
    ...each,
    required: false,
  }));
  return [made, ...outcome.map((each, index) => ({ ...each, priority: 4 + index }))];
}

/** Sentences that speak of what the prompt is about go before those that could stand in any story. */
const ABOUT_IT = /\{(?:thing|doing)\b/;

const speaksOfIt = (sentence: string, { values }: Telling) =>
  ABOUT_IT.test(sentence) && (values.thing ?? values.doing) !== null;

/** A beat: its first sentence carries it, the others follow as there is room. */
export function beatItems(
  telling: Telling,
  sentences: string[],
  at: { chain: string; paragraph: number; needs?: number },
): Item[] {
  const about = sentences.findIndex((sentence) => speaksOfIt(sentence, telling));
  return sentences.flatMap((sentence, index): Item[] => {
    const priority = index === 0 ? 3 : index < (at.needs ?? 1) ? 3.5 : index <= about ? 4.5 : 5 + index;
    const made = item(telling, [sentence], {}, { paragraph: at.paragraph, priority, required: index === 0 });
    return made ? [{ ...made, chain: at.chain }] : [];
  });
}

export function transition(telling: Telling, index: number, paragraph: number): Item[] {
  const sentence = telling.seed.shuffle(TRANSITIONS, "transitions")[index % TRANSITIONS.length] ?? "";
  const made = item(telling, [sentence], {}, { paragraph, priority: 3 });
  return made ? [made] : [];
}

/** Sentences that need nothing around them, for when there is room. */
export function backgroundItems(telling: Telling, frame: "hero" | "topic", paragraph: number): Item[] {
  return telling.seed.shuffle(BACKGROUND[frame], "background").flatMap((sentence, index) => {
    const made = item(
      telling,
      [sentence],
      {},
      {
        paragraph,
        priority: (speaksOfIt(sentence, telling) ? 5.5 : 6.5) + index,
        required: false,
      },
    );
    return made ? [made] : [];
  });
}

export function asideItems(telling: Telling, from: number, count: number, paragraph: number): Item[] {
  return telling.seed
    .shuffle(ASIDES, "asides")
    .slice(from, from + count)
    .flatMap((sentence, index) => {
      const made = item(telling, [sentence], {}, { paragraph, priority: 9 + index, required: false });
      return made ? [made] : [];
    });
}
