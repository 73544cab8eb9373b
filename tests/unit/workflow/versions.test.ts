import { describe, expect, it } from "vitest";
import { list, text, workflow } from "@/lib/workflow";
import type { WorkflowDefinition } from "@/lib/workflow/definition";
import { createRegistry } from "@/lib/workflow/registry";
import { versionOf } from "@/lib/workflow/version";
import writeStory from "@/workflows/write-story";

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

  it("of the shipped story is the one its paused runs have", () => {
    expect(versionOf(writeStory)).toBe("1-6cdd3991");
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
