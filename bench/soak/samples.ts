import { mb, table } from "../measure/figures";
import type { Inside } from "./inspector";

export interface Sample extends Inside {
  /** Since the beginning. */
  atMs: number;
  /** Open files and sockets. */
  handles: number;
  connections: number;
  done: number;
}

/** How much a value grew from the first to the last of these samples, along the line that fits best. */
export function growth(samples: Sample[], of: (sample: Sample) => number): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const times = samples.map(({ atMs }) => atMs);
  const values = samples.map(of);
  const [middle, average] = [mean(times), mean(values)];
  const spread = times.reduce((sum, time) => sum + (time - middle) ** 2, 0);
  const slope = times.reduce((sum, time, i) => sum + (time - middle) * ((values[i] ?? 0) - average), 0) / spread;
  return slope * ((times.at(-1) ?? 0) - (times[0] ?? 0));
}

/** How much the lowest value of the last third is above that of the first: threads of code steps come and go. */
export function floorGrowth(samples: Sample[], of: (sample: Sample) => number): number {
  const third = Math.ceil(samples.length / 3);
  const floor = (part: Sample[]) => Math.min(...part.map(of));
  return floor(samples.slice(-third)) - floor(samples.slice(0, third));
}

/** At most twelve of the samples, evenly. */
export function report(samples: Sample[]): string {
  const step = Math.max(1, Math.ceil((samples.length - 1) / 11));
  const shown = samples.filter((_, index) => index % step === 0 || index === samples.length - 1);
  const line = (sample: Sample) => [
    (sample.atMs / 60_000).toFixed(1),
    mb(sample.heapBytes),
    mb(sample.rssBytes),
    ...[sample.connections, sample.sockets, sample.handles, sample.timers, sample.done].map(String),
  ];
  const head = ["minute", "heap after gc", "RSS", "Postgres connections", "sockets", "handles", "timers", "work done"];
  return `${table(head, shown.map(line))}\n\nheap ${curve(samples.map(({ heapBytes }) => heapBytes))}\nRSS  ${curve(samples.map(({ rssBytes }) => rssBytes))}`;
}

/** From zero to the largest, so that what looks flat is. */
function curve(values: number[]): string {
  const most = Math.max(...values);
  return values.map((value) => "▁▂▃▄▅▆▇█"[Math.min(7, Math.floor((value / most) * 8))]).join("");
}
