import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { keptByContent } from "@/lib/markdown/kept-by-content";
import { readMarkdown } from "@/lib/markdown/read-markdown";
import { AsWritten, orAsWritten } from "./as-written";
import { renderNodes } from "./render-nodes";
import { ShownSafely } from "./shown-safely";

/** Characters of text whose elements are kept; the elements take up to about twenty times as much. */
const KEPT = 1_000_000;

const shown = keptByContent((text: string): ReactNode => {
  const { nodes, limit } = readMarkdown(text);
  return nodes ? orAsWritten(text, () => renderNodes(nodes)) : <AsWritten text={text} why={limit} />;
}, KEPT);

/**
 * Text of models and people as Markdown. HTML in it is shown as text, pictures are named instead of loaded, links say
 * where they lead. What costs too much, or fails, is shown as it was written.
 */
export function Markdown({ children, className }: { children: string; className?: string }) {
  return (
    <div className={classNames("reading", className)}>
      <ShownSafely text={children}>{shown(children)}</ShownSafely>
    </div>
  );
}
