import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { ChangesView } from "@/components/diff/changes-view";
import { Markdown } from "@/components/markdown/markdown";
import { compare, countWords } from "@/lib/markdown/compare";
import { isBranch, type MarkdownNode } from "@/lib/markdown/tree";
import { countSteps } from "../../support/count-steps";

const view = (before: string, after: string) =>
  renderToStaticMarkup(<ChangesView comparison={compare(before, after)} whole={false} />);

const marksIn = (nodes: MarkdownNode[]): number =>
  nodes.reduce((sum, node) => sum + (isBranch(node) ? marksIn(node.children) : node.mark ? 1 : 0), 0);

const word = fc.constantFrom(
  ...["sea", "clock", "Ruth", "the", "a", "**storm**", "*old*", "`npm test`", "~~no~~", "“No”", "\\*", "<b>", "\u200B"],
  ...[
    "[shop](https://a.example/x)",
    "[shop](https://a.example/y)",
    "[](https://c.example)",
    "[shop]()",
    "[*a* b](https://b.example 't')",
  ],
  ...[
    "![cat](https://a.example/x.png)",
    "![cat](https://a.example/y.png)",
    "![](z)",
    "[![https://a.example](https://p.example/1.png)](https://a.example)",
    "[![https://a.example](https://p.example/2.png)](https://a.example)",
    "[~~https://a.example~~](https://a.example)",
    "https://a.example/x",
    "https://b.example/x",
    "[x]",
  ],
);
const line = fc
  .tuple(
    fc.constantFrom(
      "",
      "",
      "",
      "- ",
      "  - ",
      "1. ",
      "2. ",
      "# ",
      "## ",
      "> ",
      "- [ ] ",
      "- [x] ",
      "|",
      "|-",
      "```\n",
      "---\n",
      "[x]: ",
    ),
    fc.array(word, { maxLength: 6 }),
  )
  .map(([prefix, words]) => prefix + words.join(" "));
const text = fc
  .array(fc.tuple(line, fc.constantFrom("\n", "\n\n", "  \n")), { maxLength: 7 })
  .map((lines) => lines.flat().join(""));
/** A text and the same with one small change. */
const edited = fc
  .tuple(
    text,
    fc.nat(),
    fc.nat(6),
    fc.constantFrom("", "x", " ", "\n", "\n\n", "*", "https://d.example", "/", "[", "-", "#", "\u200B"),
  )
  .map(([before, at, cut, put]) => {
    const from = before.length === 0 ? 0 : at % before.length;
    return [before, before.slice(0, from) + put + before.slice(from + cut)] as const;
  });

/**
 * What a page shows of a text, with runs of spaces as one, as a browser shows them outside of code blocks; and without the
 * air that blank lines put between the items of a list.
 */
const seen = (draft: string) =>
  renderToStaticMarkup(<Markdown>{draft}</Markdown>)
    .split(/(<pre>.*?<\/pre>)/s)
    .map((part) => (part.startsWith("<pre>") ? part : part.replaceAll(/[ \t\n]+/g, " ")))
    .join("")
    .replaceAll(/(<li[^>]*>(?:[☐☑] )?)<p>/g, "$1")
    .replaceAll("</p></li>", "</li>");

