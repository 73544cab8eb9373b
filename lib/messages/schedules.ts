export const schedules = {
  title: "Starts by itself",
  every: (ms: number) => `Every ${interval(ms)}`,
  next: "Next start",
  last: "Last run",
  lastStart: "Last start",
  lastTry: "Last tried",
  none: "Not started yet",
  pause: "Pause",
  resume: "Resume",
  /** What a button is for, said to those who hear it on its own. */
  of: (title: string, name: string) => (name === "default" ? title : `${title}, ${name}`),
  pausedBy: (name: string) => `Paused by ${name}`,
  paused: "Paused",
  failed: (error: string) => `The last start was not made. ${error}`,
  goesOn: "The next one is made as planned.",
};

const units = [
  [86_400_000, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
  [1_000, "second"],
] as const;

/** "hour", "2 hours", "90 minutes": in the largest unit that it is a whole number of. */
function interval(ms: number): string {
  const [size, unit] = units.find(([size]) => ms % size === 0) ?? [1_000, "second"];
  const count = ms / size;
  return count === 1 ? unit : `${count} ${unit}s`;
}
