"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { type Link, liveHub, type TextFrame } from "./live-hub";

/**
 * Calls `onChanged` whenever a run (or, with null, the inbox) may have changed, and once when the stream
 * opens. Returns how well that works now.
 */
export function useLive(run: string | null, handlers: { onChanged(): void; onText?(frame: TextFrame): void }): Link {
  const [link, setLink] = useState<Link>("live");
  const onChanged = useEffectEvent(() => handlers.onChanged());
  const onText = useEffectEvent((frame: TextFrame) => handlers.onText?.(frame));
  useEffect(
    () =>
      liveHub.subscribe({
        run,
        onChanged: () => onChanged(),
        onText: (frame) => onText(frame),
        onLink: setLink,
      }),
    [run],
  );
  return link;
}
