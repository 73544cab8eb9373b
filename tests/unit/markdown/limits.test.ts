import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LIMITS, nothingSpent } from "@/lib/markdown/limits";
import { readMarkdown, readOnce } from "@/lib/markdown/read-markdown";
import { isBranch, type MarkdownNode } from "@/lib/markdown/tree";
import { countSteps } from "../../support/count-steps";
import { hostileMarkdown, hostileTexts } from "../../support/hostile-markdown";

const nodesIn = (nodes: MarkdownNode[]): number =>
  nodes.reduce((sum, node) => sum + 1 + (isBranch(node) ? nodesIn(node.children) : 0), 0);

const depthOf = (nodes: MarkdownNode[]): number =>
  1 + nodes.reduce((most, node) => Math.max(most, isBranch(node) ? depthOf(node.children) : 0), 0);

/** How often the code of the reader may run, block by block; the costliest text that was ever found takes half of it. */
const MOST_STEPS = 25_000_000;
const reader = /markdown-it|linkify|lib\/markdown/;

describe("whatever a text is, reading it is bounded", () => {
  test.each(Object.entries(hostileTexts))("T10: %s", (_, text) => {
    const steps = countSteps(reader, () => readOnce(text, nothingSpent()));
    expect(steps).toBeGreaterThan(0);
    expect(steps).toBeLessThan(MOST_STEPS);
  });

  test("T10: what generated text costs is bounded, and so is what comes of it", () => {
    fc.assert(
      fc.property(hostileMarkdown, (text) => {
        const spent = nothingSpent();
        const steps = countSteps(reader, () => readOnce(text, spent));
        expect(steps).toBeLessThan(MOST_STEPS);
        expect(spent.steps).toBeLessThanOrEqual(LIMITS.steps + text.length / 64 + 1);
        const { nodes } = readMarkdown(text);
        if (nodes === null) return;
        expect(nodesIn(nodes)).toBeLessThanOrEqual(LIMITS.nodes);
        expect(depthOf(nodes)).toBeLessThanOrEqual(LIMITS.depth + 3);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  test.each([
    ["characters", "a".repeat(LIMITS.characters + 1)],
    ["nodes", "- a\n".repeat(LIMITS.nodes / 2)],
    ["depth", `${"> ".repeat(LIMITS.depth + 1)}a`],
    ["cells", `|a|b|\n|-|-|\n${"|a|b|\n".repeat(LIMITS.cells / 2)}`],
    ["steps", "]".repeat(LIMITS.steps + 1)],
    ["addresses", `[a]: ${"b".repeat(LIMITS.addresses / 4)}\n\n${"[a] ".repeat(5)}`],
  ] as const)("too many %s are said, and what is just below is Markdown", (limit, text) => {
    expect(readMarkdown(text)).toEqual({ nodes: null, limit });
    const less =
      limit === "depth" ? text.slice(4) : limit === "addresses" ? text.slice(0, -8) : text.slice(0, text.length / 2);
    expect(readMarkdown(less).limit).toBeNull();
  });
});
