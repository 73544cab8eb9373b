import { createElement, Fragment, type ReactNode } from "react";
import { countHidden, revealHidden, shortName, shownText } from "@/lib/markdown/hidden-characters";
import { markdown } from "@/lib/messages/markdown";

/** Beyond this many places their names stand in the text itself, which costs as much as any text. */
const MOST_MARKED = 400;

/** Text of people and models as it is: nothing in it is markup, and nothing in it hides. */
export const PlainText = ({ children }: { children: string }): ReactNode => hiddenMarked(children);

/** The same for those who build elements themselves. */
export function hiddenMarked(text: string): ReactNode {
  if (countHidden(text, MOST_MARKED) === MOST_MARKED) return shownText(text);
  const pieces = revealHidden(text);
  if (pieces.every(({ hidden }) => hidden === null)) return text;
  const shown = pieces.map((piece) =>
    piece.hidden === null
      ? piece.text
      : createElement(
          "span",
          { className: "hidden-character", title: markdown.hidden(piece.hidden) },
          shortName(piece.hidden),
        ),
  );
  return createElement(Fragment, null, ...shown);
}
