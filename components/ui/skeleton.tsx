import { shell } from "@/lib/messages/shell";

/** Rows in the shape of a list; seen only when the real ones take longer than usual. */
export function ListSkeleton({ rows = 6 }: { rows?: number }) {
  return (
    <div role="status" className="appear-late overflow-hidden rounded-lg border border-line bg-surface">
      <span className="sr-only">{shell.loading}</span>
      {Array.from({ length: rows }, (_, row) => `row-${row}`).map((row) => (
        <div key={row} aria-hidden className="flex flex-col gap-2 border-b border-line px-4 py-3.5 last:border-0">
          <div className="h-3.5 w-2/5 rounded bg-sunken" />
          <div className="h-3 w-1/4 rounded bg-sunken" />
        </div>
      ))}
    </div>
  );
}
