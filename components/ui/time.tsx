"use client";

import { ago, shortSpan, span, until } from "@/lib/messages/time";
import { useInBrowser, useNow } from "./now";

const words = { ago, until: (ms: number) => until(-ms), span, short: shortSpan };

/** In the person's own zone and language, so never on the server. */
const exactTime = (iso: string) =>
  new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" }).format(new Date(iso));

const clock = (iso: string, now: number) => {
  const date = new Date(iso);
  const today = new Date(now).toDateString() === date.toDateString();
  const format = new Intl.DateTimeFormat(
    undefined,
    today ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" },
  );
  return format.format(date);
};

/** "2 hours ago", with the exact time on hover. `clock` adds the time of day as soon as the zone is known. */
export function Time({
  at,
  as = "ago",
  withClock = false,
  className,
}: {
  at: string;
  as?: keyof typeof words;
  withClock?: boolean;
  className?: string;
}) {
  const now = useNow();
  const inBrowser = useInBrowser();
  return (
    <time dateTime={at} title={inBrowser ? exactTime(at) : undefined} className={className}>
      {words[as](now - Date.parse(at))}
      {withClock && inBrowser ? ` (${clock(at, now)})` : null}
    </time>
  );
}
