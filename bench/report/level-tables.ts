import { table } from "../measure/figures";
import type { LevelFigures } from "../session/figures";
import { type LevelSummary, summaryOf } from "./level-summary";
import { percent, short, withRatio } from "./numbers";

/** What so many callers at once get done, how long they wait, and what it costs. */
export function levelTables(level: LevelFigures): string {
  const summaries = level.contenders.map(({ name }) => summaryOf(level, name));
  const limit = summaries.find(({ name }) => name === "limit");
  const ratio = (of: (summary: LevelSummary) => number) => (summary: LevelSummary) =>
    withRatio(of(summary), limit && summary !== limit ? of(limit) : Number.NaN);
  const rates = table(
    ["", "cycles/s", "of the limit", "of blind", "decision p50, ms", "p95", "p99"],
    summaries.map((summary) => [
      summary.name,
      short(summary.rate),
      percent(summary.ofLimit),
      percent(summary.ofBlind),
      ...[ratio(({ p50 }) => p50), ratio(({ p95 }) => p95), ratio(({ p99 }) => p99)].map((cell) => cell(summary)),
    ]),
  );
  const costs = table(
    ["for one cycle", "statements", "transactions", "WAL, kB", "CPU, ms", "of it Postgres", "client beside it"],
    summaries.map((summary) => [
      summary.name,
      ratio(({ statements }) => statements)(summary),
      ratio(({ transactions }) => transactions)(summary),
      ratio(({ walKb }) => walKb)(summary),
      ratio(({ cpuMs }) => cpuMs)(summary),
      short(summary.postgresCpuMs),
      short(summary.clientCpuMs),
    ]),
  );
  return `### ${level.atOnce} at once\n\n${rates}\n\n${costs}\n`;
}
