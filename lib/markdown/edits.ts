import { diffArrays } from "diff";

/** Steps that a comparison may still take; finding D differences takes about D². */
export interface Effort {
  left: number;
  /** Something was too hard to find. */
  gaveUp: boolean;
}

export const fullEffort = (): Effort => ({ left: 400_000, gaveUp: false });

/** Beyond this many differences in a row of things they are shown twice rather than puzzled together. */
const MOST_EDITS = 400;

/** Things that stand in both rows with the same keys, or those of both that stand between such. */
export interface Run<T> {
  same: boolean;
  before: T[];
  after: T[];
}

/** What two rows have in common. When that is too hard to find, all between their beginnings and ends differs. */
export function align<T>(before: T[], after: T[], keyOf: (one: T) => string, effort: Effort): Run<T>[] {
  const [old, now] = [before.map(keyOf), after.map(keyOf)];
  const { start, end } = sameEnds(old, now);
  const inner = [old.slice(start, old.length - end), now.slice(start, now.length - end)] as const;
  const lengths = between(...inner, effort);
  const runs: Run<T>[] = [];
  let [at, to] = [0, 0];
  for (const { same, before: gone, after: come } of [
    { same: true, before: start, after: start },
    ...lengths,
    { same: true, before: end, after: end },
  ]) {
    if (gone + come > 0) runs.push({ same, before: before.slice(at, at + gone), after: after.slice(to, to + come) });
    at += gone;
    to += come;
  }
  return runs;
}

/** How many at the beginning, and how many of the others at the end, are the same. */
export function sameEnds(old: string[], now: string[]): { start: number; end: number } {
  const start = common(old, now, (index) => index);
  const end = Math.min(
    common(old, now, (index, length) => length - 1 - index),
    Math.min(old.length, now.length) - start,
  );
  return { start, end };
}

function common(a: string[], b: string[], at: (index: number, length: number) => number): number {
  const most = Math.min(a.length, b.length);
  let count = 0;
  while (count < most && a[at(count, a.length)] === b[at(count, b.length)]) count++;
  return count;
}

interface Lengths {
  same: boolean;
  before: number;
  after: number;
}

function between(old: string[], now: string[], effort: Effort): Lengths[] {
  const whole = { same: false, before: old.length, after: now.length };
  if (old.length === 0 || now.length === 0) return [whole];
  const most = Math.min(MOST_EDITS, Math.floor(Math.sqrt(Math.max(0, effort.left))));
  const parts = diffArrays(old, now, { maxEditLength: most });
  const edits =
    parts?.reduce((sum, { added, removed, count = 0 }) => (added || removed ? sum + count : sum), 0) ?? most;
  effort.left -= edits ** 2;
  if (!parts) {
    effort.gaveUp = true;
    return [whole];
  }
  const lengths: Lengths[] = [];
  for (const { added, removed, value } of parts) {
    const last = lengths.at(-1);
    const [gone, come] = [added ? 0 : value.length, removed ? 0 : value.length];
    const same = !added && !removed;
    if (last && !last.same && !same) {
      last.before += gone;
      last.after += come;
    } else lengths.push({ same, before: gone, after: come });
  }
  return lengths;
}
