import { describe, expect, test } from "vitest";
import { countHidden, revealHidden, shownText } from "@/lib/markdown/hidden-characters";

const allCharacters = Array.from({ length: 0x110000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code));

describe("characters that nobody sees are shown by name", () => {
  test("T11: each that Unicode says is not to be drawn, and each that steers the direction", () => {
    const missed = allCharacters.filter(
      (one) => /\p{DI}|\p{Bidi_Control}/u.test(one) && revealHidden(`a${one}b`)[1]?.hidden?.startsWith("U+") !== true,
    );
    expect(missed).toEqual([]);
  });

  test.each([
    ["variation selectors", "a\uFE00\uFE01\uFE0F", "a[U+FE00 +2]"],
    ["35 bytes in selectors", `😀${"\u{E0101}".repeat(35)}`, "😀[U+E0101 +34]"],
    ["a selector behind a picture's own", "❤\uFE0F\u{E0101}", "❤[U+FE0F +1]"],
    ["joiners without a picture on both sides", "a\u200D😀\u200Db", "a[U+200D]😀[U+200D]b"],
    ["a combining joiner, a Mongolian separator, blank Braille", "\u034F.\u180E.\u2800", "[U+034F].[U+180E].[U+2800]"],
    ["a selector behind a digit that is no key", "1\uFE0F2", "1[U+FE0F]2"],
    ["tags that spell no flag", "🏴\u{E0067}\u{E0041}\u{E007F}", "🏴[U+E0067 +2]"],
    ["control characters", "a\u0007\u009Bb", "a[U+0007 +1]b"],
  ])("T11: %s", (_, text, shown) => expect(shownText(text)).toBe(shown));

  test.each([
    "👩‍👩‍👧",
    "❤️",
    "👍🏽",
    "1️⃣",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "🏳️‍🌈",
    "👁️‍🗨️",
    "🇩🇪",
    "tabs\tand\nlines",
    "naïve — “quoted”",
    "שלום مرحبا",
  ])("%s is as it is", (text) => expect(revealHidden(text)).toEqual([{ text, hidden: null }]));

  test("their names say what they are, of many in a row the first twelve behind the first", () => {
    expect(revealHidden("\u202E")[0]?.hidden).toBe("U+202E right-to-left override");
    const many = revealHidden("\u200B".repeat(40))[0]?.hidden ?? "";
    expect(many).toMatch(/^U\+200B \+39: (U\+200B, ){12}…$/);
  });

  test("counting ends where it may", () => expect(countHidden("a\u200B".repeat(1_000), 10)).toBe(10));
});
