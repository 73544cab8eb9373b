import { isValidElement, type ReactNode } from "react";
import { escapeHtml } from "@/lib/notifications/html";

const NAMES: Record<string, string> = { className: "class", tabIndex: "tabindex" };

/**
 * HTML of elements that never change: made once, where React would make it again for every reader. Knows what the pages
 * here consist of: elements of HTML, and functions of props without hooks.
 */
export function staticHtml(node: ReactNode): string {
  if (Array.isArray(node)) return node.map(staticHtml).join("");
  if (!isValidElement<Record<string, unknown>>(node)) {
    return typeof node === "string" || typeof node === "number" ? escapeHtml(String(node)) : "";
  }
  const { type, props } = node;
  const { children, ...attributes } = props;
  if (typeof type === "function") return staticHtml((type as (props: object) => ReactNode)(props));
  const inside = staticHtml(children as ReactNode);
  // A fragment has no tag.
  if (typeof type !== "string") return inside;
  return `<${type}${Object.entries(attributes).map(attribute).join("")}>${inside}</${type}>`;
}

const attribute = ([name, value]: [string, unknown]) =>
  value === undefined || value === null ? "" : ` ${NAMES[name] ?? name}="${escapeHtml(String(value))}"`;
