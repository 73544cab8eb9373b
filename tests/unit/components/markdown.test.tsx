import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { Markdown } from "@/components/markdown/markdown";
import { marked } from "@/components/markdown/marks";

const html = (text: string, marks = false) => renderToStaticMarkup(<Markdown marks={marks}>{text}</Markdown>);

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

  test.each(["javascript:alert(1)", "data:text/html,x", "/api/auth/signout", "//evil.example"])(
    "makes no link of %s",
    (address) => {
      expect(html(`[Accept](${address})`)).not.toContain("<a");
    },
  );

  test("makes hidden characters visible, in code too", () => {
    expect(html("safe\u202Eelif")).toContain('title="Hidden character: U+202E right-to-left override"');
    expect(html("`a\u200Bb`")).toContain("U+200B");
    expect(html("a family: 👩‍👩‍👧")).not.toContain("hidden-character");
  });

  test("puts headings under the page's own without a gap", () => {
    expect(html("# One\n\n### Two\n\n## Three").match(/<h\d/g)).toEqual(["<h3", "<h4", "<h4"]);
  });

  test("shows changed words as such, also across emphasis", () => {
    expect(html(`A ${marked("ins", "very *old* clock")}.`, true)).toContain(
      '<ins class="mark">very </ins><em><ins class="mark">old</ins></em><ins class="mark"> clock</ins>',
    );
  });

  test("a text can't mark its own words", () => {
    expect(html(`A ${marked("ins", "trick")}.`)).not.toContain("<ins");
  });
});
