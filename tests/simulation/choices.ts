/**
 * Where chance comes from: choices drawn from a seed and written down, or given ones, to play the same history again.
 * 0 is always the tamest choice, so that a history gets simpler as its choices get smaller and fewer.
 */
export class Choices {
  readonly made: number[] = [];
  private state: number;

  constructor(
    seed: number,
    private readonly given: readonly number[] | null = null,
  ) {
    this.state = seed >>> 0;
  }

  /** From 0 to below `count`. Given choices that have run out are 0. */
  pick(count: number): number {
    const raw = this.given ? (this.given[this.made.length] ?? 0) : this.next();
    const choice = count > 0 ? raw % count : 0;
    this.made.push(choice);
    return choice;
  }

  of<T>(all: readonly T[]): T | undefined {
    return all[this.pick(all.length)];
  }

  /** One of the names, each as often as its weight says; the first is the tamest. */
  weighted<N extends string>(weights: Partial<Record<N, number>>): N {
    const all = Object.entries(weights) as [N, number][];
    let left = this.pick(all.reduce((sum, [, weight]) => sum + weight, 0));
    for (const [name, weight] of all) {
      if (left < weight) return name;
      left -= weight;
    }
    return (all[0] as [N, number])[0];
  }

  /** True so many times in a hundred. */
  chance(percent: number): boolean {
    return this.pick(100) >= 100 - percent;
  }

  /** Mulberry32, by Tommy Ettinger (public domain). */
  private next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }
}

/** The simplest choices found, within `tries`, for which `fails` still answers true. */
export async function shrink(
  choices: readonly number[],
  fails: (choices: readonly number[]) => Promise<boolean>,
  tries: number,
): Promise<number[]> {
  let best = [...choices];
  let left = tries;
  const better = async (candidate: number[]) => {
    if (left-- <= 0 || !(await fails(candidate))) return false;
    best = candidate;
    return true;
  };
  for (let before = -1; before !== weight(best) && left > 0; ) {
    before = weight(best);
    for (let size = 64; size >= 1; size >>= 1) {
      for (let from = 0; from < best.length && left > 0; ) {
        const without = [...best.slice(0, from), ...best.slice(from + size)];
        if (!(await better(without))) from += size;
      }
    }
    for (let at = 0; at < best.length && left > 0; at++) {
      const value = best[at] ?? 0;
      for (const smaller of value > 1 ? [0, value >> 1, value - 1] : value === 1 ? [0] : []) {
        if (await better(best.with(at, smaller))) break;
      }
    }
  }
  return best;
}

const weight = (choices: number[]) => choices.reduce((sum, choice) => sum + choice + 1, 0);
