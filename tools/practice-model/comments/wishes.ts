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

/**
 * One thing a comment asks for.
 * - `name`: `target` is the noun that gets the name; null is the main character.
 * - `place`, `time`: a phrase with its preposition, "in Lisbon".
 * - `ending`: a mood, another adjective, a last image ("rain"), last words or something that happens.
 * - `tone`: a word for it; `less` turns it round.
 * - `trait`: `who` (null is the main character) is or becomes something.
 * - `add`: a noun phrase; `say`: words to be quoted; `swap`: one thing for another.
 * - `event`: something that happened, in the past tense; `fact`: something that is so.
 * - `unclear`: in the comment's own words; the text does not follow it, and a note says so.
 */
export type Wish =
  | { kind: "name"; target: string | null; name: string; gender?: Gender }
  | { kind: "gender"; gender: Gender }
  | { kind: "place"; phrase: string }
  | { kind: "time"; phrase: string }
  | { kind: "ending"; mood?: Mood; adjective?: string; image?: string; words?: string; event?: string }
  | { kind: "length"; change: LengthChange }
  | { kind: "tone"; tone: string; less?: boolean }
  | { kind: "trait"; who: string | null; adjective: string }
  | { kind: "add"; what: string; name?: string }
  | { kind: "say"; words: string }
  | { kind: "event"; text: string }
  | { kind: "fact"; text: string }
  | { kind: "remove"; what: string }
  | { kind: "swap"; from: string; to: string }
  | { kind: "title"; title: string }
  | { kind: "unclear"; text: string };

/** Reads one clause of a comment; null when it speaks of something else. */
export type ClauseReader = (clause: string) => Wish[] | null;
