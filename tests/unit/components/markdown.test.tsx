import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { orAsWritten } from "@/components/markdown/as-written";
import { Markdown } from "@/components/markdown/markdown";
import { ShownSafely } from "@/components/markdown/shown-safely";
import { hostileTexts } from "../../support/hostile-markdown";

const html = (text: string) => renderToStaticMarkup(<Markdown>{text}</Markdown>);
const textIn = (markup: string) =>
  markup
    .replaceAll(/<[^>]+>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">");

describe("Markdown of models and people", () => {
  test("shows HTML as text", () => {
    expect(html("<img src=x onerror=alert(1)> <b>bold</b>")).toContain("&lt;b&gt;bold&lt;/b&gt;");
    expect(html("<script>alert(1)</script>")).not.toContain("<script");
  });

  test("names a picture instead of loading it", () => {
    const shown = html("![a cat](https://example.com/cat.png)");
    expect(shown).not.toContain("<img");
    expect(shown).toContain("[Image: a cat (https://example.com/cat.png)]");
  });

  test("says where a link leads, and gives nothing away to it", () => {
    const shown = html("[Accept](https://evil.example/now)");
    expect(shown).toContain('rel="noopener nofollow noreferrer"');
    expect(shown).toContain("(evil.example)");
  });

  test("T12: whatever a link says, its host is beside it", () => {
    expect(textIn(html("[https://bank.example/?x=evil.co](https://evil.co/login)"))).toContain("(evil.co)");
    expect(textIn(html("[![https://bank.example/](x)](https://evil.co/login)"))).toContain("(evil.co)");
    expect(textIn(html("https://bank.example@evil.co/"))).toContain("(evil.co)");
    expect(textIn(html('[a](https://evil.co "bank.example")'))).toContain("(evil.co, “bank.example”)");
    expect(textIn(html("https://evil.co/login"))).toBe("https://evil.co/login");
  });

  test.each(["javascript:alert(1)", "data:text/html,x", "/api/auth/signout", "//evil.example", "#answer"])(
    "makes no link of %s",
    (address) => {
      expect(html(`[Accept](${address})`)).not.toContain("<a");
      expect(html(`[Accept](${address})`)).toContain(address);
    },
  );

  test("makes hidden characters visible, in code too", () => {
    expect(html("safe\u202Eelif")).toContain('title="Hidden character: U+202E right-to-left override"');
    expect(html("`a\u200Bb`")).toContain("U+200B");
    expect(html("```a\u200Bb\nc\n```")).toContain("U+200B");
    expect(html("a family: 👩‍👩‍👧")).not.toContain("hidden-character");
  });

  test("T11: a run of them is one mark, and many marks cost no more than text", () => {
    expect(html(`😀${"\u{E0101}".repeat(35)}`).match(/hidden-character/g)).toHaveLength(1);
    expect(html("a&#x202E;b")).toContain("U+202E right-to-left override");
    const many = html("a\u200B".repeat(20_000));
    expect(many).not.toContain("hidden-character");
    expect(many.match(/\[U\+200B\]/g)).toHaveLength(20_000);
  });

  test("puts headings under the page's own without a gap", () => {
    expect(html("# One\n\n### Two\n\n## Three").match(/<h\d/g)).toEqual(["<h3", "<h4", "<h4"]);
  });

  test("a text can't mark its own words", () => {
    expect(html("A <ins>trick</ins>, ~~no~~.")).not.toMatch(/<(ins|del)/);
  });
});

describe("what can't be shown as Markdown", () => {
  test.each(Object.entries(hostileTexts))("T10: is shown in full: %s", (_, text) => {
    const shown = html(text);
    expect(shown.length).toBeLessThan(8 * text.length + 10_000);
    if (!shown.includes("plain-note")) return;
    expect(shown).toMatch(/This is shown as plain text, in full, because [^.]+\./);
    if (!text.includes("\u200B")) expect(textIn(shown)).toContain(text);
  });

  const written = (content: ReactNode) => {
    const page = renderToStaticMarkup(<main>{content}</main>);
    expect(page).toContain("*as* written");
    expect(page).toContain("because it could not be laid out.");
  };

  test("is shown as it was written also where showing it fails on a server", () => {
    written(
      orAsWritten("*as* written", () => {
        throw new Error("not shown");
      }),
    );
  });

  test("and in a browser, until there is another text", () => {
    const boundary = new ShownSafely({ text: "*as* written", children: "shown" });
    expect(boundary.render()).toBe("shown");
    boundary.state = ShownSafely.getDerivedStateFromError();
    written(boundary.render());
  });

  test("is no part of a page whose text can be shown, however long it is", () => {
    expect(html("Word and word. ".repeat(5_000))).not.toContain("laid out");
  });
});
