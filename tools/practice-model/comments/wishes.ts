import type { Gender } from "../language/lexicon";

export type Mood = "happy" | "sad" | "surprise" | "open" | "funny";

/** How a length is to change; what is not mentioned stays. */
export interface LengthChange {
  /** About so many words. */
  words?: number;
  /** No more and no fewer words than this. */
  max?: number;
  min?: number;
  /** Times the length so far, or so many words more (or fewer). */
  factor?: number;
  more?: number;
  paragraphs?: number;
  sentences?: number;
}

/** How a story ends: with a mood or another adjective, and after that with a last image or last words. */
export interface Ending {
  mood?: Mood;
  adjective?: string;
  image?: string;
  words?: string;
}

/**
 * One thing a comment asks for.
 * - `name`: `target` is the noun that gets the name; null is the main character.
 * - `place`, `time`: a phrase with its preposition, "in Lisbon".
 * - `add`: a noun phrase. `swap`: one thing for another. `say`: words to be quoted.
 * - `unclear`: in the comment's own words; nothing follows it, and a note says so.
 */
export type Wish =
  | { kind: "name"; target: string | null; name: string; gender?: Gender }
  | { kind: "place" | "time"; phrase: string }
  | ({ kind: "ending" } & Ending)
  | { kind: "length"; change: LengthChange }
  | { kind: "tone"; tone: string }
  | { kind: "add"; what: string; name?: string }
  | { kind: "remove"; what: string }
  | { kind: "swap"; from: string; to: string }
  | { kind: "say" | "unclear"; text: string }
  | { kind: "title"; title: string };

/** Reads one clause of a comment; null when it speaks of something else. */
export type ClauseReader = (clause: string) => Wish[] | null;
