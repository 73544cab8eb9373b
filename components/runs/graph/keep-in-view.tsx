"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** Scrolls by itself, never the page, so that the step of `place` can be seen. */
export function KeepInView({
  place,
  label,
  className,
  children,
}: {
  place: number | null;
  label: string;
  className: string;
  children: ReactNode;
}) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const step = place === null ? null : box.current?.querySelector("[aria-current=step]");
    if (!box.current || !step) return;
    const outer = box.current.getBoundingClientRect();
    const inner = step.getBoundingClientRect();
    if (inner.bottom > outer.bottom) box.current.scrollTop += inner.top - outer.top - outer.height / 3;
  }, [place]);
  return (
    <aside ref={box} aria-label={label} className={className}>
      {children}
    </aside>
  );
}
