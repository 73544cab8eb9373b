import type { ContenderName } from "../contenders/contender";
import { table } from "../measure/figures";
import type { GrowthFigures, LevelFigures } from "../session/figures";
import { ratesCompared, summaryOf } from "./level-summary";
import { median, percent } from "./numbers";

interface Target {
  what: string;
  wanted: string;
  /** NaN where it was not measured. */
  measured(level: LevelFigures): number;
  met(value: number): boolean;
  shown(value: number): string;
  /** Only at so many at once; otherwise at any number. */
  at?: number;
}

const times = (value: number) => `${value.toFixed(value < 10 ? 2 : 1)}×`;

const rate = (name: ContenderName, of: ContenderName, share: number): Target => ({
  what: `${name}: cycles/s, of ${of}`,
  wanted: `≥ ${percent(share)}`,
  measured: (level) => ratesCompared(level, name, of),
  met: (value) => value >= share,
  shown: percent,
});

const factor = (name: ContenderName, of: ContenderName, least: number): Target => ({
  ...rate(name, of, least),
  wanted: `≥ ${least}×`,
  shown: times,
});

const cost = (key: "cpuMs" | "walKb", what: string, most: number): Target => ({
  what: `engine: ${what}, of limit`,
  wanted: `≤ ${most}×`,
  measured: (level) => summaryOf(level, "engine")[key] / summaryOf(level, "limit")[key],
  met: (value) => value <= most,
  shown: times,
});

const TARGETS: Target[] = [
  rate("engine", "limit", 0.8),
  rate("engine", "blind", 0.55),
  cost("cpuMs", "CPU for one cycle", 1.6),
  cost("walKb", "WAL for one cycle", 2),
  ...(["langgraph", "langgraph-async", "dbos"] as const).map((peer) => factor("engine", peer, 10)),
  rate("http", "limit", 0.2),
  {
    what: "http: decision p99",
    wanted: "< 50 ms",
    at: 16,
    measured: (level) => summaryOf(level, "http").p99,
    met: (value) => value < 50,
    shown: (value) => `${value.toFixed(1)} ms`,
  },
  ...(["langgraph", "langgraph-async", "dbos"] as const).map((peer) => factor("http", peer, 3)),
];

/** What was aimed at, and whether it was reached here; null where nothing of it was measured. */
export function targetsTable(levels: LevelFigures[], growth: GrowthFigures[]): string | null {
  const rows = TARGETS.map(({ what, wanted, measured, met, shown, at }) => {
    const values = levels.map((level) => (at === undefined || at === level.atOnce ? measured(level) : Number.NaN));
    return [what, wanted, ...values.map((value) => (Number.isNaN(value) ? "" : mark(met(value), shown(value))))];
  }).filter((row) => row.slice(2).some(Boolean));
  const grown = growthOf(growth);
  if (grown !== null) {
    const column = levels.map(() => "");
    rows.push(["engine: update 1,000, of the first", "≤ 1.1×", ...column, mark(grown <= 1.1, times(grown))]);
  }
  if (rows.length === 0) return null;
  const head = [
    "target",
    "wanted",
    ...levels.map(({ atOnce }) => `${atOnce} at once`),
    ...(grown === null ? [] : ["growth"]),
  ];
  return `### Targets\n\n${table(
    head,
    rows.map((row) => head.map((_, column) => row[column] ?? "")),
  )}\n`;
}

const mark = (met: boolean, shown: string) => `${met ? "met" : "MISSED"} ${shown}`;

function growthOf(growth: GrowthFigures[]): number | null {
  const rounds = growth.find(({ name }) => name === "engine")?.rounds;
  const ms = (wanted: number) => rounds?.find(({ round }) => round === wanted)?.ms;
  const [first, last] = [ms(1), ms(1_000)];
  return first && last ? median(last) / median(first) : null;
}
