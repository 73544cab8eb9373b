"use client";

import { useState } from "react";
import { paced } from "@/components/api/paced";
import { request } from "@/components/api/request";
import { useLive } from "@/components/api/use-live";
import { shell } from "@/lib/messages/shell";
import type { ReviewCount } from "@/lib/views/views";

/** How many reviews wait, kept up to date. */
export function InboxCount({ initial }: { initial: number }) {
  const [shown, setShown] = useState({ initial, now: initial });
  // The layout was rendered again: its number is the newer one.
  if (shown.initial !== initial) setShown({ initial, now: initial });
  const [look] = useState(() =>
    paced(
      () =>
        request<ReviewCount>("/api/v1/reviews/count").then(
          // Without a reply the stream says so again; a number that is a moment old does no harm.
          (reply) => reply.ok && setShown((before) => ({ ...before, now: reply.value.open })),
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
