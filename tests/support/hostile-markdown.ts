import fc from "fast-check";

const filled = (part: string, length: number) => part.repeat(Math.ceil(length / part.length)).slice(0, length);

/** Texts that kept a Markdown reader busy for seconds, or made it fall. */
export const hostileTexts: Record<string, string> = {
  "a table of 1,200 columns and 1,600 rows": `${"|a".repeat(1200)}|\n${"|-".repeat(1200)}|\n${"|a\n".repeat(1600)}`,
  "3,000 quote marks": ">".repeat(3000),
  "3,000 list marks": `${"- ".repeat(3000)}x`,
  "10 kB of open emphasis": filled("a_ ", 10_000),
  "10 kB of open links": filled("[a](b", 10_000),
  "brackets alone": filled("[", 50_000),
  "closing brackets": filled("]", 50_000),
  "pictures in pictures": `${"![".repeat(3000)}${"*a ".repeat(3000)}${"](b)".repeat(3000)}`,
  "runs of backticks": Array.from({ length: 400 }, (_, count) => "`".repeat(count + 1)).join(" "),
  "headings that end late": filled("a\n=\n", 50_000),
  "items with blank lines": filled("- a\n\n", 50_000),
  "one long address used again and again": `[a]: ${"b".repeat(50_000)}\n\n${"[a] ".repeat(10_000)}`,
  "one long title used again and again": `[a]: https://x.example (${"T".repeat(20_000)})\n\n${"[a]\n".repeat(1_000)}`,
  "thousands of definitions": Array.from({ length: 5_000 }, (_, name) => `[${name}]: b\n`).join(""),
  "lists that go deeper line by line": Array.from({ length: 300 }, (_, depth) => `${" ".repeat(2 * depth)}- a\n`).join(
    "",
  ),
  "quotes and lists in turn": `${"> - ".repeat(40)}a\n`.repeat(300),
  "addresses without an end": filled("http://", 100_000),
  "open autolinks": filled("<https:", 100_000),
  "every second character hidden": filled("a\u200B", 100_000),
  "a table that is none in its last row": `${filled("|-|\n", 50_000)}|a|b|\n`,
  "more than one page can hold": filled("word and word. ", 300_000),
};

const marks = [
  ...[
    "a",
    " ",
    "\n",
    "\n\n",
    "*",
    "_",
    "**",
    "~~",
    "`",
    "```\n",
    "[",
    "]",
    "](b)",
    "![",
    "](",
    "<",
    ">",
    "> ",
    "- ",
    "1. ",
  ],
  ...[
    "|",
    "|-",
    "|a\n",
    "#",
    "# a\n",
    "=\n",
    "---\n",
    "\\",
    "&amp;",
    "&#1;",
    "http://",
    "http://a.b ",
    "<http:",
    "[a]: b\n",
    "[^a]",
  ],
  ...["\t", "    ", "\u200B", "\uFE0F", "😀\u200D", "<!--", "<div>\n", '"', "(", ")", ":", "a_", "- [ ] ", "[a][b]"],
];

/** A few marks, each repeated up to thousands of times, in lines or in one. */
export const hostileMarkdown: fc.Arbitrary<string> = fc
  .array(
    fc.tuple(
      fc.array(fc.constantFrom(...marks), { minLength: 1, maxLength: 4 }).map((parts) => parts.join("")),
      fc.constantFrom(1, 3, 30, 400, 5_000),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) =>
    parts
      .map(([part, count]) => part.repeat(count))
      .join("")
      .slice(0, 120_000),
  );
