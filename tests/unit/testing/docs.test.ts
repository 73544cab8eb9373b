import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { testRun } from "@/lib/testing";
import writeStory from "@/workflows/write-story";

const docs = readFileSync(join(import.meta.dirname, "../../../docs/testing.md"), "utf8");
const example = docs.slice(docs.indexOf("    it("), docs.indexOf("\n    });\n") + 8).replaceAll(/^ {4}/gm, "");

it("the example of docs/testing.md is a test that passes", async () => {
  const tests: (() => Promise<void>)[] = [];
  const collect = (_name: string, test: () => Promise<void>) => tests.push(test);
  new Function("it", "expect", "testRun", "writeStory", example)(collect, expect, testRun, writeStory);
  expect(tests).toHaveLength(1);
  for (const test of tests) await test();
});
