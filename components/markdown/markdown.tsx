import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { classNames } from "@/components/ui/class-names";
import { Scrollable } from "@/components/ui/scrollable";
import { showHtml } from "@/lib/markdown/show-html";
import { markdown } from "@/lib/messages/markdown";
import { placeHeadings, showHiddenCharacters, showMarks } from "./plugins";

const plugins = [showHtml, rehypeSanitize, placeHeadings, showHiddenCharacters];

/**
 * Text of models and people as Markdown. HTML in it is shown as text, pictures are named instead of
 * loaded, links say where they lead. Our plugins come after the sanitizer: what they add is ours.
 * `marks` is for a comparison only, whose text carries no marks but ours.
 */
export function Markdown({ children, className, marks }: { children: string; className?: string; marks?: boolean }) {
  return (
    <div className={classNames("reading", className)}>
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={marks ? [...plugins, showMarks] : plugins}
        components={components}
      >
        {children}
      </ReactMarkdown>
    </div>
  );
}

const components: Components = {
  a: ({ href = "", children, node: _, ...props }) => {
    if (href.startsWith("#"))
      return (
        <a {...props} href={href}>
          {children}
        </a>
      );
    const host = hostOf(href);
    // Only addresses that say where they lead: a path would be one of our own pages, in the model's words.
    if (!host)
      return (
        <span>
          {children}
          {href ? <span className="address"> ({href})</span> : null}
        </span>
      );
    return (
      <>
        <a href={href} rel="noopener nofollow noreferrer" target="_blank">
          {children}
        </a>
        {typeof children === "string" && children.includes(host) ? null : <span className="address"> ({host})</span>}
      </>
    );
  },
  img: ({ alt = "", src = "" }) => (
    <span className="address">[{markdown.image(alt, typeof src === "string" ? src : "")}]</span>
  ),
  // Of a task list; a real one would be a control without a label.
  input: ({ checked }) => <span>{checked ? markdown.ticked : markdown.unticked} </span>,
  pre: ({ children }) => (
    <Scrollable label={markdown.code} className="code-scroll">
      <pre>{children}</pre>
    </Scrollable>
  ),
  table: ({ children }) => (
    <Scrollable label={markdown.table} className="table-scroll">
      <table>{children}</table>
    </Scrollable>
  ),
};

function hostOf(href: string): string | null {
  if (!/^(https?|mailto):/i.test(href) || !URL.canParse(href)) return null;
  const url = new URL(href);
  return url.protocol === "mailto:" ? url.pathname : url.host;
}
