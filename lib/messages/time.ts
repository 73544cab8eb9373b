const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

/** How much time that is, in one unit and rounded down: "2 hours". Under a minute: "a moment". */
export function span(ms: number): string {
  if (ms < minute) return "a moment";
  if (ms < hour) return count(Math.floor(ms / minute), "minute", "minutes");
  if (ms < day) return count(Math.floor(ms / hour), "hour", "hours");
  if (ms < 60 * day) return count(Math.floor(ms / day), "day", "days");
  if (ms < 730 * day) return count(Math.floor(ms / (30 * day)), "month", "months");
  return count(Math.floor(ms / (365 * day)), "year", "years");
}

/** For narrow columns: "2 h". */
export function shortSpan(ms: number): string {
  if (ms < minute) return "<1 min";
  if (ms < hour) return `${Math.floor(ms / minute)} min`;
  if (ms < day) return `${Math.floor(ms / hour)} h`;
  if (ms < 60 * day) return `${Math.floor(ms / day)} d`;
  if (ms < 730 * day) return `${Math.floor(ms / (30 * day))} mo`;
  return `${Math.floor(ms / (365 * day))} y`;
}

/** "just now", "2 hours ago". A moment in the future counts as now: clocks differ. */
export const ago = (ms: number) => (ms < minute ? "just now" : `${span(ms)} ago`);

/** "in 2 hours"; "now" when it has come. */
export const until = (ms: number) => (ms < minute ? "now" : `in ${span(ms)}`);

/** How long something took: "0.4 s", "12 s", "2 min 5 s", "3 h 10 min". */
export function duration(ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 0.05) return "<0.1 s";
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${minutes % 60} min`;
  return count(Math.floor(hours / 24), "day", "days");
}
