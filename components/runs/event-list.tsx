"use client";

import { type Newest, useOlder } from "@/components/api/use-older";
import { PlainText } from "@/components/markdown/plain-text";
import { Json } from "@/components/ui/json";
import { Time } from "@/components/ui/time";
import { runs as words } from "@/lib/messages/runs";
import type { EventView } from "@/lib/views/views";
import { LoadOlder } from "./load-older";

/** What happened, newest first, with who did it. */
export function EventList({ events, runId }: { events: Newest<EventView>; runId: string }) {
  const older = useOlder(events, ({ seq }) => seq, `/api/v1/runs/${runId}/events`, 100);
  if (older.rows.length === 0) return <p className="text-quiet">{words.noEvents}</p>;
  return (
    <>
      <ol className="overflow-hidden rounded-lg border border-line bg-surface">
        {older.rows.map((event) => (
          <li key={event.seq} className="border-b border-line last:border-0">
            <details>
              <summary className="figures grid grid-cols-[2rem_minmax(0,1fr)_auto] items-baseline gap-x-3 px-4 py-2 -outline-offset-2 hover:bg-page max-sm:pl-1">
                <span className="text-right text-xs text-quiet">{event.seq}</span>
                <span className="flex flex-wrap gap-x-3 wrap-anywhere">
                  <span className="font-semibold">{words.event(event.type)}</span>
                  <span className="text-quiet">
                    <PlainText>{[stepOf(event.data), event.actor.name].filter(Boolean).join(" · ")}</PlainText>
                  </span>
                </span>
                <span className="text-quiet">
                  <Time at={event.at} as="short" />
                </span>
              </summary>
              <div className="flex flex-col gap-2 px-4 pb-4 sm:pl-15">
                <code className="font-mono text-xs text-quiet">{event.type}</code>
                <Json value={event.data} label={event.type} />
              </div>
            </details>
          </li>
        ))}
      </ol>
      <LoadOlder older={older} className="mt-3" />
    </>
  );
}

/** The step an event is about, when it says one. */
function stepOf(data: EventView["data"]): string | null {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return null;
  const { step } = data;
  if (typeof step === "string") return step;
  if (typeof step !== "object" || step === null || Array.isArray(step)) return null;
  return typeof step.name === "string" ? step.name : null;
}
