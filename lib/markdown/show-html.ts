import { eachElement, element, type HtmlRoot } from "./hast";

/** HTML is shown as it was written: a reviewer should see what is in a text, and nothing of it should work. */
export function showHtml() {
  return (tree: HtmlRoot): void => {
    tree.children = tree.children.map((node) => (node.type === "raw" ? element("p", {}, node.value) : node));
    eachElement(tree, (parent) => {
      parent.children = parent.children.map((node) =>
        node.type === "raw" ? { type: "text", value: node.value } : node,
      );
    });
  };
}
