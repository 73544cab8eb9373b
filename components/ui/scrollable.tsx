import type { ReactNode } from "react";

/** What may be larger than its place: reachable by keyboard, and named, so that one knows where one is. */
export function Scrollable({ label, className, children }: { label: string; className: string; children?: ReactNode }) {
  const reachable = { tabIndex: 0, role: "group", "aria-label": label };
  return (
    <div {...reachable} className={className}>
      {children}
    </div>
  );
}
