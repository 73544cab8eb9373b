import { text } from "./messages";

const DAY_MS = 86_400_000;
/** A time of day on a date without an offset, as a control for times gives it. */
const LOCAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/;

/**
 * What a control for times shows of a moment in the zone of this computer: `2027-11-07T01:30`, with seconds and
 * milliseconds only where there are some. Local times stay as they are; of anything else there is nothing to show.
 */
export function localText(written: string): string {
  if (LOCAL.test(written)) return written;
  const moment = Date.parse(written);
  if (Number.isNaN(moment)) return "";
  const text = new Date(wallClock(moment)).toISOString().slice(0, -1);
  return text.replace(/\.000$/, "").replace(/(T\d\d:\d\d):00$/, "$1");
}

/**
 * The moments, in ISO 8601, at which the clocks of this computer's zone show a local time: one, none when they skip it
 * in spring, two when they go through it twice in autumn. Null for what is no local time.
 */
export function momentsOf(local: string): string[] | null {
  const wall = LOCAL.test(local) ? Date.parse(`${local}Z`) : Number.NaN;
  // Date.parse takes the 30th of February for a day in March.
  if (Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(local.slice(0, 10))) return null;
  return around(wall)
    .filter((moment) => wallClock(moment) === wall)
    .map((moment) => new Date(moment).toISOString());
}

/** What a control for dates and times holds while parts of it are missing; no form takes it for a time. */
export const UNFINISHED = "not complete";

/** Why a local time can't be sent as it stands, under the field's label; null when it can. */
export function localTimeProblem(label: string, local: string): string | null {
  if (local === UNFINISHED) return text.unfinishedTime(label);
  const moments = momentsOf(local);
  if (!moments || moments.length === 1) return null;
  const [day = "", time = ""] = local.split("T");
  if (moments.length > 1) return text.timeComesTwice(label, time);
  const later = localText(new Date(Math.max(...around(Date.parse(`${local}Z`)))).toISOString());
  return text.timeIsSkipped(label, time, later.replace(`${day}T`, "").replace("T", " "));
}

/** The moments that a time on the clock would be with the offset of the day before, and with that of the day after. */
function around(wall: number): number[] {
  const offsets = [wall - DAY_MS, wall + DAY_MS].map((moment) => wallClock(moment) - moment);
  return [...new Set(offsets)].map((offset) => wall - offset).sort((a, b) => a - b);
}

/** What the clocks show at a moment, as if it were UTC. Not by getTimezoneOffset: it drops seconds of old offsets. */
function wallClock(moment: number): number {
  const at = new Date(moment);
  const wall = new Date(0);
  wall.setUTCFullYear(at.getFullYear(), at.getMonth(), at.getDate());
  return wall.setUTCHours(at.getHours(), at.getMinutes(), at.getSeconds(), at.getMilliseconds());
}
