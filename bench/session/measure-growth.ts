import type { ContenderName } from "../contenders/contender";
import type { ContenderProcess } from "../process/contender-process";
import type { GrowthFigures } from "./figures";

const ROUNDS = [1, 10, 100, 300, 1_000];

/** Getting to the thousandth update takes the peers minutes. */
const PLANS: Partial<Record<ContenderName, { upTo: number; samples: number }>> = {
  limit: { upTo: 1_000, samples: 300 },
  engine: { upTo: 1_000, samples: 300 },
  langgraph: { upTo: 300, samples: 40 },
  "langgraph-async": { upTo: 300, samples: 40 },
  dbos: { upTo: 300, samples: 40 },
};

/** One contender after the other: each is compared with itself. */
export async function measureGrowth(contenders: ContenderProcess[]): Promise<GrowthFigures[]> {
  const figures: GrowthFigures[] = [];
  for (const contender of contenders) {
    const plan = PLANS[contender.name];
    if (!plan) continue;
    console.error(`The Nth update of one run: ${contender.name} ...`);
    const rounds = ROUNDS.filter((round) => round <= plan.upTo);
    const measured = await contender.run({ kind: "growth", rounds, samples: plan.samples });
    figures.push({ name: contender.name, rounds: measured });
  }
  return figures;
}
