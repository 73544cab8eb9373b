import type { ReactNode } from "react";
import { markdown as words } from "@/lib/messages/markdown";
import { PlainText } from "./plain-text";

/** A text that is not shown as Markdown: in full, letter by letter, under one sentence why. */
export function AsWritten({ text, why }: { text: string; why: keyof typeof words.plain }) {
  return (
    <>
      <p className="plain-note">{words.plain[why]}</p>
      <div className="whitespace-pre-wrap">
        <PlainText>{text}</PlainText>
      </div>
    </>
  );
}

/** What `make` gives, or the text as it was written where that fails, on servers too. */
export function orAsWritten(text: string, make: () => ReactNode): ReactNode {
  try {
    return make();
  } catch {
    return <AsWritten text={text} why="broken" />;
  }
}
