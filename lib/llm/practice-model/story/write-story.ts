import { readComment } from "../comments/read-comment";
import { toneOf } from "../comments/read-tone";
import { STOP_WORDS } from "../language/lexicon";
import { singular } from "../language/inflect";
import { seedFrom } from "../language/seed";
import { capitalize, countWords, escapeMarkdown, escapeRegExp, joinAnd, oneLine, quote, withoutAddresses } from "../language/text";
import { adjustSubject } from "./adjust-subject";
import { follow, followComments, mentions, newBrief, type StoryBrief } from "./brief";
import { pronouns } from "./cast";
import { castHero } from "./casting";
import type { Values } from "./fill";
import { fit, type Item } from "./fit";
import { INTRODUCTIONS, OPENINGS, PLACELESS_OPENINGS, SHORT_OPENINGS } from "./material/openings";
import { intoParagraphs } from "./paragraphs";
import { asideItems, backgroundItems, beatItems, compactPlot, plotsFor, transition } from "./plot-items";
import { readPrompt } from "./strip-request";
import { readSubject, type Subject } from "./subject";
import * as wishes from "./wish-items";

export interface StoryRequest {
  prompt: string;
  tone: string | null;
  words: number | null;
  comments: string[];
}

const DEFAULT_WORDS = 200;
const MOST_WORDS = 3_000;

/** Writes the story as Markdown, without a label. The same request gives the same story. */
export function writeStory(request: StoryRequest): string {
  const asked = readPrompt(withoutAddresses(request.prompt));
  const first = readSubject(asked.subject);
  const brief = briefFor(request, asked.wishes, first);
  const subject = adjustSubject(asked.subject, brief);
  const seed = seedFrom(oneLine(request.prompt).toLowerCase());
  const hero = castHero(subject, brief, request.prompt, seed);
  const renamed = (text: string) =>
    subject.name ? text.replace(new RegExp(`(?<!\\p{L})${escapeRegExp(subject.name)}(?!\\p{L})`, "gu"), hero.name) : text;
  const { they, them, their, was } = pronouns(hero.gender);
  const phrase = escapeMarkdown(renamed(subject.phrase));
  const values: Values = {
    name: escapeMarkdown(hero.name),
    they,
    them,
    their,
    was,
    phrase,
    past: subject.past ? escapeMarkdown(renamed(subject.past)) : null,
    in: brief.place ? escapeMarkdown(brief.place) : subject.hasPlace ? null : defaultPlace(request.prompt, brief, seed),
    thing: subject.thing ? escapeMarkdown(renamed(subject.thing)) : null,
    doing: subject.doing ? escapeMarkdown(subject.doing) : null,
  };
  const telling: wishes.Telling = { brief, values, seed, isHero: heroTest(first, subject), prompt: request.prompt };
  const heading = brief.title ? `## ${escapeMarkdown(brief.title)}\n\n` : "";
  const length = { ...brief.length, target: Math.min(brief.length.target, MOST_WORDS) };
  const facts = [...new Set(asked.facts.map(renamed))].slice(0, 3);
  return heading + intoParagraphs(fit(items(telling, subject, [...facts, ...brief.facts], length.target), length), length);
}

function briefFor(request: StoryRequest, own: ReturnType<typeof readComment>, subject: Subject): StoryBrief {
  const tones = (request.tone ?? "").split(/\s*(?:,|;|\/|&|\band\b|\bbut\b)\s*/).filter((tone) => tone.trim() !== "");
  const brief = newBrief({ target: request.words ?? DEFAULT_WORDS }, [...new Set(tones.map((tone) => toneOf(tone.trim())))]);
  const isHero = heroTest(subject, subject);
  follow(brief, own, isHero);
  followComments(brief, request.comments, isHero);
  return brief;
}

/** Whether a noun in a comment means the main character. */
const heroTest = (...subjects: Subject[]) => (noun: string) => {
  const last = singular(noun.trim().split(/\s+/).at(-1) ?? "");
  return subjects.some((subject) => subject.noun !== null && subject.noun === last);
};

