import { toneOf } from "../comments/read-tone";
import type { Wish } from "../comments/wishes";
import { singular } from "../language/inflect";
import { type Seed, seedFrom } from "../language/seed";
import { escapeMarkdown, escapeRegExp, oneLine, withoutAddresses } from "../language/text";
import { adjustSubject } from "./adjust-subject";
import { follow, followComments, mentions, newBrief, type StoryBrief } from "./brief";
import { pronouns } from "./cast";
import { castHero } from "./casting";
import type { Values } from "./fill";
import { chooseSentences } from "./fit";
import { outlineStory } from "./outline";
import { intoParagraphs } from "./paragraphs";
import { readPrompt } from "./strip-request";
import { readSubject, type Subject } from "./subject";
import type { Telling } from "./wish-items";

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
    subject.name
      ? text.replace(new RegExp(`(?<!\\p{L})${escapeRegExp(subject.name)}(?!\\p{L})`, "gu"), hero.name)
      : text;
  const { they, them, their } = pronouns(hero.gender);
  const phrase = escapeMarkdown(renamed(subject.phrase));
  const values: Values = {
    name: escapeMarkdown(hero.name),
    they,
    them,
    their,
    phrase,
    past: subject.past ? escapeMarkdown(renamed(subject.past)) : null,
    in: brief.place ? escapeMarkdown(brief.place) : subject.hasPlace ? null : defaultPlace(request.prompt, brief, seed),
    thing: subject.thing ? escapeMarkdown(renamed(subject.thing)) : null,
    doing: subject.doing ? escapeMarkdown(subject.doing) : null,
  };
  const telling: Telling = { brief, values, seed, isHero: heroTest(first, subject), prompt: request.prompt };
  const heading = brief.title ? `## ${escapeMarkdown(brief.title)}\n\n` : "";
  const length = { ...brief.length, target: Math.min(brief.length.target, MOST_WORDS) };
  const facts = [...new Set(asked.facts.map(renamed))].slice(0, 3);
  const sentences = chooseSentences(outlineStory(telling, subject, [...facts, ...brief.facts], length.target), length);
  return heading + intoParagraphs(sentences, length);
}

function briefFor(request: StoryRequest, own: Wish[], subject: Subject): StoryBrief {
  const tones = (request.tone ?? "").split(/\s*(?:,|;|\/|&|\band\b|\bbut\b)\s*/).filter((tone) => tone.trim() !== "");
  const brief = newBrief({ target: request.words ?? DEFAULT_WORDS }, [
    ...new Set(tones.map((tone) => toneOf(tone.trim()))),
  ]);
  const isHero = heroTest(subject, subject);
  follow(brief, tones.length > 0 ? own.filter(({ kind }) => kind !== "tone") : own, isHero);
  followComments(brief, request.comments, isHero);
  return brief;
}

/** Whether a noun in a comment means the main character. */
const heroTest =
  (...subjects: Subject[]) =>
  (noun: string) => {
    const last = singular(noun.trim().split(/\s+/).at(-1) ?? "");
    return subjects.some((subject) => subject.noun !== null && subject.noun === last);
  };

const COAST = ["in a small town by the sea", "on a rocky stretch of coast", "in the old harbour quarter"];
const INLAND = [
  "in a small town at the end of the line",
  "in a quiet valley",
  "in a street with eleven houses",
  "at the edge of a city that never quite slept",
];

function defaultPlace(prompt: string, brief: StoryBrief, seed: Seed): string {
  const coastal =
    /\b(?:sea|ocean|lighthouse|harbou?r|ship|boat|sail\w*|fish\w*|coast|island|pirate|captain|mermaid|whale|beach)s?\b/i;
  const places = seed.shuffle(coastal.test(prompt) ? COAST : INLAND, "place");
  return places.find((place) => !brief.removed.some((what) => mentions(place, what))) ?? "far away";
}
