import { join } from "node:path";
import { expect } from "vitest";
import { bundleProduct } from "./bundle";
import { Outside, type OutsideScript } from "./outside";
import { CrashProduct } from "./product";
import { type Play, type Told, tell } from "./tell";
import type { Point } from "./wire";

export interface CrashCase extends OutsideScript {
  play: Play;
  /** What happens in which order, and so how often a point is passed, is not the same every time. */
  branches?: boolean;
  /** Dies around what every POST writes down, too, and around uploads; the same for all of them. */
  everyPost?: boolean;
  /** Dies around what is written from time to time, too, when it comes. */
  timed?: boolean;
  /** What comes before this point is the same as in another case, and killed there. */
  from?: string;
  /** Dies before there is a run, too: then nothing depends on its workflow yet. */
  beginning?: boolean;
}

/** What `lib/failpoints.ts` names: changes of runs, effects and what code records. */
const OF_RUNS = /^(before|after) ([a-z]+\.[a-z_]+|effect|once)$|^during call$/;
const BEGINNING = "before run.started";
/** What every request writes down for itself, and uploads. */
const OF_POSTS = /idempotency_keys|api_tokens|files|file_chunks|file_uses/;
/** Written from time to time, whatever happens: text in the making, and that a process is alive. */
const TIMED = /live_texts|processes/;
// All else is written by jobs that look for work of their own now and then: mails, schedules, clean-up.

export interface Bundle {
  main: string;
  remove(): Promise<void>;
}

export const bundleFixtures = (): Promise<Bundle> => bundleProduct(join(import.meta.dirname, "../../fixtures/crash"));

/**
 * Plays the case once and notes every point it passes; then again for the first and the last of each name, with a process that dies there
 * and one that goes on, which must make no difference. Answers the names of the points.
 */
export async function crashEverywhere(
  bundle: Bundle,
  { play, branches, everyPost, timed, from, beginning, ...script }: CrashCase,
): Promise<string[]> {
  const outside = await Outside.start(script);
  const product = await CrashProduct.start(bundle.main, outside.env);
  try {
    const told = await tell(product, outside, play, []);
    await product.keepCode();
    const trace = await product.trace();
    const first = trace.findIndex(({ name }) => name === (from ?? name));
    const passed = [...trace.slice(first), ...outside.points()];
    const points = firstAndLast(
      passed.filter(
        ({ name, nth }) =>
          (OF_RUNS.test(name) && (beginning || name !== BEGINNING || nth > 1)) ||
          (timed && TIMED.test(name)) ||
          (everyPost && OF_POSTS.test(name)),
      ),
    );
    const names = [...new Set(points.map(({ name }) => name))].sort();
    const died = new Set<string>();
    for (const crashes of [
      ...points.map((point) => [point]),
      ...twice(points.filter(({ name }) => !TIMED.test(name))),
    ]) {
      const deaths = await survive({ product, outside, play }, crashes, told);
      for (const death of deaths) died.add(death);
      const sure = !branches && !crashes.some(({ name }) => TIMED.test(name));
      if (sure) expect(deaths, nameOf(crashes)).toHaveLength(crashes.length);
    }
    expect(names.filter((name) => !died.has(name) && !TIMED.test(name))).toEqual([]);
    return names;
  } finally {
    await product.stop();
    await outside.close();
  }
}

/** What comes again and again in one case is killed the first time and the last. */
function firstAndLast(points: Point[]): Point[] {
  const last = new Map(points.map(({ name, nth }) => [name, nth]));
  return points.filter(({ name, nth }) => nth === 1 || nth === last.get(name));
}

/** Who goes on dies too: while it starts, in the middle of taking over, or at the same point again. */
function twice(points: Point[]): Point[][] {
  const effect = points.find(({ name }) => name === "before effect");
  const change = effect ? undefined : points.find(({ name }) => /^before [a-z]+\.[a-z]+$/.test(name));
  const again = (point: Point | undefined, name: string) => (point ? [[point, { name, nth: 1 }]] : []);
  return [
    ...again(points[Math.floor(points.length / 2)], "any"),
    ...again(effect, "after lease.claimed"),
    ...again(effect, "before effect"),
    ...again(change, change?.name ?? ""),
  ];
}

interface Stage {
  product: CrashProduct;
  outside: Outside;
  play: Play;
}

/** Dies at each of these points in turn; what is told afterwards must be what was told without. Answers where it died. */
export async function survive(
  { product, outside, play }: Stage,
  crashes: Point[],
  told: Told,
  index = 0,
): Promise<string[]> {
  const where = nameOf(crashes);
  const again = await tell(product, outside, play, crashes, index).catch((error: Error) => {
    throw new Error(`${where}: ${error.message}`, { cause: error });
  });
  expect(again.stories, where).toEqual(told.stories);
  expect(Object.keys(again.calls), where).toEqual(Object.keys(told.calls));
  for (const [key, counts] of Object.entries(told.calls)) {
    expect(again.calls[key], `${where}: ${key}`).toHaveLength(counts.length);
    expect(Math.max(...(again.calls[key] ?? [])), `${where}: ${key}`).toBeLessThanOrEqual(
      Math.max(...counts) + crashes.length,
    );
  }
  return product.deaths;
}

const nameOf = (crashes: Point[]) => `killed ${crashes.map(({ name, nth }) => `${name} #${nth}`).join(", then ")}`;
