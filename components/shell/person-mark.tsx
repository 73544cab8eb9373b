import { classNames } from "@/components/ui/class-names";

/** Initials of a person; a decoration beside the name. */
export function PersonMark({ name, size = "small" }: { name: string; size?: "small" | "large" }) {
  const initials = name
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => [...part][0] ?? "")
    .join("")
    .toUpperCase();
  return (
    <span
      aria-hidden
      className={classNames(
        "inline-flex shrink-0 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent",
        size === "small" ? "size-6 text-[11px]" : "size-10 text-base",
      )}
    >
      {initials}
    </span>
  );
}
