import {
  type ElementNode,
  eachElement,
  element,
  type HtmlNode,
  type HtmlRoot,
  replaceTexts,
} from "@/lib/markdown/hast";
import { revealHidden, shortName } from "@/lib/markdown/hidden-characters";
import { markdown } from "@/lib/messages/markdown";
import { splitMarks } from "./marks";

/** Marked words become <ins> and <del>, also where a mark spans several elements. */
export function showMarks() {
  return (tree: HtmlRoot): void => {
    let open: "ins" | "del" | null = null;
    replaceTexts(tree, (text) =>
      splitMarks(text, open).map((piece): HtmlNode => {
        open = piece.after;
        return piece.mark
          ? element(piece.mark, { className: ["mark"] }, piece.text)
          : { type: "text", value: piece.text };
      }),
    );
  };
}

export function showHiddenCharacters() {
  return (tree: HtmlRoot): void =>
    replaceTexts(tree, (text) =>
      revealHidden(text).map(
        ({ text: piece, hidden }): HtmlNode =>
          hidden
            ? element("span", { className: ["hidden-character"], title: markdown.hidden(hidden) }, shortName(hidden))
            : { type: "text", value: piece },
      ),
    );
}

/**
 * Headings take their place under the page's own (a draft stands under an h2), without a gap, whatever
 * the text begins with; how large they look is what the text says.
 */
export function placeHeadings() {
  return (tree: HtmlRoot): void => {
    let last = 2;
    eachElement(tree, (node: ElementNode) => {
      const level = /^h([1-6])$/.exec(node.tagName)?.[1];
      if (!level) return;
      last = Math.min(Number(level) + 2, last + 1, 6);
      node.tagName = `h${last}`;
      node.properties = { ...node.properties, className: [`level-${Math.min(Number(level), 3)}`] };
    });
  };
}
