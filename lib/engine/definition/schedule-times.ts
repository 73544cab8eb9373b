import { Cron } from "croner";
import type { Schedule, Timing } from "@/lib/engine/program";

/** A start that is at most this late was not missed: processes restart. */
const GRACE_MS = 5 * 60_000;
/** Of the starts that were missed, the newest so many are caught up with. */
const MOST_CAUGHT_UP = 100;

/**
 * The first start after a moment, or null when there is none. Intervals count from 1970-01-01T00:00Z. A time of
 * day that daylight saving leaves out comes when the clock goes on, and one that it makes twice comes once.
 * Throws for what is no cron expression.
 */
export function nextStart(timing: Timing, after: Date): Date | null {
  if ("everyMs" in timing) return new Date((Math.floor(after.getTime() / timing.everyMs) + 1) * timing.everyMs);
  return cronOf(timing).nextRuns(1, after)[0] ?? null;
}

function previousStart(timing: Timing, before: Date): Date | null {
  if ("everyMs" in timing) return new Date((Math.ceil(before.getTime() / timing.everyMs) - 1) * timing.everyMs);
  return cronOf(timing).previousRuns(1, before)[0] ?? null;
}

/** What is to be done now: the starts to make, oldest first, and when to look again. */
export interface StartPlan {
  starts: Date[];
  /** Null when it never comes again. */
  next: Date | null;
}

/** `due` is the oldest start that was not made; it has come by `now`. */
export function planStarts({ timing, missed }: Pick<Schedule, "timing" | "missed">, due: Date, now: Date): StartPlan {
  const starts: Date[] = [];
  const most = missed === "catch-up" ? MOST_CAUGHT_UP : 1;
  // One millisecond on, so that a start at this very moment is among them.
  let start = previousStart(timing, new Date(now.getTime() + 1));
  while (start && start >= due && starts.length < most) {
    starts.unshift(start);
    start = previousStart(timing, start);
  }
  const wanted = starts.filter((at) => missed === "catch-up" || now.getTime() - at.getTime() <= GRACE_MS);
  return { starts: wanted, next: nextStart(timing, now) };
}

const NICKNAME = /^@(yearly|annually|monthly|weekly|daily|hourly)$/i;

function cronOf({ cron, timeZone }: { cron: string; timeZone: string }): Cron {
  const text = cron.trim();
  // "?" would mean the moment of parsing, and a date is no expression; croner takes both.
  if (!NICKNAME.test(text) && (text.split(/\s+/).length !== 5 || text.includes("?"))) {
    throw new Error("it takes five fields");
  }
  return new Cron(text, { timezone: timeZone, paused: true, fixedTimeRule: "no-wildcard" });
}
