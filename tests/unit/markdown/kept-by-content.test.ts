import { expect, test } from "vitest";
import { keptByContent } from "@/lib/markdown/kept-by-content";

test("what was made of a text is made once, until newer texts take its place", () => {
  const made: string[] = [];
  const kept = keptByContent((text: string) => made.push(text), 10);
  for (const text of ["aaaa", "bbbb", "aaaa", "bbbb"]) kept(text);
  expect(made).toEqual(["aaaa", "bbbb"]);
  // The one that was not read for longest goes.
  for (const text of ["aaaa", "cccc", "aaaa", "bbbb"]) kept(text);
  expect(made).toEqual(["aaaa", "bbbb", "cccc", "bbbb"]);
});

test("what is larger than all there is room for is not kept and takes no room", () => {
  const made: string[] = [];
  const kept = keptByContent((text: string) => made.push(text), 4);
  for (const text of ["aaaa", "bbbbb", "bbbbb", "aaaa"]) kept(text);
  expect(made).toEqual(["aaaa", "bbbbb", "bbbbb"]);
});
