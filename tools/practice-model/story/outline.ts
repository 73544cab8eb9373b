import { countWords } from "../language/text";
import { PLOTS, type Plot } from "../material/plots";
import { type Item, itemOf, nth, shuffled, type Telling } from "./telling";
import { endingItems, spokenItems, toneItems } from "./wish-items";

/** Words that a plot with trouble, turn and outcome takes at least, opening and ending included. */
const WHOLE_PLOT = 104;
/** Words around the plots: opening, background and ending, when there is room for all of them. */
const AROUND = 90;
/** What else a further plot brings: how it begins, and asides. */
const BETWEEN = 30;

/** Every sentence that may stand in the story, in the story's order. */
export function outlineStory(telling: Telling): Item[] {
  const { target } = telling.brief.length;
  const [early, middle, late] = toneItems(telling, [0, 2, 4]);
  const told = [...early, ...spokenItems(telling)];
  const end = endingItems(telling, 4);
  const room = target - [...told, ...end].reduce((sum, { options }) => sum + countWords(options[0] ?? ""), 0);
  const plots = telling.seed.shuffle(PLOTS, "plots");

  if (room < WHOLE_PLOT) {
    const short = target < 60 ? 0 : 1;
    const inShort = (items: Item[]) => items.map((made) => ({ ...made, paragraph: short }));
    return [
      ...shortOpening(telling),
      ...told.filter(({ paragraph }) => paragraph === 0),
      ...compactPlot(telling, plots[0] as Plot, room > 28),
      ...inShort(told.filter(({ paragraph }) => paragraph !== 0)),
      ...(target < 35 ? [] : extras(telling, shuffled(telling, "aside").slice(0, 3), 9, short)),
      ...inShort([...middle, ...end]),
    ];
  }

  const count = enoughPlots(plots, room);
  const into = (paragraph: number, items: Item[]) => items.map((made) => ({ ...made, paragraph }));
  const inParagraph = (paragraph: number) => told.filter((made) => made.paragraph === paragraph);
  const chapters = plots.slice(0, count).flatMap((plot, index): Item[] => {
    const [first, last] = [index === 0, index === count - 1];
    const base = 1 + index * 3;
    const beat = (name: keyof Plot["beats"], paragraph: number) =>
      beatItems(telling, plot.beats[name], `${index} ${name}`, paragraph);
    const asides = shuffled(telling, "aside").slice(index * 2, index * 2 + 2);
    return [
      ...(first ? [] : itemOf(telling, nth(telling, "transition", index), {}, { paragraph: base, priority: 3 })),
      ...beat("trouble", base),
      ...(first ? inParagraph(1) : []),
      ...beat("turn", base + 1),
      ...(first ? inParagraph(2) : []),
      ...(last ? into(base + 1, middle) : []),
      ...extras(telling, asides, 9, base + 1),
      ...beat("outcome", base + 2),
      ...(last ? into(base + 2, inParagraph(3)) : []),
    ];
  });
  const background = shuffled(telling, telling.subject.frame === "hero" ? "background hero" : "background topic");
  return [
    ...opening(telling),
    ...inParagraph(0),
    ...extras(telling, background, 6.5, 0),
    ...chapters,
    ...into(count * 3, [...late, ...end]),
  ];
}

/** As many plots as it takes to fill the room; one, most of the time. */
function enoughPlots(plots: Plot[], room: number): number {
  let words = AROUND;
  const enough = plots.findIndex(({ beats }) => {
    const all = [...beats.trouble, ...beats.turn, ...beats.outcome];
    words += BETWEEN + countWords(all.map(({ sentence }) => sentence).join(" "));
    return words >= room;
  });
  return enough < 0 ? plots.length : enough + 1;
}

/** Sentences that speak of what the prompt is about go before those that could stand in any story. */
const speaksOfIt = (sentence: string, { values }: Telling) =>
  /\{(?:thing|doing)\b/.test(sentence) && (values.thing ?? values.doing) !== null;

/** The first sentence carries a beat, the others follow as there is room. */
function beatItems(telling: Telling, beats: Plot["beats"]["turn"], chain: string, paragraph: number): Item[] {
  const about = beats.findIndex(({ sentence }) => speaksOfIt(sentence, telling));
  return beats.flatMap(({ sentence, needed }, index) => {
    const priority = index === 0 ? 3 : needed ? 2.6 : index <= about ? 4.5 : 5 + index;
    return itemOf(telling, [sentence], {}, { paragraph, priority, required: index === 0, chain });
  });
}

function compactPlot(telling: Telling, { compact, tiny, beats }: Plot, required: boolean): Item[] {
  const made = itemOf(telling, [compact, tiny], {}, { paragraph: 0, priority: 3, required });
  if (made.length === 0) return [];
  const outcome = beatItems(telling, beats.outcome, "outcome", 0);
  return [...made, ...outcome.map((each, index) => ({ ...each, required: false, priority: 4 + index }))];
}

/** Sentences that need nothing around them, for when there is room. */
const extras = (telling: Telling, lines: string[][], priority: number, paragraph: number) =>
  lines.flatMap(([line = ""], index) => {
    const dear = speaksOfIt(line, telling) ? 1 : 0;
    return itemOf(telling, [line], {}, { paragraph, priority: priority + index - dear, required: false });
  });

/** The one named in the prompt needs no introduction. */
const isNamed = ({ subject: { name, frame } }: Telling) => name !== null && frame !== "hero";

/** The first form says where it is; the other is for when the prompt says so itself. */
function openingOf(telling: Telling, heading: string): Item[] {
  const form = telling.values.in ? 0 : 1;
  const usable = shuffled(telling, heading).flatMap((forms) =>
    itemOf(telling, [forms[form] ?? ""], {}, { paragraph: 0, priority: 0 }),
  );
  return usable.slice(0, 1);
}

function opening(telling: Telling): Item[] {
  const { frame } = telling.subject;
  const first = openingOf(telling, `opening ${frame === "question" ? "quoted" : frame}`);
  const who = itemOf(telling, nth(telling, `introduction ${frame}`, 0), {}, { paragraph: 0, priority: 0 });
  return isNamed(telling) ? first : [...first, ...who];
}

function shortOpening(telling: Telling): Item[] {
  const { frame } = telling.subject;
  return openingOf(telling, `short opening ${isNamed(telling) ? "named" : frame === "question" ? "quoted" : frame}`);
}
