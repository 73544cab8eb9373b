import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { renderChanges } from "@/cli/terminal/changes";
import { renderMarkdown } from "@/cli/terminal/markdown";
import { safeJson, safeLine, safeText } from "@/cli/terminal/safe-text";
import { styles } from "@/cli/terminal/styles";
import { table } from "@/cli/terminal/table";
import { hostileTexts } from "../../support/hostile-markdown";

const wide = { style: styles(false), width: 80 };
const plain = { style: styles(false), width: 40 };
const coloured = { style: styles(true), width: 40 };

describe("Markdown in a terminal", () => {
  test("headings, lists, quotes, code and tables read well without colours", () => {
    const markdown = [
      "# Tide",
      "## Night",
      "One **bold** and *soft* word with `code`, [a link](https://example.com/) and more.",
      "1. first\n2. second\n   - inner",
      "- [x] done\n- [ ] open",
      "> quoted",
      "```js\nlet a = 1;\n```",
      "| a | b |\n|---|---|\n| 1 | 22 |",
    ].join("\n\n");
    expect(renderMarkdown(markdown, plain)).toBe(
      [
        "Tide",
        "## Night",
        "One bold and soft word with code, a link\n(https://example.com/) and more.",
        "1. first\n2. second\n\n   • inner",
        "• [x] done\n• [ ] open",
        "│ quoted",
        "    js:\n    let a = 1;",
        "a  b\n─  ──\n1  22",
      ].join("\n\n"),
    );
  });

  test("colours are all that differs", () => {
    const text = renderMarkdown("One **bold** *soft* ~~gone~~ `code` word.", coloured);
    expect(text).toContain("\u001B[1mbold\u001B[22m");
    expect(stripVTControlCharacters(text)).toBe("One bold soft gone code word.");
  });

  test("long lines are wrapped between words", () => {
    const lines = renderMarkdown("word ".repeat(30), plain).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(40);
    expect(lines.join(" ")).toBe("word ".repeat(30).trim());
  });

  test("nothing in it steers the terminal, and what would is seen", () => {
    const text = renderMarkdown("a\u001B[2Jb \u009B31m c \u202Ed <b>html</b>", wide);
    expect(text).toBe("a␛[2Jb <U+009B>31m c <U+202E>d <b>html</b>");
  });
});

describe("text from elsewhere", () => {
  test("keeps its lines and tabs, and shows what steers", () => {
    expect(safeText("a\r\nb\tc\u0007\u007F")).toBe("a\nb\tc␇<U+007F>");
    expect(safeLine(" a\n b ")).toBe("a b");
  });

  test("as JSON is the same value for programs, without what a terminal obeys", () => {
    const value = { text: "a\u001B\u009Bb\u007F" };
    const json = safeJson(value);
    expect(json).toBe('{"text":"a\\u001b\\u009bb\\u007f"}');
    expect(JSON.parse(json)).toEqual(value);
  });
});

describe("what changed between two drafts", () => {
  const before = "The keeper mends clocks.\n\nThe sea is calm tonight.\n\nThe end.";

  test("the changed paragraphs alone, with marks at the words", () => {
    const after = before.replace("The keeper", "Ida the keeper").replace("calm ", "");
    expect(renderChanges(before, after, wide)).toBe(
      "[-The-]{+Ida the+} keeper mends clocks.\n\nThe sea is [-calm-] tonight.",
    );
  });

  test("in colours instead of marks", () => {
    const text = renderChanges(before, before.replace("calm", "wild"), coloured);
    expect(text).toBe("The sea is \u001B[31m\u001B[9mcalm\u001B[29m\u001B[39m\u001B[32mwild\u001B[39m tonight.");
  });

  test("a paragraph that came or went stands whole", () => {
    expect(renderChanges(before, before.replace("\n\nThe end.", ""), plain)).toBe("[-The end.-]");
    expect(renderChanges(before, `${before}\n\nOr not.`, plain)).toBe("{+Or not.+}");
  });

  test("is one sentence where nothing is the same, or everything that is read, and nothing where all is", () => {
    const other = "Something else altogether.\n\nFrom its first word.\n\nTo its last.";
    expect(renderChanges(before, other, plain)).toBe("Nearly all of it was written anew.");
    expect(renderChanges(before, before.replace("\n\n", "\n\n\n"), plain)).toMatch(/^It reads the same/);
    expect(renderChanges(before, before, plain)).toBeNull();
  });

  test("D1: where a link leads is a word too, and so is a bare address", () => {
    const draft = "Pay at [our shop](https://shop.example/pay) or https://shop.example/x_y.";
    expect(renderChanges(draft, draft.replaceAll("shop.example", "evil.example"), wide)?.replaceAll("\n", " ")).toBe(
      "Pay at our shop [-(https://shop.example/pay)-] {+(https://evil.example/pay)+} or [-https://shop.example/x_y-]{+https://evil.example/x_y+}.",
    );
  });
});

describe("hostile text in a terminal", () => {
  test.each(Object.entries(hostileTexts))("T10: is shown in full: %s", (_, text) => {
    const shown = renderMarkdown(text, wide);
    expect(shown.length).toBeLessThan(8 * text.length + 10_000);
    if (shown.startsWith("This is shown as plain text, in full")) expect(shown).toContain(safeText(text));
  });

  test("T11: no character hides", () => {
    expect(safeText("a\uFE00\uFE01b\u{E0101}c\u034Fd\u180Ee\u2800f")).toBe(
      "a<U+FE00 +1>b<U+E0101>c<U+034F>d<U+180E>e<U+2800>f",
    );
    expect(renderMarkdown("a&#x202E;b", wide)).toBe("a<U+202E>b");
  });

  test("T12: the address that a link leads to stands behind it", () => {
    const shown = (text: string) => renderMarkdown(text, wide).replaceAll("\n", " ");
    expect(shown("[https://bank.example/?x=evil.co](https://evil.co/login)")).toBe(
      "https://bank.example/?x=evil.co (https://evil.co/login)",
    );
    expect(shown("https://bank.example@evil.co/")).toBe(
      "https://bank.example@evil.co/ (evil.co (https://bank.example@evil.co/))",
    );
    expect(shown("https://раypal.example/")).toContain("(https://xn--ypal-43d9g.example/)");
  });
});

describe("a table", () => {
  const rows = [
    ["1", "a long title that does not fit"],
    ["22", "b"],
  ];

  test("cuts its last column where somebody looks, and nothing where nobody does", () => {
    expect(table(["ID", "TITLE"], rows, plain.style, 20)).toBe("ID  TITLE\n1   a long title th…\n22  b");
    expect(table(["ID", "TITLE"], rows, plain.style, null)).toContain("a long title that does not fit");
  });
});
