import type { ReactNode } from "react";
import { Below } from "@/components/forms/field-frame";

interface Described {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

/** A control with its label above, and help and what is wrong with it below. */
export function Labeled({
  id,
  label,
  help = "",
  error,
  children,
}: {
  id: string;
  label: string;
  help?: string;
  error?: string;
  children(described: Described): ReactNode;
}) {
  const parts = [error && `${id}-error`, help && `${id}-hint`].filter(Boolean);
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      {children({
        id,
        "aria-describedby": parts.length > 0 ? parts.join(" ") : undefined,
        "aria-invalid": error ? true : undefined,
      })}
      <Below id={id} hint={help} error={error} />
    </div>
  );
}
