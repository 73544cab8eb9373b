import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

/** Where reading happens. */
export function Paper({
  label,
  header,
  children,
  busy,
  short,
}: {
  label: string;
  header?: ReactNode;
  children: ReactNode;
  busy?: boolean;
  /** As high as what is in it; otherwise high enough not to jump as text comes in. */
  short?: boolean;
}) {
  return (
    <section
      aria-label={label}
      aria-busy={busy}
      className="overflow-clip border-line bg-surface max-sm:-mx-4 max-sm:border-y sm:rounded-lg sm:border"
    >
      <h2 className="sr-only">{label}</h2>
      {header ? (
        <div className="flex min-h-13 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-2 sm:px-6">
          {header}
        </div>
      ) : null}
      <div className={classNames(!short && "min-h-96", "px-5 pt-5 pb-8 sm:px-12 sm:pt-8 sm:pb-12")}>{children}</div>
    </section>
  );
}

/** Says whose words follow. */
export const Byline = ({ children }: { children: ReactNode }) => (
  <p className="mb-4 text-xs text-quiet sm:mb-6">{children}</p>
);
