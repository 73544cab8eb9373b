import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { ChangesView } from "@/components/diff/changes-view";
import { Markdown } from "@/components/markdown/markdown";
import { compare, countWords } from "@/lib/markdown/compare";
import { isBranch, type MarkdownNode } from "@/lib/markdown/tree";
import { countSteps } from "../../support/count-steps";

const view = (before: string, after: string, whole = false) =>
  renderToStaticMarkup(<ChangesView comparison={compare(before, after)} whole={whole} />);

/** Words with their marks: `The {del:old} {ins:new} shop`. */
const shown = (before: string, after: string) =>
  view(before, after)
    .replaceAll(/<(ins|del)[^>]*>/g, "{$1:")
    .replaceAll(/<\/(ins|del)>/g, "}")
    .replaceAll(/<(p|li|h\d|td|th)\b[^>]*>/g, "\n")
    .replaceAll(/<[^>]+>/g, "")
    .trim();

const kinds = (before: string, after: string) => compare(before, after).blocks.map(({ kind }) => kind);

describe("what changed between two drafts", () => {
  test("marks the changed words of a paragraph and leaves the others alone", () => {
    const before = "The keeper was called Ruth.";
    const after = "The keeper was called Marthe.";
    expect(shown(before, after)).toBe("The keeper was called {del:Ruth}{ins:Marthe}.");
    expect(compare(before, after)).toMatchObject({ added: 1, removed: 1 });
  });

  test("says the same of equal texts, and of texts that only are written differently that they read the same", () => {
    expect(compare("One.\n\nTwo.", "One.\n\nTwo.")).toMatchObject({ added: 0, removed: 0, isRewritten: false });
    expect(kinds("One.\n\nTwo.", "One.\n\nTwo.")).toEqual(["same", "same"]);
    expect(shown("One.", "One.")).toBe("The words are the same as in the draft before.");
    expect(shown("one\ntwo *x*", "one two _x_")).toMatch(/^It reads the same/);
  });

  test("shows a new and a dropped paragraph whole, the old one first", () => {
    expect(kinds("A first one.\n\nIt rained all night.", "A first one.\n\nNobody spoke of clocks.")).toEqual([
      "same",
      "removed",
      "added",
    ]);
  });

  test("pairs each paragraph with the one it came from, not with the one in its place", () => {
    const before = "The harbour lay still that evening.\n\nIvo wound the clock twice.";
    const after = "A dog barked.\n\nThe harbour lay still that morning.\n\nIvo wound the old clock twice.";
    expect(kinds(before, after)).toEqual(["added", "changed", "changed"]);
  });

  test("marks inside items and cells, and whole items and rows that came or went", () => {
    expect(shown("- one apple\n- two pears", "- one apple\n- three pears\n- figs")).toBe(
      "one apple\n{del:two}{ins:three} pears\n{ins:figs}",
    );
    const table = "| a | b |\n|---|---|\n| 1 | 2 |";
    expect(shown(table, `${table}3 |\n| 5 | 6 |`.replace("2 |3", "3"))).toBe(
      "a\nb\n1\n{del:2}{ins:3}\n{ins:5}\n{ins:6}",
    );
  });

  test("shows fenced code twice, and words of code in a line with marks", () => {
    expect(kinds("```\nlet a = 1\n```", "```\nlet a = 2\n```")).toEqual(["removed", "added"]);
    expect(shown("Run `npm test` now", "Run `npm run check` now")).toBe("Run npm {del:test}{ins:run check} now");
  });

  test("emphasis, boxes, levels and numbers are changes", () => {
    expect(shown("*important* word", "important *word*")).toBe("{del:important}{ins:important} {del:word}{ins:word}");
    expect(shown("- [ ] call", "- [x] call")).toContain("☑ {ins:call}");
    expect(kinds("# A", "## A")).toEqual(["removed", "added"]);
    expect(kinds("1. a", "2. a")).toEqual(["removed", "added"]);
  });
});

describe("where a link leads is a word too", () => {
  test.each([
    [
      "another host",
      "[our shop](https://shop.example.com/pay)",
      "[our shop](https://shop.evil.example.net/pay)",
      "Pay at our shop {del:(https://shop.example.com/pay)} {ins:(https://shop.evil.example.net/pay)} now.",
    ],
    [
      "another path",
      "[our shop](https://shop.example.com/pay)",
      "[our shop](https://shop.example.com/play)",
      "Pay at our shop {del:(https://shop.example.com/pay)} {ins:(https://shop.example.com/play)} now.",
    ],
    [
      "another picture",
      "![a cat](https://a.example/cat.png)",
      "![a cat](https://a.example/dog.png)",
      "Pay at {del:[Image: a cat (https://a.example/cat.png)]}{ins:[Image: a cat (https://a.example/dog.png)]} now.",
    ],
    [
      "a bare address",
      "https://a.example/x_y_z",
      "https://b.example/x_y_z",
      "Pay at {del:https://a.example/x_y_z}{ins:https://b.example/x_y_z} now.",
    ],
    [
      "a title",
      '[it](https://a.example/ "t")',
      '[it](https://a.example/ "u")',
      "Pay at it {del:(https://a.example/, “t”)} {ins:(https://a.example/, “u”)} now.",
    ],
    [
      "an address with a name before its host",
      "[it](https://a.example/)",
      "[it](https://a.example@evil.co/)",
      "Pay at it {del:(https://a.example/)} {ins:(evil.co (https://a.example@evil.co/))} now.",
    ],
    [
      "letters of another alphabet",
      "[it](https://paypal.example/)",
      "[it](https://раypal.example/)",
      "Pay at it {del:(https://paypal.example/)} {ins:(https://xn--ypal-43d9g.example/)} now.",
    ],
    [
      "words of the link alone",
      "[the old shop](https://a.example/)",
      "[the new shop](https://a.example/)",
      "Pay at the {del:old}{ins:new} shop (a.example) now.",
    ],
    [
      "a link that is none any more",
      "[the shop](https://a.example/)",
      "the shop",
      "Pay at {del:the shop} {del:(https://a.example/)}{ins:the shop} now.",
    ],
  ])("D1: %s", (_, old, now, expected) => {
    expect(shown(`Pay at ${old} now.`, `Pay at ${now} now.`)).toBe(expected);
  });

  test("D1: an address that stands apart from its links", () => {
    const page = shown("See [it][1].\n\n[1]: https://a.example/", "See [it][1].\n\n[1]: https://b.example/");
    expect(page).toContain("See it {del:(https://a.example/)} {ins:(https://b.example/)}.");
    expect(page).toContain("[1]: https://b.example/");
  });

  test("D1: what went leads nowhere", () => {
    expect(view("The [old shop](https://a.example) is open.", "The shop is open.")).not.toContain("<a");
  });
});

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

/** What a page shows of a text, with runs of spaces as one, as a browser shows them outside of code blocks. */
const seen = (draft: string) =>
  renderToStaticMarkup(<Markdown>{draft}</Markdown>)
    .split(/(<pre>.*?<\/pre>)/s)
    .map((part) => (part.startsWith("<pre>") ? part : part.replaceAll(/[ \t\n]+/g, " ")))
    .join("");

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
    const page = shown(before, before.replace("a.example", "b.example"));
    expect(page).toContain("This is shown as plain text");
    expect(page).toContain("{del:a}{ins:b}");
  });
});

test("words are counted without their punctuation", () => {
  expect(countWords("“No,” she said — twice.")).toBe(4);
});