/** Every sentence that may stand in the story, in the story's order. */
function items(telling: wishes.Telling, subject: Subject, facts: string[], target: number): Item[] {
  const spoken = [
    ...wishes.timeItem(telling, 0),
    ...wishes.factItems(telling, facts, { paragraph: 0, priority: 2 }),
    ...wishes.traitItems(telling, 0),
    ...wishes.additionItems(telling, [1, 2, 3]),
    ...wishes.eventItems(telling, 3),
    ...wishes.sayItems(telling, 3),
    ...wishes.unclearItems(telling, [2, 3]),
  ];
  const tones = wishes.toneItems(telling, [0, 2, 4]);
  const ending = wishes.endingItems(telling, 4);
  const needed = [...spoken, ...tones[0], ...ending].reduce((sum, made) => sum + countWords(made?.options[0] ?? ""), 0);
  const room = target - needed;
  const told = [...tones[0], ...spoken].filter((made) => made !== null);
  const end = ending.filter((made) => made !== null);
  const inParagraph = (paragraph: number) => told.filter((made) => made.paragraph === paragraph);

  if (room < 104) {
    const short = target < 60 ? 0 : 1;
    const plot = room > 28 ? compactPlot(telling, 0) : compactPlot(telling, 0).map((made) => ({ ...made, required: false }));
    const wished = told.map((made) => ({ ...made, paragraph: made.paragraph === 0 ? 0 : short }));
    const fillers = target < 60 ? [] : asideItems(telling, 0, 3, short);
    return [
      ...shortOpening(telling, subject),
      ...wished.filter((made) => made.paragraph === 0 && !short),
      ...(short ? wished.filter((made) => made.paragraph === 0) : []),
      ...plot,
      ...(short ? wished.filter((made) => made.paragraph === 1) : []),
      ...fillers,
      ...tones[1].map((made) => ({ ...made, paragraph: short })),
      ...end.map((made) => ({ ...made, paragraph: short })),
    ];
  }

  const frame = subject.frame === "hero" ? "hero" : "topic";
  const plots = plotsFor(telling).slice(0, Math.max(1, Math.round((room - 60) / 215)));
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

function opening(telling: wishes.Telling, subject: Subject): Item[] {
  const lists = telling.values.in ? OPENINGS : PLACELESS_OPENINGS;
  const named = subject.name !== null && subject.frame !== "hero";
  const first = telling.seed
    .shuffle(lists[subject.frame], "opening")
    .map((sentence) => wishes.item(telling, [sentence], {}, { paragraph: 0, priority: 0 }))
    .find((made) => made !== null);
  const second = named
    ? null
    : wishes.item(telling, [telling.seed.pick(INTRODUCTIONS[subject.frame], "introduction")], {}, { paragraph: 0, priority: 0 });
  return [first, second].filter((made) => made !== null && made !== undefined);
}

function shortOpening(telling: wishes.Telling, subject: Subject): Item[] {
  const named = subject.name !== null && subject.frame !== "hero";
  const short = SHORT_OPENINGS[subject.frame];
  const placeless = subject.frame === "hero" ? "This is the story of {name}, {phrase}." : short.replace("{In}, {name}", "{Name}");
  const chosen = named ? "This is the story of {phrase}." : telling.values.in ? short : placeless;
  const made = wishes.item(telling, [chosen], {}, { paragraph: 0, priority: 0 });
  return made ? [made] : [];
}

const COAST = ["in a small town by the sea", "on a rocky stretch of coast", "in the old harbour quarter"];
const INLAND = ["in a small town at the end of the line", "in a quiet valley", "in a street with eleven houses", "at the edge of a city that never quite slept"];

function defaultPlace(prompt: string, brief: StoryBrief, seed: ReturnType<typeof seedFrom>): string {
  const coastal = /\b(?:sea|ocean|lighthouse|harbou?r|ship|boat|sail\w*|fish\w*|coast|island|pirate|captain|mermaid|whale|beach)s?\b/i;
  const places = seed.shuffle(coastal.test(prompt) ? COAST : INLAND, "place");
  return places.find((place) => !brief.removed.some((what) => mentions(place, what))) ?? "far away";
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
  const made = wishes.item(telling, ["{Said}: again and again it came back to these words."], { said }, { paragraph: 0, priority: 2 });
  return made ? [made] : [];
}
