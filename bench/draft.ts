const WORDS =
  "ash bell cold dune early fern gale harbour inlet jetty kelp lamp mist north oar pier quiet rope salt tide under vane wick yard amber brine cliff dawn east flood grey hull".split(
    " ",
  );

const kept = new Map<number, string>();

/** A kilobyte of text, different each round, and no easier to compress than prose. */
export function draftOf(round: number): string {
  const known = kept.get(round);
  if (known !== undefined) return known;
  let text = `${round}:`;
  for (let state = round + 1; text.length < 1_024; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += ` ${WORDS[state >>> 27]}`;
  }
  const draft = text.slice(0, 1_024);
  kept.set(round, draft);
  return draft;
}
