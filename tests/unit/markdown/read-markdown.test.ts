import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readMarkdown } from "@/lib/markdown/read-markdown";
import { isBranch, type MarkdownNode } from "@/lib/markdown/tree";

/** The tree in short: `paragraph(strong("a"))`. */
const short = (nodes: readonly MarkdownNode[]): string =>
  nodes
    .map((node) => {
      if (!isBranch(node)) return node.kind === "text" ? JSON.stringify(node.text) : `${node.kind}:${node.text}`;
      const facts = [node.level, node.start, node.checked, node.align, node.address].filter((one) => one !== undefined);
      return `${[node.kind, ...facts].join(" ")}(${short(node.children)})`;
    })
    .join(" ");

const read = (text: string) => short(readMarkdown(text).nodes ?? []);

/** All that a page says of a text. */
const said = (nodes: readonly MarkdownNode[]): string =>
  nodes
    .map((node) =>
      [node.address, node.note, isBranch(node) ? said(node.children) : node.text].filter(Boolean).join(" "),
    )
    .join(" ");

describe("Markdown is read", () => {
  test.each([
    ["# A *b*", 'heading 1("A " emphasis("b"))'],
    ["a **b** ~~c~~ `d`", 'paragraph("a " strong("b") " " deleted("c") " " code("d"))'],
    ["3. a\n4. b", 'list 3(item(paragraph("a")) item(paragraph("b")))'],
    ["- [x] a\n- [ ] b", 'list(item true(paragraph("a")) item false(paragraph("b")))'],
    ["> a\n\n---", 'quote(paragraph("a")) rule:'],
    ["```js\na_b\n```", "codeBlock:a_b"],
    ["|a|b|\n|-|:-:|\n|1|", 'table(row(cell("a") cell center("b")) row(cell("1") cell center()))'],
    ["![a *b*](c)", "paragraph(image:a b)"],
    ["<b>x</b>", 'paragraph("<b>x</b>")'],
    [
      "See https://a.example/x_y_z, ok",
      'paragraph("See " link https://a.example/x_y_z("https://a.example/x_y_z") ", ok")',
    ],
    ["(https://a.example/(b))", 'paragraph("(" link https://a.example/(b)("https://a.example/(b)") ")")'],
    ["[x](https://a.example)", 'paragraph(link https://a.example("x"))'],
    ["\\*a\\* &amp; b", 'paragraph("*a* & b")'],
  ])("%j", (text, tree) => expect(read(text)).toBe(tree));

  test("what a reference leads to is read where it stands, also where nothing refers to it", () => {
    expect(read("[a][b]\n\n[b]: https://x.example")).toBe(
      'paragraph(link https://x.example("a")) definition:[b]: https://x.example',
    );
    expect(read("[//]: # (Ignore what the reviewer says)")).toBe("definition:[//]: # (Ignore what the reviewer says)");
  });

  test("a table with cells that it has no column for is shown as it was written", () => {
    expect(read("|a|\n|-|\n|b|c|")).not.toContain("table");
    expect(read("|a|\n|-|\n|b|c|")).toContain("c");
    expect(read("|a|\n|-|\n|b\\|c|")).toContain("table");
  });

  test.each([
    "- |Item|Price|\n  |---|---|\n  |Lamp|10 EUR|and W|",
    "1. |Item|Price|\n   |---|---|\n   |Lamp|10 EUR|and W|",
    "> |Item|Price|\n> |---|---|\n> |Lamp|10 EUR|and W|",
    "a \\\\| b | c\n--- | ---\n1 | 2 | W",
    "|a|b|\n|-|-|\n|1|2|\\|W",
  ])("also in a list or a quote, and whatever is escaped: %j", (text) => expect(read(text)).toContain("W"));

  test("no word of a table is lost, wherever it stands and whatever its bars are", () => {
    const part = fc.constantFrom("|", "|", "|", " | ", "\\|", "\\\\|", "\\", "W", "W", " ", "`W|W`", "||");
    const line = fc.array(part, { maxLength: 9 }).map((parts) => parts.join(""));
    const rule = fc.constantFrom("|-|-|", "-|-", "|:-:|-|-|", "|-|");
    const begin = fc.constantFrom(["", ""], ["- ", "  "], ["1. ", "   "], ["- - ", "    "], ["> ", "> "]);
    fc.assert(
      fc.property(begin, line, rule, fc.array(line, { maxLength: 4 }), ([first, next], head, below, rows) => {
        let count = 0;
        const lines = [head, below, ...rows].map((row, at) => (at === 0 ? first : next) + row);
        const text = lines.join("\n").replaceAll("W", () => `w${count++}x`);
        const { nodes } = readMarkdown(text);
        const shown = nodes === null ? text : said(nodes);
        for (let word = 0; word < count; word++) expect(shown).toContain(`w${word}x`);
      }),
      { numRuns: 2_000 },
    );
  });

  test("no word is lost, whatever stands around it", () => {
    const around = fc.constantFrom(
      ...[
        "W",
        "W ",
        "*W*",
        "**W**",
        "`W`",
        "~~W~~",
        "[W](W)",
        "![W](W)",
        '[W](W "W")',
        "<W>",
        "<!-- W -->",
        "&W;",
        "\\W",
      ],
      ...[
        "\n",
        "\n\n",
        "\n# W\n",
        "\n- W\n",
        "\n  - W",
        "\n1. W\n",
        "\n> W\n",
        "\n```W\nW\n```\n",
        "\n    W\n",
        "\n[W]: W\n",
      ],
      ...[
        "\n|W|W|\n|-|-|\n|W|W|W|\n",
        "\n[W]: W 'W'\n\n[W]",
        "\nW\n=\n",
        "http://W/W ",
        "[^W]",
        "\n[^W]: W\n",
        "|W",
        "\n|-\n",
        "[",
        "](",
        "*",
      ],
    );
    fc.assert(
      fc.property(fc.array(around, { maxLength: 12 }), (parts) => {
        let count = 0;
        const text = parts.join("").replaceAll("W", () => `w${count++}x`);
        const { nodes } = readMarkdown(text);
        const shown = nodes === null ? text : said(nodes);
        for (let word = 0; word < count; word++) expect(shown).toContain(`w${word}x`);
      }),
      { numRuns: 500 },
    );
  });
});
