import { table } from "../measure/figures";
import type { GrowthFigures } from "../session/figures";
import { median, withRatio } from "./numbers";

/** In brackets: how many times the first. */
export function growthTable(figures: GrowthFigures[]): string {
  const columns = [...new Set(figures.flatMap(({ rounds }) => rounds.map(({ round }) => round)))];
  const rows = figures.map(({ name, rounds }) => {
    const first = median(rounds[0]?.ms ?? []);
    return [
      name,
      ...columns.map((column) => {
        const ms = rounds.find(({ round }) => round === column)?.ms ?? [];
        return withRatio(median(ms), column === columns[0] ? Number.NaN : first, 2);
      }),
    ];
  });
  const head = ["median, ms", ...columns.map((column) => `update ${column.toLocaleString("en")}`)];
  return `### The Nth update of one run\n\n${table(head, rows)}\n`;
}
