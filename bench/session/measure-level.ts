import type { ContenderName } from "../contenders/contender";
import type { ContenderProcess } from "../process/contender-process";
import type { LevelFigures, SliceFigures } from "./figures";
import { readMeter, readTransactions } from "./meter";
import type { BenchPostgres } from "./postgres";

interface Plan {
  atOnce: number;
  rounds: number;
  sliceMs: number;
}

/** Contenders take turns, slice by slice; every other round goes backwards. What comes first only warms up. */
export async function measureLevel(
  postgres: BenchPostgres,
  contenders: ContenderProcess[],
  { atOnce, rounds, sliceMs }: Plan,
): Promise<LevelFigures> {
  const slices = new Map<ContenderName, SliceFigures[]>(contenders.map(({ name }) => [name, []]));
  for (const contender of contenders) await measureSlice(postgres, contender, atOnce, sliceMs / 2);
  const before = await readTransactions(postgres);
  for (let round = 0; round < rounds; round++) {
    for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
      slices.get(contender.name)?.push(await measureSlice(postgres, contender, atOnce, sliceMs));
    }
  }
  const after = await readTransactions(postgres);
  return {
    atOnce,
    contenders: [...slices].map(([name, own]) => {
      const cycles = own.reduce((sum, slice) => sum + slice.cycles, 0);
      return { name, slices: own, transactions: ((after.get(name) ?? 0) - (before.get(name) ?? 0)) / cycles };
    }),
  };
}

async function measureSlice(
  postgres: BenchPostgres,
  contender: ContenderProcess,
  atOnce: number,
  ms: number,
): Promise<SliceFigures> {
  const before = await readMeter(postgres, contender.name);
  const result = await contender.run({ kind: "slice", atOnce, ms });
  const after = await readMeter(postgres, contender.name);
  return {
    ...result,
    statements: after.statements - before.statements,
    walBytes: after.walBytes - before.walBytes,
    postgresCpuMs: after.cpuMs - before.cpuMs,
  };
}
