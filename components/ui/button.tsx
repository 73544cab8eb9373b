import type { ComponentProps } from "react";
import { classNames } from "./class-names";

type Look = "primary" | "plain" | "quiet" | "danger";

const base =
  "inline-flex min-h-9 items-center justify-center gap-2 rounded-lg px-3.5 py-1.5 text-sm font-semibold " +
  "transition-colors duration-100 disabled:opacity-60 pointer-coarse:min-h-11 select-none";

const looks: Record<Look, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong",
  plain: "border border-control bg-surface text-ink hover:bg-sunken",
  quiet: "text-quiet hover:bg-sunken hover:text-ink",
  danger: "border border-failed bg-surface text-failed hover:bg-failed-soft",
};

/** For a link that should look like a button. */
export const buttonLook = (look: Look = "plain", extra?: string) => classNames(base, looks[look], extra);

export function Button({ look = "plain", className, ...props }: ComponentProps<"button"> & { look?: Look }) {
  return <button type="button" className={buttonLook(look, className)} {...props} />;
}
