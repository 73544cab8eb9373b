const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const SHORT = DAYS.map((day) => day.slice(0, 3).toUpperCase());
const NICKNAMES: Record<string, string> = {
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *",
};

/** A cron expression of a common shape as people say it: "Fridays at 9:00"; null for all others. */
export function cronWords(cron: string): string | null {
  const fields = (NICKNAMES[cron.trim().toLowerCase()] ?? cron).trim().split(/\s+/);
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = fields;
  if (fields.length !== 5 || month !== "*") return null;
  const when = daysOf(day, weekday);
  if (when === null) return null;
  const often = frequency(minute, hour);
  if (often !== null) return when === "Every day" ? capital(often) : `${when} ${often}`;
  const times = timesOf(minute, hour);
  return times === null ? null : `${when} at ${listed(times)}`;
}

function frequency(minute: string, hour: string): string | null {
  const minutes = stepOf(minute, 60);
  if (minutes !== null && hour === "*") return minutes === 1 ? "every minute" : `every ${minutes} minutes`;
  const hours = stepOf(hour, 24);
  if (hours === null || !isNumber(minute)) return null;
  const every = hours === 1 ? "every hour" : `every ${hours} hours`;
  return Number(minute) === 0 ? every : `${every}, ${Number(minute)} minutes past`;
}

/** 3 for a field of every third, where that divides the whole, so that it means the same all the way round. */
function stepOf(field: string, whole: number): number | null {
  if (field === "*") return 1;
  const step = Number(/^\*\/(\d+)$/.exec(field)?.[1]);
  return step > 0 && whole % step === 0 ? step : null;
}

function timesOf(minute: string, hour: string): string[] | null {
  const hours = hour.split(",");
  if (!isNumber(minute) || !hours.every(isNumber)) return null;
  return hours.map((one) => `${Number(one)}:${minute.padStart(2, "0")}`);
}

function daysOf(day: string, weekday: string): string | null {
  if (day === "*" && weekday === "*") return "Every day";
  if (weekday === "*") return isNumber(day) ? `On day ${Number(day)} of the month` : null;
  if (day !== "*") return null;
  const [first, last, ...more] = weekday.split("-").map(weekdayOf);
  if (first === 1 && last === 5 && more.length === 0) return "Monday to Friday";
  const days = weekday.split(",").map(weekdayOf);
  return days.some((one) => one === null) ? null : listed(days.map((one) => `${DAYS[one as number]}s`));
}

function weekdayOf(field: string): number | null {
  const named = SHORT.indexOf(field.toUpperCase());
  if (named >= 0) return named;
  return /^[0-7]$/.test(field) ? Number(field) % 7 : null;
}

const isNumber = (field: string) => /^\d{1,2}$/.test(field);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function listed(words: string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}
