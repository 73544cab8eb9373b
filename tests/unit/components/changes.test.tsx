import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { ChangesView } from "@/components/diff/changes-view";
import { compare } from "@/lib/markdown/compare";
import { review } from "@/lib/messages/review";

const view = (before: string, after: string) =>
  renderToStaticMarkup(<ChangesView comparison={compare(before, after)} whole={false} />);

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

  test.each([
    ["-5 °C", "5 °C"],
    ["$5", "€5"],
    ["1,500", "1.500"],
    ["👍", "👎"],
    ["a \u202Eb", "a \u202Db"],
    ["Yes.", "Yes?"],
  ])("says of %j and %j that something changed, though no word did", (before, after) => {
    const comparison = compare(`It is ${before}`, `It is ${after}`);
    expect(review.changed(comparison)).not.toBe(review.changed(compare(before, before)));
    expect(review.changed(compare(before, before))).toBe("the same words as before");
  });

  test("in a text too long to be read as Markdown one changed word is found, and counted as one", () => {
    const lines = Array.from({ length: 9_000 }, (_, at) => `Line ${at} of it.`);
    const now = lines.with(4_500, "Line 4500 of NOT it.");
    for (const between of ["\n", "\n\n"]) {
      const comparison = compare(lines.join(between), now.join(between));
      expect(comparison).toMatchObject({ limit: expect.any(String), added: 1, removed: 0, isCoarse: false });
      expect(comparison.blocks.filter(({ kind }) => kind !== "same")).toHaveLength(1);
    }
  });

  test("words of cells are counted one by one", () => {
    const table = (cell: string) => `| a | b |\n|---|---|\n${`| ${cell} | ${cell} |\n`.repeat(3)}`;
    expect(compare(table("x"), table("y"))).toMatchObject({ added: 8, removed: 8 });
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
    expect(shown("- x\n\n  ```pay 100\n  ```", "- x\n\n  ```pay 900\n  ```")).toContain("{ins:pay 900}");
    expect(compare("- x\n\n  ```pay 100\n  ```", "- x\n\n  ```pay 900\n  ```")).toMatchObject({ added: 2, removed: 2 });
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
      "words that together with those before would be the host",
      "[evil](https://evilbank.example/pay)",
      "[bank.example](https://evilbank.example/pay)",
      "Pay at {del:evil}{ins:bank.example} (evilbank.example) now.",
    ],
    [
      "a picture in a link of the same words",
      "[![https://x.example/](https://a.example/p.png)](https://x.example/)",
      "[![https://x.example/](https://evil.example/p.png)](https://x.example/)",
      "Pay at {del:[Image: https://x.example/ (https://a.example/p.png)]}{ins:[Image: https://x.example/ (https://evil.example/p.png)]} (x.example) now.",
    ],
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
