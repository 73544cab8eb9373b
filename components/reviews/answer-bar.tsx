"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { PlainText } from "@/components/markdown/plain-text";
import { classNames } from "@/components/ui/class-names";
import { review as words } from "@/lib/messages/review";

/**
 * Wide: a card beside the draft. Phone: a bar at the bottom that opens upward. One and the same form in
 * both, so turning the phone loses nothing. `pinned` keeps it open (there is nothing to open any more).
 */
export function AnswerBar({
  open,
  onOpen,
  pinned,
  notMine,
  children,
}: {
  open: boolean;
  onOpen(open: boolean): void;
  pinned?: boolean;
  /** Why there is only something to read; empty where nothing is to be said of it. */
  notMine?: string;
  children: ReactNode;
}) {
  const id = useId();
  const readOnly = notMine !== undefined;
  const toggle = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open && toggle.current?.offsetParent)
      panel.current?.querySelector<HTMLElement>("textarea, input, select")?.focus();
  }, [open]);
  return (
    <section
      aria-label={readOnly ? words.shownForm : words.answer}
      className={classNames(
        "border-line bg-surface",
        "max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-30 max-lg:max-h-[85dvh] max-lg:overflow-y-auto max-lg:border-t max-lg:pb-[env(safe-area-inset-bottom)] max-lg:shadow-float",
        "lg:rounded-lg lg:border",
      )}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || pinned || !open || !toggle.current?.offsetParent) return;
        onOpen(false);
        toggle.current.focus();
      }}
    >
      {notMine && !pinned && !open ? (
        <p className="px-4 pt-3 text-center lg:hidden">
          <PlainText>{notMine}</PlainText>
        </p>
      ) : null}
      {pinned ? null : (
        <button
          ref={toggle}
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => onOpen(!open)}
          className="sticky top-0 z-10 flex min-h-14 w-full items-center justify-center gap-2 bg-surface px-4 text-base font-semibold text-accent -outline-offset-2 lg:hidden"
        >
          {open ? <ChevronDown aria-hidden size={18} /> : <ChevronUp aria-hidden size={18} />}
          {open ? words.closeAnswer : readOnly ? words.openForm : words.openAnswer}
        </button>
      )}
      <div
        ref={panel}
        id={id}
        className={classNames("p-4", !pinned && "max-lg:pt-1", !pinned && !open && "max-lg:hidden")}
      >
        {children}
      </div>
    </section>
  );
}
