import { createElement, Fragment, type ReactNode } from "react";
import { Scrollable } from "@/components/ui/scrollable";
import { linkTarget } from "@/lib/markdown/link-target";
import { aroundWords, type Branch, isBranch, type Leaf, type MarkdownNode, wordsNow } from "@/lib/markdown/tree";
import { markdown as words } from "@/lib/messages/markdown";
import { hiddenMarked } from "./plain-text";

/**
 * Markdown as React elements. Headings take their place under the page's own (a draft stands under an h2), without a
 * gap, whatever the text begins with; how large they look is what the text says.
 */
export function renderNodes(nodes: MarkdownNode[]): ReactNode {
  const place: Place = { heading: 2 };
  return createElement(Fragment, null, ...nodes.map((node) => render(node, place)));
}

/** The level of the heading before. */
interface Place {
  heading: number;
}

const render = (node: MarkdownNode, place: Place): ReactNode =>
  isBranch(node) ? renderBranch(node, place) : renderLeaf(node);

/** Children go as arguments: they never move, so they need no keys. */
function renderBranch(node: Branch, place: Place): ReactNode {
  const inside = () => node.children.map((child) => render(child, place));
  switch (node.kind) {
    case "paragraph":
      return createElement(node.tight ? Fragment : "p", null, ...inside());
    case "heading": {
      const level = node.level ?? 1;
      place.heading = Math.min(level + 2, place.heading + 1, 6);
      return createElement(`h${place.heading}`, { className: `level-${Math.min(level, 3)}` }, ...inside());
    }
    case "quote":
      return createElement("blockquote", null, ...inside());
    case "list":
      return createElement(node.start === undefined ? "ul" : "ol", { start: node.start }, ...inside());
    case "item": {
      // A real box would be a control without a label.
      const box = node.checked === undefined ? [] : [`${node.checked ? words.ticked : words.unticked} `];
      return createElement("li", box.length > 0 ? { className: "task" } : null, ...box, ...inside());
    }
    case "table":
      return inScroll(words.table, "table-scroll", createElement("table", null, ...tableParts(inside())));
    case "row":
      return createElement("tr", null, ...inside());
    case "cell":
      return createElement(node.head ? "th" : "td", { className: node.align && `text-${node.align}` }, ...inside());
    case "strong":
      return createElement("strong", null, ...inside());
    case "emphasis":
      return createElement("em", null, ...inside());
    case "deleted":
      return createElement("s", null, ...inside());
    case "code":
      return createElement("code", null, ...inside());
    case "link":
      return renderLink(node, inside());
  }
}

const tableParts = ([head, ...rows]: ReactNode[]) => [
  createElement("thead", null, head),
  createElement("tbody", null, ...rows),
];

/** Only addresses that say where they lead: a path would be one of our own pages, in the model's words. */
function renderLink(node: Branch, inside: ReactNode[]): ReactNode {
  const { href, place, saidByText } = linkTarget(node.address ?? "", wordsNow(node));
  const anchor = href
    ? createElement("a", { href, rel: "noopener nofollow noreferrer", target: "_blank" }, ...inside)
    : createElement("span", null, ...inside);
  const isSaid = node.isSaid || (saidByText && !node.note);
  return isSaid ? anchor : createElement(Fragment, null, anchor, behind(addressOf(words.leadsTo(place, node.note))));
}

function renderLeaf(leaf: Leaf): ReactNode {
  const { kind, text, mark } = leaf;
  const marked = (content: ReactNode) =>
    mark ? createElement(mark, { className: "mark" }, content) : createElement(Fragment, null, content);
  switch (kind) {
    case "text": {
      if (!mark) return hiddenMarked(text);
      const [before, inside, after] = aroundWords(text);
      return createElement(Fragment, null, before, marked(hiddenMarked(inside)), after);
    }
    case "break":
      return mark ? createElement(Fragment, null, marked("↵"), createElement("br")) : createElement("br");
    case "rule":
      return mark ? createElement("p", null, marked("———")) : createElement("hr");
    case "definition":
      return createElement("p", { className: "address" }, marked(hiddenMarked(text)));
    case "target":
      return behind(addressOf(words.leadsTo(linkTarget(leaf.address ?? "", "").whole, leaf.note), mark));
    case "image":
      return addressOf(words.image(text, linkTarget(leaf.address ?? "", "").whole, leaf.note), mark);
    case "codeBlock": {
      const said = leaf.note ? createElement("p", { className: "address" }, marked(hiddenMarked(leaf.note))) : null;
      const code = createElement("pre", null, createElement("code", null, marked(hiddenMarked(text))));
      return inScroll(words.code, "code-scroll", said, code);
    }
  }
}

const inScroll = (label: string, className: string, ...children: ReactNode[]) =>
  createElement(Scrollable, { label, className }, ...children);

/** Addresses read from left to right, whatever stands beside them. */
const addressOf = (said: string, mark?: Leaf["mark"]) =>
  createElement(mark ?? "bdi", { className: mark ? "mark address" : "address", dir: "ltr" }, hiddenMarked(said));

const behind = (address: ReactNode) => createElement(Fragment, null, " ", address);
