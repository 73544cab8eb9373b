"use client";

import { useEffect, useRef, useState } from "react";
import { useRefresh } from "@/components/api/use-refresh";
import { buttonLook } from "@/components/ui/button";
import { LinkNotice } from "@/components/ui/link-notice";
import { inbox as words } from "@/lib/messages/inbox";
import { KeysHint } from "./keys-hint";
import { ReviewRow } from "./review-row";
import { type HeldRows, holdRows, type InboxRow } from "./row";
import { useListKeys } from "./use-list-keys";

/** Live, but still: while a pointer or the focus is in the list nothing moves under it. */
export function InboxList({ rows, meId }: { rows: InboxRow[]; meId: string }) {
  const list = useRef<HTMLOListElement>(null);
  const link = useRefresh(null);
  const { shown, inside, showFresh } = useHeldRows(rows);
  const [keysOpen, setKeysOpen] = useState(false);
  useListKeys(list, () => setKeysOpen(true));

  return (
    <div className="flex flex-col gap-3">
      <LinkNotice link={link} />
      <div className="relative">
        {shown.fresh > 0 ? (
          <button
            type="button"
            onClick={showFresh}
            aria-label={words.showFresh(shown.fresh)}
            className={buttonLook(
              "primary",
              "appear figures absolute -top-4 left-1/2 z-10 min-h-8 -translate-x-1/2 rounded-full shadow-float",
            )}
          >
            {words.fresh(shown.fresh)}
          </button>
        ) : null}
        <ol
          ref={list}
          aria-label={words.list}
          className="overflow-hidden rounded-lg border border-line bg-surface"
          {...inside}
        >
          {shown.rows.map((row) => (
            <li key={row.id} className="border-b border-line last:border-0">
              <ReviewRow row={row} meId={meId} />
            </li>
          ))}
        </ol>
      </div>
      <KeysHint open={keysOpen} onOpen={setKeysOpen} />
    </div>
  );
}

function useHeldRows(now: InboxRow[]) {
  const [held, setHeld] = useState<HeldRows>({ rows: now, fresh: 0 });
  const pointer = useRef(false);
  const focus = useRef(false);
  const latest = useRef(now);
  const showNow = () => setHeld({ rows: latest.current, fresh: 0 });
  const release = () => {
    if (!pointer.current && !focus.current) showNow();
  };
  useEffect(() => {
    latest.current = now;
    // More rows than are held were asked for: they come below, where nothing moves.
    if (pointer.current || focus.current) setHeld((before) => holdRows(before.rows, now));
    else setHeld({ rows: now, fresh: 0 });
  }, [now]);
  return {
    shown: held,
    showFresh: showNow,
    inside: {
      onPointerEnter: (event: React.PointerEvent) => {
        pointer.current = event.pointerType === "mouse";
      },
      onPointerLeave: () => {
        pointer.current = false;
        release();
      },
      onFocus: () => {
        focus.current = true;
      },
      onBlur: (event: React.FocusEvent<HTMLElement>) => {
        if (event.currentTarget.contains(event.relatedTarget)) return;
        focus.current = false;
        release();
      },
    },
  };
}
