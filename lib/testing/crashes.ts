import { KitError } from "./kit-error";

/**
 * Where the process dies: before the effect of a step, after it and before its result is kept, or within it
 * between doing and recording what `once` does under a key.
 */
export type CrashPoint = { before: string } | { after: string } | { once: string };

/** Deaths that a test has planned. */
export class Crashes {
  private planned: { point: string; left: number }[] = [];

  plan(point: CrashPoint, times = 1): void {
    this.planned.push({ point: nameOf(point), left: times });
  }

  /** True when the process dies here now. */
  strike(point: CrashPoint): boolean {
    const crash = this.planned.find(({ point: planned, left }) => planned === nameOf(point) && left > 0);
    if (crash) crash.left -= 1;
    return crash !== undefined;
  }

  /** A crash that never came proves nothing. */
  checkAllStruck(): void {
    const missed = this.planned.find(({ left }) => left > 0);
    if (missed) throw new KitError(`The test planned a crash ${missed.point}, and the run never came there.`);
  }
}

function nameOf(point: CrashPoint): string {
  const [[where, what]] = Object.entries(point) as [[string, string]];
  return where === "once" ? `within once "${what}"` : `${where} the effect of "${what}"`;
}
