import { describe, expect, it } from "vitest";
import { text, workflow } from "@/lib/workflow";
import { playRun } from "../../support/engine";

const translate = workflow("translate", { title: "Translate", input: {} })
  .end("done", { output: () => "text" })
  .build();
const merge = workflow("merge", { title: "Merge", input: { all: text({ label: "All" }) } })
  .end("done", { output: ({ input }) => input.all ?? "" })
  .build();

const race = (input: (results: { one?: string; two?: string }) => { all?: string }, onError?: "done") =>
  workflow("race", { title: "Race", input: {} })
    .race("versions", {
      branches: { one: { run: translate, input: () => ({}) }, two: { run: translate, input: () => ({}) } },
      combine: { run: merge, input: ({ results }) => input(results as { one?: string; two?: string }) },
      onError,
    })
    .end("done", { output: ({ outputs }) => outputs.versions ?? "sorry" })
    .build();

const play = (definition = race((results) => ({ all: Object.values(results).join("+") }))) => {
  const run = playRun(definition);
  run.apply({ type: "run.started" });
  return run;
};

const gave = (output: string) => ({ status: "completed", output }) as const;
const broke = { status: "failed", error: { message: "It broke." } } as const;

describe("a race of all", () => {
  it("waits for the slowest, then starts one more branch with what all gave; its output is the step's", () => {
    const run = play();
    run.endBranch("two", gave("B"));
    expect(run.branches()).toEqual(["one: running", "two: completed"]);
    run.endBranch("one", gave("A"));
    expect(run.branches()).toEqual(["one: completed", "two: completed", "combine: running"]);
    const combining = run.changes.at(-1)?.children;
    expect(combining).toMatchObject([{ workflow: "race/versions/combine", branchIndex: 2, racing: false }]);
    expect(combining?.[0]?.input).toEqual({ all: "A+B" });
    run.endBranch("combine", gave("A, and B"));
    expect(run.run()).toMatchObject({ status: "completed", output: "A, and B" });
  });

  it("starts the combining branch once, however often it hears of the ends", () => {
    const run = play();
    run.endBranch("one", gave("A"));
    run.endBranch("two", gave("B"));
    expect(run.endBranch("two", gave("B"))).toBe("nothing new");
    expect(run.branches()).toHaveLength(3);
  });

  it("leaves out the branches that failed, as long as one completed", () => {
    const run = play();
    run.endBranch("one", broke);
    expect(run.run().status).toBe("waiting");
    run.endBranch("two", gave("B"));
    expect(run.changes.at(-1)?.children[0]?.input).toEqual({ all: "B" });
  });

  it("fails when every branch failed, or leads to onError", () => {
    const run = play();
    run.endBranch("one", broke);
    run.endBranch("two", { status: "canceled" });
    expect(run.run()).toMatchObject({ status: "failed", error: { code: "branch_failed", message: "one: It broke." } });
    const caught = play(race(() => ({}), "done"));
    caught.endBranch("one", broke);
    caught.endBranch("two", broke);
    expect(caught.run()).toMatchObject({ status: "completed", output: "sorry" });
  });

  it("fails when combining fails, naming it", () => {
    const run = play();
    run.endBranch("one", gave("A"));
    run.endBranch("two", gave("B"));
    run.endBranch("combine", broke);
    expect(run.run().error).toMatchObject({ code: "branch_failed", message: "combine: It broke." });
  });

  it("a mistake in the author's function fails the run there and cancels nothing that counts", () => {
    const run = play(
      race(() => {
        throw new Error("No such thing");
      }),
    );
    run.endBranch("one", gave("A"));
    run.endBranch("two", gave("B"));
    expect(run.run()).toMatchObject({ status: "failed", error: { code: "workflow_error", step: "versions" } });
  });
});
