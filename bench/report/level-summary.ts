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
  const find = (wanted: ContenderName) => level.contenders.find((one) => one.name === wanted);
  const slices = find(name)?.slices ?? [];
  const comparedTo = (other: ContenderName) =>
    median(slices.flatMap(({ rate }, round) => rate / (find(other)?.slices[round]?.rate ?? Number.NaN)));
  const perCycle = (of: (slice: SliceFigures) => number) => median(slices.map((slice) => of(slice) / slice.cycles));
  const decisions = slices.flatMap((slice) => slice.decisions);
  return {
    name,
    rate: median(slices.map(({ rate }) => rate)),
    ofLimit: comparedTo("limit"),
    ofBlind: comparedTo("blind"),
    p50: quantile(decisions, 0.5),
    p95: quantile(decisions, 0.95),
    p99: quantile(decisions, 0.99),
    statements: perCycle(({ statements }) => statements),
    transactions: find(name)?.transactions ?? Number.NaN,
    walKb: perCycle(({ walBytes }) => walBytes / 1_000),
    cpuMs: perCycle(({ cpuMs, postgresCpuMs }) => cpuMs + postgresCpuMs),
    postgresCpuMs: perCycle(({ postgresCpuMs }) => postgresCpuMs),
    clientCpuMs: perCycle(({ clientCpuMs }) => clientCpuMs),
  };
}
