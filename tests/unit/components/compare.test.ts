import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Block, compare, countWords } from "@/components/diff/compare";
import { splitMarks } from "@/components/markdown/marks";

/** The words that remain when one side's marks are taken away, block by block. */
function wordsWithout(mark: "ins" | "del", blocks: Block[]): string[] {
  const gone = mark === "ins" ? "added" : "removed";
  return blocks
    .filter(({ kind }) => kind !== gone)
    .flatMap(({ text }) =>
      splitMarks(text, null)
        .filter((piece) => piece.mark !== mark)
        .map((piece) => piece.text)
        .join("")
        .split(/\s+/),
    )
    .filter((word) => word !== "");
}

const kinds = (before: string, after: string) => compare(before, after).blocks.map(({ kind }) => kind);

describe("compare", () => {
  test("marks the changed words of a paragraph and leaves the others alone", () => {
    const { blocks, added, removed } = compare("The keeper was called Ruth.", "The keeper was called Marthe.");
    expect(blocks).toHaveLength(1);
    expect(splitMarks(blocks[0]?.text ?? "", null).map(({ text, mark }) => [text, mark])).toEqual([
      ["The keeper was called ", null],
      ["Ruth", "del"],
      ["Marthe", "ins"],
      [".", null],
    ]);
    expect({ added, removed }).toEqual({ added: 1, removed: 1 });
  });

  test("says the same of equal texts", () => {
    expect(compare("One.\n\nTwo.", "One.\n\nTwo.")).toEqual({
      blocks: [
        { kind: "same", text: "One." },
        { kind: "same", text: "Two." },
      ],
      added: 0,
      removed: 0,
    });
  });

  test("shows a new and a dropped paragraph whole", () => {
    expect(kinds("A first one.\n\nIt rained all night.", "A first one.\n\nNobody spoke of clocks.")).toEqual([
      "same",
      "added",
      "removed",
    ]);
  });

  test("pairs each paragraph with the one it came from, not with the one in its place", () => {
    const before = "The harbour lay still that evening.\n\nIvo wound the clock twice.";
    const after = "A dog barked.\n\nThe harbour lay still that morning.\n\nIvo wound the old clock twice.";
    expect(kinds(before, after)).toEqual(["added", "changed", "changed"]);
  });

  test("keeps marks behind what makes a line a heading or an item", () => {
    const { blocks } = compare("- one apple\n- two pears", "- one apple\n- three pears");
    expect(blocks[0]?.text).toMatch(/^- one apple\n- [\uFDD2]two[\uFDD3][\uFDD0]three[\uFDD1] pears$/);
  });

  test("never marks inside tables and fenced code", () => {
    expect(kinds("```\nlet a = 1\n```", "```\nlet a = 2\n```")).toEqual(["added", "removed"]);
    expect(kinds("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 3 |")).toEqual(["added", "removed"]);
  });

  test("a text can't bring marks of its own", () => {
    const { blocks } = compare("Plain.", "Plain \uFDD0text\uFDD1.");
    const marks = splitMarks(blocks.map(({ text }) => text).join(""), null).filter(({ mark }) => mark !== null);
    expect(marks.every(({ text }) => !/[\uFDD0-\uFDD3]/.test(text))).toBe(true);
  });

  test("either text can be read out of the comparison, whatever they are", () => {
    const word = fc.constantFrom("sea", "clock", "Ruth", "the", "harbour,", "**storm**", "old.", "“No”");
    const line = fc
      .tuple(fc.constantFrom("", "", "", "- ", "# ", "> "), fc.array(word, { minLength: 1, maxLength: 8 }))
      .map(([prefix, words]) => prefix + words.join(" "));
    const text = fc.array(line, { maxLength: 6 }).map((lines) => lines.join("\n\n"));
    const words = (of: string) => of.split(/\s+/).filter((part) => part !== "");
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { blocks } = compare(before, after);
        expect(wordsWithout("ins", blocks).join("")).toBe(words(before).join(""));
        expect(wordsWithout("del", blocks).join("")).toBe(words(after).join(""));
      }),
    );
  });
});

test("words are counted without their punctuation", () => {
  expect(countWords("“No,” she said — twice.")).toBe(4);
});