describe("a change never looks like no change", () => {
  test.each([
    ["two drafts", fc.tuple(text, text)],
    ["a draft and the same with one small change", edited],
  ] as const)(
    "D1: %s that do not look the same, or lead elsewhere, have a mark; written differently alone, a word",
    (_, pair) => {
      fc.assert(
        fc.property(pair, ([before, after]) => {
          const { blocks, isRewritten } = compare(before, after);
          const shownMarks = blocks.filter(({ kind }) => kind === "added" || kind === "removed").length;
          const changed = blocks.filter(({ kind }) => kind === "changed");
          for (const { node } of changed) expect(marksIn([node])).toBeGreaterThan(0);
          if (seen(before) !== seen(after)) expect(shownMarks + changed.length).toBeGreaterThan(0);
          else if (before !== after) expect(isRewritten || shownMarks + changed.length > 0).toBe(true);
          for (const { node } of changed)
            expect(
              renderToStaticMarkup(
                <ChangesView
                  comparison={{
                    blocks: [{ kind: "changed", node }],
                    added: 0,
                    removed: 0,
                    limit: null,
                    isCoarse: false,
                    isSame: false,
                    isRewritten,
                  }}
                  whole
                />,
              ),
            ).toMatch(/<(ins|del) [^>]*>[^<]|<(ins|del) [^>]*><span[^>]*>[^<]/);
        }),
        { numRuns: 200 },
      );
    },
    60_000,
  );

  test("either text can be read out of the comparison", () => {
    const plain = fc.constantFrom("sea", "clock", "Ruth", "the", "harbour,", "**storm**", "old.", "“No”");
    const lines = fc
      .tuple(fc.constantFrom("", "", "- ", "# ", "> "), fc.array(plain, { minLength: 1, maxLength: 8 }))
      .map(([prefix, words]) => prefix + words.join(" "));
    const texts = fc.array(lines, { maxLength: 6 }).map((all) => all.join("\n\n"));
    const without = (mark: "ins" | "del", nodes: MarkdownNode[]): string =>
      nodes
        .map((node) => (isBranch(node) ? without(mark, node.children) : node.mark === mark ? "" : node.text))
        .join("");
    const bare = (draft: string) => draft.replaceAll(/\*\*|^(- |# |> )|\s/gm, "");
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const { blocks } = compare(before, after);
        const of = (gone: "added" | "removed") => blocks.filter(({ kind }) => kind !== gone).map(({ node }) => node);
        expect(without("ins", of("added")).replaceAll(/\s/g, "")).toBe(bare(before));
        expect(without("del", of("removed")).replaceAll(/\s/g, "")).toBe(bare(after));
      }),
    );
  });
});

describe("comparing is bounded", () => {
  const sentences = Array.from(
    { length: 900 },
    (_, at) => `Sentence ${at} tells of the ${at % 7} keepers, the sea and clock ${at * 7}.`,
  );
  const rewritten = sentences.toReversed();

  test.each([
    ["in one paragraph", " "],
    ["in paragraphs of their own", "\n\n"],
    ["in one list", "\n- "],
  ])(
    "70 kB with all sentences reversed, %s, is shown as gone and come where nothing else can be found",
    (_, between) => {
      const [before, after] = [sentences.join(between), rewritten.join(between)];
      let marks = 0;
      const steps = countSteps(/node_modules\/diff\/|lib\/markdown/, () => {
        const { blocks } = compare(before, after);
        marks = marksIn(blocks.map(({ node }) => node)) + blocks.filter(({ kind }) => kind !== "same").length;
      });
      expect(marks).toBeGreaterThan(0);
      if (between === " ") expect(view(before, after)).toContain("Where too much has changed");
      expect(steps).toBeLessThan(8_000_000);
    },
  );

  test("in a long paragraph words are found inside the sentences that changed", () => {
    const after = sentences.map((one, at) => (at % 10 === 0 ? one.replace("keepers", "sailors") : one));
    const { added, removed } = compare(sentences.join(" "), after.join(" "));
    expect({ added, removed }).toEqual({ added: 90, removed: 90 });
  });

  test("texts that are not shown as Markdown are compared as they were written, with the reason", () => {
    const before = `${"> ".repeat(3000)}\n\nPay [us](https://a.example).`;
    const page = view(before, before.replace("a.example", "b.example"));
    expect(page).toContain("This is shown as plain text");
    expect(page).toContain('<del class="mark">a</del><ins class="mark">b</ins>');
  });
});

test("words are counted without their punctuation", () => {
  expect(countWords("“No,” she said — twice.")).toBe(4);
});
