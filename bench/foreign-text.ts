/**
 * npm run bench:text: what foreign text costs the thread that serves. Of each pattern first the whole text, then the
 * longest beginning that is still shown as Markdown, as a page (read and rendered), once more, in a mail and in a
 * terminal. NODE_ENV=production, as served.
 */
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { renderMarkdown } from "@/cli/terminal/markdown";
import { styles } from "@/cli/terminal/styles";
import { Markdown } from "@/components/markdown/markdown";
import { LIMITS, nothingSpent } from "@/lib/markdown/limits";
import { readOnce } from "@/lib/markdown/read-markdown";
import { markdownHtml } from "@/lib/notifications/markdown-html";
import { hostileTexts } from "@/tests/support/hostile-markdown";

const LENGTH = LIMITS.characters;
const filled = (part: string) => part.repeat(Math.ceil(LENGTH / part.length)).slice(0, LENGTH);
const prose = "The keeper *wound* the clock, and [the sea](https://sea.example/today) rose. ".repeat(6);

const patterns: Record<string, string> = {
  ...hostileTexts,
  "paragraphs with links": filled(`${prose}\n\n`),
  "links alone": filled("[a](b)"),
  "bare addresses": filled("http://a.example "),
  pictures: filled("![a](b)"),
  "code in a line": filled("`a"),
  "struck words": filled("a~~b "),
  "empty code blocks": filled("```\n"),
  "rows of a table": `|a|b\n|-|-\n${filled("|a|b\n")}`.slice(0, LENGTH),
  headings: filled("# a\n"),
  items: filled("- a\n"),
  "lazy lines below quotes": `${"> ".repeat(20)}a\n${filled("b\n")}`.slice(0, LENGTH),
  "open pictures": filled("!["),
};

/** Milliseconds of processor, so that what else the machine does is not counted. */
function spentBy(work: () => unknown): number {
  const began = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

const isShown = (text: string) => readOnce(text, nothingSpent()).limit === null;

function longestShown(text: string): string {
  if (isShown(text)) return text;
  let [most, least] = [text.length, 0];
  while (most - least > 8) {
    const middle = (most + least) >> 1;
    if (isShown(text.slice(0, middle))) least = middle;
    else most = middle;
  }
  return text.slice(0, least);
}

const page = (text: string) => renderToString(createElement(Markdown, { children: text }));

page(prose.repeat(20));
const rows = Object.entries(patterns).map(([name, text]) => {
  const whole = spentBy(() => page(text));
  const allowed = longestShown(text);
  const spent = nothingSpent();
  readOnce(allowed, spent);
  return {
    text: name,
    characters: text.length,
    "ms whole": Math.round(whole),
    "shown as Markdown": allowed.length,
    nodes: spent.nodes,
    steps: spent.steps,
    "ms page": Math.round(spentBy(() => page(allowed))),
    "ms again": Math.round(spentBy(() => page(allowed))),
    "ms mail": Math.round(spentBy(() => markdownHtml(allowed))),
    "ms terminal": Math.round(spentBy(() => renderMarkdown(allowed, { style: styles(true), width: 100 }))),
  };
});
console.table(rows);
const slowest = Math.max(...rows.flatMap((row) => [row["ms whole"], row["ms page"]]));
console.log(`The slowest page took ${slowest} ms.`);
