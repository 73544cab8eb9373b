import type { ContenderName } from "../contenders/contender";
import type { ContenderProcess } from "../process/contender-process";
import type { LevelFigures, SliceFigures } from "./figures";
import { readMeter } from "./meter";
import type { BenchPostgres } from "./postgres";

interface Plan {
  atOnce: number;
  rounds: number;
  sliceMs: number;
  /** By contender, since the last call. */
  transactions(): Promise<Map<ContenderName, number>>;
}

/** Contenders take turns, slice by slice; every other round goes backwards. What comes first only warms up. */
export async function measureLevel(
  postgres: BenchPostgres,
  contenders: ContenderProcess[],
  { atOnce, rounds, sliceMs, transactions }: Plan,
): Promise<LevelFigures> {
  const slices = new Map<ContenderName, SliceFigures[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
      slices.get(contender.name)?.push(await measureSlice(postgres, contender, atOnce, sliceMs));
    }
  }
  const counted = await transactions();
  return {
    atOnce,
    contenders: [...slices].map(([name, own]) => {
      const cycles = own.reduce((sum, slice) => sum + slice.cycles, 0);
      return { name, slices: own.slice(1), transactions: (counted.get(name) ?? Number.NaN) / cycles };
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
