import type { ContenderName } from "../contenders/contender";
import { quantile } from "../measure/figures";
import type { LevelFigures, SliceFigures } from "../session/figures";
import { median } from "./numbers";

/** NaN where something was not measured. CPU milliseconds of one cycle are CPU seconds of a thousand. */
export interface LevelSummary {
  name: ContenderName;
  /** Cycles a second; the median of the turns, as all that follows but the quantiles. */
  rate: number;
  /** Compared turn by turn. */
  ofLimit: number;
  ofBlind: number;
  /** Milliseconds of one decision, over all turns. */
  p50: number;
  p95: number;
  p99: number;
  statements: number;
  transactions: number;
  walKb: number;
  cpuMs: number;
  postgresCpuMs: number;
  clientCpuMs: number;
}

export function summaryOf(level: LevelFigures, name: ContenderName): LevelSummary {
  const found = level.contenders.find((one) => one.name === name);
  const slices = found?.slices ?? [];
  const perCycle = (of: (slice: SliceFigures) => number) => median(slices.map((slice) => of(slice) / slice.cycles));
  const decisions = slices.flatMap((slice) => slice.decisions);
  return {
    name,
    rate: median(slices.map(({ rate }) => rate)),
    ofLimit: ratesCompared(level, name, "limit"),
    ofBlind: ratesCompared(level, name, "blind"),
    p50: quantile(decisions, 0.5),
    p95: quantile(decisions, 0.95),
    p99: quantile(decisions, 0.99),
    statements: perCycle(({ statements }) => statements),
    transactions: found?.transactions ?? Number.NaN,
    walKb: perCycle(({ walBytes }) => walBytes / 1_000),
    cpuMs: perCycle(({ cpuMs, postgresCpuMs }) => cpuMs + postgresCpuMs),
    postgresCpuMs: perCycle(({ postgresCpuMs }) => postgresCpuMs),
    clientCpuMs: perCycle(({ clientCpuMs }) => clientCpuMs),
  };
}

/** How many times the cycles of another contender: the median of the turns, each compared with the other's of its round. */
export function ratesCompared(level: LevelFigures, name: ContenderName, other: ContenderName): number {
  const slicesOf = (wanted: ContenderName) => level.contenders.find((one) => one.name === wanted)?.slices ?? [];
  const others = slicesOf(other);
  return median(slicesOf(name).map(({ rate }, round) => rate / (others[round]?.rate ?? Number.NaN)));
}
