import { describe, expect, it } from "vitest";
import type { WorkflowDefinition } from "@/lib/engine/definition/definition";
import { versionOf } from "@/lib/engine/definition/version";
import { list, text, workflow } from "@/lib/workflow";
import { createRegistry, loadWorkflows } from "@/lib/workflow/registry";

const inner = workflow("part", { title: "Part", input: {} })
  .end("done", { output: () => null })
  .build();

function story(version: number, step = "ask", title = `Story ${version}`): WorkflowDefinition {
  return workflow("story", { title, version, input: {} })
    .form(step, { fields: { name: text({ label: "Name" }) }, actions: { go: { label: "Go" } } })
    .workflow("parts", { run: inner, input: () => ({}) })
    .end("done", { output: () => null })
    .build();
}

describe("the registry", () => {
  it("keeps old versions beside the new, with their branches; new runs get the highest number", () => {
    const [old, young] = [story(2), story(10, "question")];
    const registry = createRegistry([young, old]);
    expect(registry.newest("story")?.version).toBe(versionOf(young));
    expect(registry.current().map(({ title }) => title)).toEqual(["Story 10"]);
    for (const version of [versionOf(old), versionOf(young)]) {
      expect(registry.find("story", version)?.version).toBe(version);
      expect(registry.find("story/parts/run", version)?.version).toBe(version);
    }
    expect(registry.find("story", versionOf(old))?.steps[0]?.name).toBe("ask");
    expect(registry.known()).toHaveLength(4);
    expect(registry.newest("story/parts/run")).toBeNull();
    expect(registry.find("story", "2-unknown")).toBeNull();
  });

  it("refuses one number twice, naming both files and the cure", () => {
    const [one, two] = [
      { ...story(3), file: "workflows/story.ts" },
      { ...story(3, "other"), file: "workflows/story-old.ts" },
    ];
    expect(() => createRegistry([one, two])).toThrow(
      /"story" has version 3 twice, in workflows\/story\.ts and workflows\/story-old\.ts\. Give the newer one a higher/,
    );
  });
});

describe("a version", () => {
  const groups = (inside: Parameters<typeof list>[0]["fields"], rules: object[] = [], label = "People") =>
    versionOf(
      workflow("groups", { title: "Groups", input: {} })
        .form("ask", {
          fields: { people: list({ label, fields: inside }) },
          actions: { go: { label: "Go" } },
          ...(rules.length > 0 && { rules: rules as never }),
        })
        .end("done", { output: () => null })
        .build(),
    );

  it("of every shipped workflow is the one its paused runs have", async () => {
    const found = await Promise.all(
      ["workflows", "tests/fixtures/desk", "tests/fixtures/workflows"].map(loadWorkflows),
    );
    expect(Object.fromEntries(found.flat().map((one) => [one.name, versionOf(one)]))).toEqual({
      "content-pipeline": "1-8b5c480a",
      "data-question": "1-914e1ac7",
      "expense-approval": "2-291186ac",
      orchestrate: "2-452e48a4",
      "support-triage": "2-1d14211a",
      "translation-race": "1-c26d121b",
      "weekly-report": "1-6efb9120",
      "write-story": "1-6cdd3991",
      approval: "1-1dc5462f",
      article: "1-b09bda31",
      letter: "1-38f02d4a",
      printer: "1-ebbba76b",
      fragile: "1-b58a7bbf",
      intake: "1-852e0376",
      order: "1-1aaef668",
      poison: "1-65136b68",
      rounds: "1-9173ae8f",
      squares: "1-df8439b9",
    });
  });

  it("changes with the fields inside lists and with rules, not with texts", () => {
    const name = { name: text({ label: "Name" }) };
    const rule = { when: { field: "people", filled: true }, require: ["people"], message: "Say who." };
    expect(groups(name)).not.toBe(groups({ ...name, age: text({ label: "Age" }) }));
    expect(groups(name)).not.toBe(groups(name, [rule]));
    expect(groups(name)).toBe(groups({ name: text({ label: "Full name" }) }, [], "Guests"));
    expect(groups(name, [rule])).toBe(groups(name, [{ ...rule, message: "Name somebody." }]));
    expect(groups(name, [rule])).toBe(
      groups(name, [{ message: rule.message, require: rule.require, when: rule.when }]),
    );
  });
});
