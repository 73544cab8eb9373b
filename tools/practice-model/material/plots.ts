import { sections } from "./sections";

/** A sentence of a plot. What is needed to understand the next ones stays longest when there is little room. */
export interface Beat {
  sentence: string;
  needed: boolean;
}

/** A story to be told about anybody. */
export interface Plot {
  /** All of it in one sentence, for very short stories, and for the very shortest. */
  compact: string;
  tiny: string;
  /** Each begins with the sentence that carries it; every further one needs only those before it. */
  beats: { trouble: Beat[]; turn: Beat[]; outcome: Beat[] };
}

/** plots.txt: the whole in two lengths, then `1` trouble, `2` turn, `3` outcome, with `+` where it is needed. */
export const PLOTS: Plot[] = [...sections("plots.txt").values()].map(([compact = "", tiny = "", ...lines]) => {
  const beats = (number: string) =>
    lines
      .filter((line) => line.startsWith(number))
      .map((line) => ({ sentence: line.replace(/^\d\+? /, ""), needed: line.startsWith(`${number}+`) }));
  return { compact, tiny, beats: { trouble: beats("1"), turn: beats("2"), outcome: beats("3") } };
});
