import { describe, expect, it } from "vitest";
import { layoutGraph, size } from "@/components/runs/graph/layout";
import { markOf } from "@/components/runs/graph/marks";
import { compile } from "@/lib/engine/definition/compile";
import writeStory from "@/workflows/write-story";
import approval from "../../fixtures/desk/approval";

describe("the graph of a workflow", () => {
  it("has its steps from top to bottom without overlap, and named ways out inside their step", () => {
    const { nodes, height } = layoutGraph(compile(approval, "1-test"));
    for (const [index, node] of nodes.entries()) {
      const before = nodes[index - 1];
      expect(node.top).toBe(before ? before.top + before.height + size.gap : 0);
      for (const { y } of node.ports) {
        expect(y).toBeGreaterThan(node.top + size.node);
        expect(y).toBeLessThan(node.top + node.height);
      }
    }
    expect(height).toBe((nodes.at(-1)?.top ?? 0) + (nodes.at(-1)?.height ?? 0));
    expect(nodes[1]?.ports.map(({ label, on }) => label || on)).toEqual([
      "Add it up again",
      "Reject",
      "Approve",
      "deadline",
    ]);
    expect(nodes.map(({ flowsOn }) => flowsOn)).toEqual([true, true, true, false, true, false]);
  });

  it("gives a title two lines that does not fit beside the arcs", () => {
    const steps = ["Short", "Putting all the sections together"].map((title, index) => ({
      ...{ index, title, name: `s${index}`, kind: "set" },
    }));
    const { nodes, height } = layoutGraph({ steps, edges: [{ from: 0, to: 1, on: "next", label: "" }] });
    expect(nodes.map(({ long }) => long)).toEqual([false, true]);
    expect(height).toBe(size.node + size.gap + size.longNode);
  });

  it("leads back on the left and past steps on the right, and arcs that would cross have lanes of their own", () => {
    const { arcs, lanes } = layoutGraph(compile(approval, "1-test"));
    const shown = arcs.map(({ from, to, on, side, lane }) => ({ from, to, on, side, lane }));
    expect(shown).toEqual([
      { from: 1, to: 0, on: "action", side: "left", lane: 0 },
      { from: 1, to: 5, on: "action", side: "right", lane: 1 },
      { from: 1, to: 4, on: "deadline", side: "right", lane: 0 },
    ]);
    expect(lanes).toEqual({ left: 1, right: 2 });
  });

  it("shares a lane among ways to the same step", () => {
    const edges = [0, 1, 2].map((from) => ({ from, to: 4, on: "error" as const, label: "" }));
    const steps = [0, 1, 2, 3, 4].map((index) => ({ index, name: `s${index}`, kind: "http", title: `S${index}` }));
    expect(layoutGraph({ steps, edges }).lanes).toEqual({ left: 0, right: 1 });
  });

  it("is drawn without lines where nobody knows them any more", () => {
    const { steps } = compile(writeStory, "1-test");
    const { arcs, nodes } = layoutGraph({ steps, edges: [] });
    expect(arcs).toEqual([]);
    expect(nodes).toHaveLength(4);
  });
});

describe("marks of steps", () => {
  const steps = [
    { seq: 4, step: { index: 1, name: "review" }, status: "waiting" as const },
    { seq: 3, step: { index: 0, name: "draft" }, status: "completed" as const },
    { seq: 2, step: { index: 1, name: "review" }, status: "completed" as const },
    { seq: 1, step: { index: 0, name: "draft" }, status: "failed" as const },
  ];
  const run = { status: "waiting" as const, step: { index: 1, name: "review" }, visits: { draft: 2, review: 2 } };

  it("light where the run is, count visits and lead to the newest", () => {
    expect(markOf("review", run, steps)).toEqual({ state: "waiting", visits: 2, seq: 4 });
    expect(markOf("draft", run, steps)).toEqual({ state: "visited", visits: 2, seq: 3 });
    expect(markOf("title", run, steps)).toEqual({ state: "ahead", visits: 0, seq: null });
  });

  it("show what failed in its own way, also after the run went on", () => {
    const failed = { ...run, status: "failed" as const };
    expect(markOf("review", failed, steps).state).toBe("failed");
    expect(markOf("draft", run, steps.slice(3)).state).toBe("failed");
    const ended = { ...run, status: "completed" as const, step: null };
    expect(markOf("review", ended, [{ ...steps[0], status: "completed" } as never]).state).toBe("visited");
  });
});
