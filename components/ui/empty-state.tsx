import type { ReactNode } from "react";

/** What would be here, and how to get it. */
export function EmptyState({
  icon,
  title,
  text,
  children,
}: {
  icon: ReactNode;
  title: string;
  text: string;
  children?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-lg border border-line bg-surface px-6 py-16 text-center">
      <span aria-hidden className="text-quiet">
        {icon}
      </span>
      <h2 className="text-base font-semibold">{title}</h2>
      <p className="max-w-sm text-quiet">{text}</p>
      {children ? <div className="mt-2">{children}</div> : null}
    </div>
  );
}
