"use client";

import { useState } from "react";
import { paced } from "@/components/api/paced";
import { useLive } from "@/components/api/use-live";
import { shell } from "@/lib/messages/shell";

/** How many reviews wait, kept up to date. `count` asks the server again. */
export function InboxCount({ initial, count }: { initial: number; count(): Promise<number | null> }) {
  const [shown, setShown] = useState({ initial, now: initial });
  // The layout was rendered again: its number is the newer one.
  if (shown.initial !== initial) setShown({ initial, now: initial });
  const [look] = useState(() =>
    paced(
      () =>
        count().then(
          (now) => now !== null && setShown((before) => ({ ...before, now })),
          // The stream says so again; a number that is a moment old does no harm.
          () => {},
        ),
      1_000,
    ),
  );
  useLive(null, { onChanged: look });
  if (shown.now === 0) return null;
  return (
    <span
      className="figures rounded-full bg-accent-soft px-1.5 text-xs leading-5 font-semibold text-accent"
      data-testid="inbox-count"
    >
      <span aria-hidden>{shown.now > 999 ? "999+" : shown.now}</span>
      <span className="sr-only">{shell.waiting(shown.now)}</span>
    </span>
  );
}
