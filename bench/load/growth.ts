import type { Contender, Story } from "../contenders/contender";
import type { GrowthResult } from "../process/messages";

const PREPARED_AT_ONCE = 8;

/**
 * How long the Nth update of one run takes, for each N. Fresh and old runs take turns, so that whatever befalls the
 * machine befalls all of them. An old run is measured again while its updates are within a tenth of N.
 */
export async function growth(contender: Contender, rounds: readonly number[], samples: number): Promise<GrowthResult> {
  const groups = rounds.map((round) => {
    const each = Math.max(1, Math.floor(round / 10));
    return { round, each, stories: [] as Story[], ms: [] as number[] };
  });
  const missing = groups.flatMap((group) => Array.from({ length: Math.ceil(samples / group.each) }, () => group));
  const prepare = async () => {
    for (let group = missing.pop(); group; group = missing.pop()) {
      const story = await contender.start();
      for (let done = 1; done < group.round; done++) await story.update();
      group.stories.push(story);
    }
  };
  await Promise.all(Array.from({ length: PREPARED_AT_ONCE }, prepare));
  for (let sample = 0; sample < samples; sample++) {
    // Each is the first of its turn equally often.
    for (const offset of groups.keys()) {
      const group = groups[(sample + offset) % groups.length];
      const story = group?.stories[Math.floor(sample / group.each)];
      if (!group || !story) throw new Error("A run was not prepared.");
      const began = performance.now();
      await story.update();
      group.ms.push(performance.now() - began);
    }
  }
  for (const { stories } of groups) for (const story of stories) await story.accept();
  return groups.map(({ round, ms }) => ({ round, ms }));
}
