import { STOP_WORDS } from "../language/lexicon";
import { capitalize, countWords, joinAnd, quote } from "../language/text";
import { mentions } from "./brief";
import type { Item } from "./fit";
import { INTRODUCTIONS, OPENINGS, PLACELESS_OPENINGS, SHORT_OPENINGS } from "./material/openings";
import type { Plot } from "./material/plots";
import { asideItems, backgroundItems, beatItems, compactPlot, plotsFor, transition } from "./plot-items";
import type { Subject } from "./subject";
import * as wishes from "./wish-items";

/** Words that a plot with trouble, turn and outcome takes at least, opening and ending included. */
const WHOLE_PLOT = 104;
/** Words around the plots: opening, background and ending, when there is room for all of them. */
const AROUND = 90;
/** What else a further plot brings: how it begins, and asides. */
const BETWEEN = 30;

/** Every sentence that may stand in the story, in the story's order. */
export function outlineStory(telling: wishes.Telling, subject: Subject, facts: string[], target: number): Item[] {
  const spoken = [
    ...wishes.timeItem(telling, 0),
    ...wishes.factItems(telling, facts, { paragraph: 0, priority: 2 }),
    ...wishes.traitItems(telling, 0),
    ...wishes.additionItems(telling, [1, 2, 3]),
    ...wishes.eventItems(telling, 3),
    ...wishes.sayItems(telling, 3),
  ];
  const tones = wishes.toneItems(telling, [0, 2, 4]);
  const ending = wishes.endingItems(telling, 4);
  const needed = [...spoken, ...tones[0], ...ending].reduce((sum, made) => sum + countWords(made?.options[0] ?? ""), 0);
  const room = target - needed;
  const told = [...tones[0], ...spoken].filter((made) => made !== null);
  const end = ending.filter((made) => made !== null);
  const inParagraph = (paragraph: number) => told.filter((made) => made.paragraph === paragraph);

  if (room < WHOLE_PLOT) {
    const short = target < 60 ? 0 : 1;
    const plot = compactPlot(telling, 0).map((made) => (room > 28 ? made : { ...made, required: false }));
    const wished = told.map((made) => ({ ...made, paragraph: made.paragraph === 0 ? 0 : short }));
    const fillers = target < 35 ? [] : asideItems(telling, 0, 3, short);
    return [
      ...shortOpening(telling, subject),
      ...wished.filter((made) => made.paragraph === 0),
      ...plot,
      ...wished.filter((made) => made.paragraph !== 0),
      ...fillers,
      ...tones[1].map((made) => ({ ...made, paragraph: short })),
      ...end.map((made) => ({ ...made, paragraph: short })),
    ];
  }

  const frame = subject.frame === "hero" ? "hero" : "topic";
  const plots = enoughPlots(telling, room);
  const chapters = plots.flatMap((plot, index): Item[] => {
    const base = 1 + index * 3;
    const at = (beat: string, paragraph: number, needs = 1) => ({ chain: `${index} ${beat}`, paragraph, needs });
    const last = index === plots.length - 1;
    const move = (made: Item): Item => ({ ...made, paragraph: made.paragraph + base - 1 });
    return [
      ...(index === 0 ? [] : transition(telling, index, base)),
      ...beatItems(telling, plot.trouble, at("trouble", base, plot.needs[0])),
      ...(index === 0 ? inParagraph(1) : []),
      ...beatItems(telling, plot.turn, at("turn", base + 1, plot.needs[1])),
      ...(index === 0 ? inParagraph(2) : []),
      ...(last ? tones[1].map(move) : []),
      ...asideItems(telling, index * 2, 2, base + 1),
      ...beatItems(telling, plot.outcome, at("outcome", base + 2)),
      ...(last ? inParagraph(3).map(move) : []),
    ];
  });
  const finale = plots.length * 3;
  return [
    ...opening(telling, subject),
    ...inParagraph(0),
    ...keywordItem(telling, subject),
    ...backgroundItems(telling, frame, 0),
    ...chapters,
    ...tones[2].map((made) => ({ ...made, paragraph: finale })),
    ...end.map((made) => ({ ...made, paragraph: finale })),
  ];
}

/** As many plots as it takes to fill the room; one, most of the time. */
function enoughPlots(telling: wishes.Telling, room: number): Plot[] {
  const plots = plotsFor(telling);
  let words = AROUND;
  const enough = plots.findIndex((plot) => {
    words += BETWEEN + countWords([...plot.trouble, ...plot.turn, ...plot.outcome].join(" "));
    return words >= room;
  });
  return enough < 0 ? plots : plots.slice(0, enough + 1);
}

function opening(telling: wishes.Telling, subject: Subject): Item[] {
  const lists = telling.values.in ? OPENINGS : PLACELESS_OPENINGS;
  const named = subject.name !== null && subject.frame !== "hero";
  const first = telling.seed
    .shuffle(lists[subject.frame], "opening")
    .map((sentence) => wishes.item(telling, [sentence], {}, { paragraph: 0, priority: 0 }))
    .find((made) => made !== null);
  const second = named
    ? null
    : wishes.item(
        telling,
        [telling.seed.pick(INTRODUCTIONS[subject.frame], "introduction")],
        {},
        { paragraph: 0, priority: 0 },
      );
  return [first, second].filter((made) => made !== null && made !== undefined);
}

function shortOpening(telling: wishes.Telling, subject: Subject): Item[] {
  const named = subject.name !== null && subject.frame !== "hero";
  const short = SHORT_OPENINGS[subject.frame];
  const placeless =
    subject.frame === "hero" ? "This is the story of {name}, {phrase}." : short.replace("{In}, {name}", "{Name}");
  const story = telling.values.in ? "{In} they tell the story of {phrase}." : "This is the story of {phrase}.";
  const chosen = named ? story : telling.values.in ? short : placeless;
  const made = wishes.item(telling, [chosen], {}, { paragraph: 0, priority: 0 });
  return made ? [made] : [];
}

/** Of a prompt too long to be told in one phrase, the words that matter. */
function keywordItem(telling: wishes.Telling, subject: Subject): Item[] {
  const words = (telling.prompt.toLowerCase().match(/\p{L}{5,}/gu) ?? []).filter((word) => !STOP_WORDS.has(word));
  if (countWords(telling.prompt) < 45) return [];
  const counts = new Map<string, number>();
  for (const word of words) if (!mentions(subject.phrase, word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const top = [...counts].sort((a, b) => b[1] - a[1] || b[0].length - a[0].length).slice(0, 3);
  if (top.length < 2) return [];
  const said = capitalize(joinAnd(top.map(([word]) => quote(word))));
  const made = wishes.item(
    telling,
    ["{Said}: again and again it came back to these words."],
    { said },
    { paragraph: 0, priority: 2 },
  );
  return made ? [made] : [];
}
