import { readComment } from "../comments/read-comment";
import { toneOf } from "../comments/read-tone";
import type { Wish } from "../comments/wishes";
import { singular } from "../language/inflect";
import { PRONOUNS } from "../language/names";
import { type Seed, seedFrom } from "../language/seed";
import { escapeMarkdown, escapeRegExp, oneLine, withoutAddresses } from "../language/text";
import { sentences } from "../material/phrases";
import { adjustSubject } from "./adjust-subject";
import { type Brief, follow, newBrief } from "./brief";
import { castHero } from "./cast";
import { chooseSentences } from "./fit";
import { mentions } from "./mentions";
import { outlineStory } from "./outline";
import { intoParagraphs } from "./paragraphs";
import { readPrompt } from "./read-prompt";
import { readSubject, type Subject } from "./subject";

export interface StoryRequest {
  prompt: string;
  tone: string | null;
  words: number | null;
  comments: string[];
}

const DEFAULT_WORDS = 200;
const MOST_WORDS = 3_000;

/** A story as Markdown, and what of the comments it does not follow. The same request gives the same story. */
export function writeStory({ prompt, comments, ...request }: StoryRequest): { text: string; unfollowed: string[] } {
  const asked = readPrompt(withoutAddresses(prompt));
  const wishes = comments.map(readComment);
  const first = readSubject(asked.subject);
  const brief = briefFor(request, asked.wishes, wishes, first);
  const subject = adjustSubject(asked.subject, brief);
  const seed = seedFrom(oneLine(prompt).toLowerCase());
  const hero = castHero(subject, brief, prompt, seed);
  const named = subject.name && new RegExp(`(?<!\\p{L})${escapeRegExp(subject.name)}(?!\\p{L})`, "gu");
  const renamed = (text: string) => (named ? text.replace(named, hero.name) : text);
  const shown = (text: string | null) => text && escapeMarkdown(renamed(text));
  const sentences = outlineStory({
    brief,
    subject,
    seed,
    prompt,
    isHero: heroTest(first, subject),
    facts: [...new Set(asked.facts.map(renamed))].slice(0, 3),
    values: {
      name: escapeMarkdown(hero.name),
      ...PRONOUNS[hero.gender],
      phrase: shown(subject.phrase),
      past: shown(subject.past),
      in: brief.place ? escapeMarkdown(brief.place) : subject.hasPlace ? null : placeFor(prompt, brief, seed),
      thing: shown(subject.thing),
      doing: shown(subject.doing),
    },
  });
  const heading = brief.title ? `## ${escapeMarkdown(brief.title)}\n\n` : "";
  return {
    text: heading + intoParagraphs(chooseSentences(sentences, brief.length), brief.length),
    unfollowed: wishes.flat().flatMap((wish) => (wish.kind === "unclear" ? [wish.text] : [])),
  };
}

function briefFor(
  { tone, words }: Pick<StoryRequest, "tone" | "words">,
  own: Wish[],
  comments: Wish[][],
  subject: Subject,
): Brief {
  const asked = (tone ?? "").split(/\s*(?:,|;|\/|&|\band\b|\bbut\b)\s*/).filter((one) => one.trim() !== "");
  const tones = [...new Set(asked.map((one) => toneOf(one.trim())))];
  const brief = newBrief({ target: words ?? DEFAULT_WORDS }, tones);
  const isHero = heroTest(subject);
  follow(brief, tones.length > 0 ? own.filter(({ kind }) => kind !== "tone") : own, isHero);
  for (const wishes of comments) follow(brief, wishes, isHero);
  brief.length.target = Math.min(brief.length.target, MOST_WORDS);
  return brief;
}

/** Whether a noun in a comment means the main character. */
const heroTest =
  (...subjects: Subject[]) =>
  (noun: string) => {
    const last = singular(noun.trim().split(/\s+/).at(-1) ?? "");
    return subjects.some((subject) => subject.noun === last);
  };

const COASTAL =
  /\b(?:sea|ocean|lighthouse|harbou?r|ship|boat|sail\w*|fish\w*|coast|island|pirate|captain|mermaid|whale|beach)s?\b/i;

function placeFor(prompt: string, brief: Brief, seed: Seed): string {
  const places = seed.shuffle(sentences(COASTAL.test(prompt) ? "place by the sea" : "place"), "place");
  return places.find((place) => !brief.removed.some((what) => mentions(place, what))) ?? "far away";
}
