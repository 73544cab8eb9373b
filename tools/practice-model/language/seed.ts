/** FNV-1a: the same text gives the same number everywhere, for ever. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return mix(value);
}

/** Choices that depend on nothing but the text they come from. */
export interface Seed {
  /** One of the options; another `purpose` chooses on its own. */
  pick<T>(options: readonly T[], purpose: string): T;
  /** The options in another order. */
  shuffle<T>(options: readonly T[], purpose: string): T[];
}

export function seedFrom(text: string): Seed {
  const at = (purpose: string) => hash(`${purpose}\n${text}`);
  return {
    pick(options, purpose) {
      const chosen = options[at(purpose) % options.length];
      if (chosen === undefined) throw new Error(`Nothing to pick for ${purpose}.`);
      return chosen;
    },
    shuffle(options, purpose) {
      return options
        .map((option, index) => ({ option, order: at(`${purpose} ${index}`) }))
        .sort((a, b) => a.order - b.order)
        .map(({ option }) => option);
    },
  };
}

/** Spreads the last characters over all bits; without it similar texts choose alike. */
function mix(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x7feb352d);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
