import { expect, it } from "vitest";
import { checkDefinition } from "@/lib/engine/definition/check";
import { compile, DefinitionError } from "@/lib/engine/definition/compile";
import type { WorkflowDefinition } from "@/lib/engine/definition/definition";
import type { StepDefinition } from "@/lib/engine/steps";
import type { FormDefinition } from "@/lib/engine/steps/form";
import type { JoinDefinition } from "@/lib/engine/steps/join";
import { markdown, number, select, text, textarea, workflow } from "@/lib/workflow";
import { createRegistry } from "@/lib/workflow/registry";

const end: StepDefinition = { kind: "end", name: "done", output: () => null };
const go = { go: { label: "Go" } };

const made = (steps: StepDefinition[], more: Partial<WorkflowDefinition> = {}): WorkflowDefinition => ({
  name: "wrong",
  title: "Wrong",
  description: "",
  version: 1,
  input: {},
  steps: [...steps, end],
  ...more,
});
const form = (more: Partial<FormDefinition>): StepDefinition => ({
  kind: "form",
  name: "ask",
  fields: { note: textarea({ label: "Note" }), hint: markdown({ content: "Read this." }) },
  actions: go,
  ...more,
});
const inner = workflow("inner", { title: "Inner", input: {} })
  .end("done", { output: () => 1 })
  .build();
const join = (more: Partial<JoinDefinition<"race" | "parallel" | "workflow">>) =>
  ({
    kind: "race",
    name: "run",
    branches: { one: inner, two: inner },
    plan: () => [],
    ...more,
  }) as StepDefinition;
const prompt = (more: object): StepDefinition => ({
  kind: "prompt",
  name: "ask",
  assistant: "writer",
  messages: () => [],
  ...more,
});

it("finds nothing wrong with what is right", () => {
  const steps = [form({ deadline: { afterMs: 1, action: "go" } }), join({}), prompt({ name: "write", retry: {} })];
  expect(checkDefinition(made(steps))).toEqual([]);
});

it.each<[string, WorkflowDefinition, string]>([
  ["an empty title", made([], { title: " " }), "its title is empty"],
  ["no time to wait", made([], { expireAfterMs: 0 }), "its expireAfterMs must be more than 0"],
  ["runs kept too short", made([], { retentionMs: 60_000 }), "its retentionMs must be at least 86,400,000 (a day)"],
  ["a field without a label", made([], { input: { it: text({ label: "" }) } }), 'field "it" has no label'],
  ["a visibility that is none", made([], { visibility: "all" as never }), 'visibility can only be "participants"'],
  [
    "a form's visibility that is none",
    made([form({ visibility: "all" as never })]),
    'visibility can only be "participants"',
  ],
  [
    "a private workflow in one for all",
    made([join({ branches: { one: { ...inner, visibility: "participants" } } })]),
    'only participants see "inner"',
  ],
  ["a step's empty title", made([form({ title: "" })]), "its title is empty"],
  ["two steps of one name", made([form({}), form({})]), "another step has this name"],
  ["a target that is no step", made([form({ actions: { go: { label: "Go", to: "x" } } })]), 'it leads to "x"'],
  ["a step nobody comes to", made([{ ...end, name: "early" } as StepDefinition]), "no step leads here"],
  ["a form without a button", made([form({ actions: {} })]), "a form needs at least one action"],
  ["a button without a label", made([form({ actions: { go: { label: "" } } })]), 'action "go" has no label'],
  [
    "a button that requires what is only read",
    made([form({ actions: { go: { label: "Go", requires: ["hint"] } } })]),
    'action "go" requires "hint", which takes no value',
  ],
  [
    "a button that requires no field",
    made([form({ actions: { go: { label: "Go", requires: ["toString"] } } })]),
    'requires "toString", which is no field',
  ],
  ["a comment that is no field", made([form({ comment: "x" })]), 'its comment field "x" is no field'],
  [
    "a comment that is no text",
    made([form({ fields: { stars: number({ label: "Stars" }) }, comment: "stars" })]),
    "a comment is text, so make it a textarea",
  ],
  ["a deadline without an end", made([form({ deadline: { afterMs: 1 } })]), "does not say what happens then"],
  ["a deadline at once", made([form({ deadline: { afterMs: 0, action: "go" } })]), "more than 0 milliseconds"],
  ["a deadline that presses nothing", made([form({ deadline: { afterMs: 1, action: "x" } })]), 'presses "x"'],
  ["a next beside buttons", made([form({ next: "done" })]), "its buttons say where to go"],
  [
    "several reviews whose buttons lead away",
    made([form({ each: () => [], actions: { go: { label: "Go", to: "done" } } })]),
    "the step goes on when all have answered",
  ],
  [
    "several reviews whose deadline leads away",
    made([form({ each: () => [], deadline: { afterMs: 1, to: "done" } })]),
    "of several reviews each has a deadline of its own",
  ],
  ["a race of one", made([join({ branches: { one: inner } })]), "a race needs two branches or more"],
  ["parallel without branches", made([join({ kind: "parallel", branches: {} })]), "it has no branches"],
  [
    "a branch in combine's place",
    made([join({ branches: { combine: inner, two: inner }, combine: { run: inner, input: () => ({}) } })]),
    'a branch can\'t be named "combine"',
  ],
  ["a branch with a bad name", made([join({ branches: { "A b": inner, two: inner } })]), 'branch "A b": the name must'],
  [
    "a branch that runs nothing",
    made([join({ branches: { one: {} as WorkflowDefinition, two: inner } })]),
    'branch "one" runs no workflow',
  ],
  ["no room for a branch", made([join({ concurrency: 0 })]), "its concurrency must be 1 or more"],
  ["no attempts", made([prompt({ retry: { attempts: 0 } })]), "its retry.attempts must be a whole number from 1"],
  ["a wait that is no time", made([prompt({ retry: { backoffMs: -1 } })]), "its retry waits must be 0 or more"],
  ["no time to work", made([prompt({ timeoutMs: 0 })]), "its timeoutMs must be more than 0"],
  ["a draft that is JSON", made([prompt({ schema: {}, draft: true })]), "an answer that fits a schema is no draft"],
  ["a signal without a name", made([{ kind: "signal", name: "wait", signal: "" }]), "name the signal it waits for"],
  [
    "a branch that leads nowhere",
    made([{ kind: "branch", name: "fork", targets: [], choose: () => "" }]),
    "at least one",
  ],
  ["W11: a step every object has", made([prompt({ name: "constructor" })]), 'the step name can\'t be "constructor"'],
  ...["constructor", "toString", "hasOwnProperty", "valueOf"].map((name): [string, WorkflowDefinition, string] => [
    `W11: a field ${name}`,
    made([], { input: { [name]: text({ label: "It", required: false }) } }),
    `field "${name}": the name can't be "${name}"`,
  ]),
  [
    "W11: a field __proto__",
    made([], { input: { __proto__: text({ label: "It" }) } as unknown as WorkflowDefinition["input"] }),
    'the name of a field can\'t be "__proto__"',
  ],
  [
    "W11: a button of that name",
    made([form({ actions: { toString: { label: "Go" } } })]),
    'action "toString": the name can\'t be',
  ],
  [
    "W11: a branch of that name",
    made([join({ branches: { constructor: inner, two: inner } })]),
    'branch "constructor"',
  ],
  [
    "W11: a deadline that presses what every object has",
    made([form({ deadline: { afterMs: 1, action: "toString" } })]),
    'presses "toString"',
  ],
])("refuses %s", (_what, definition, problem) => {
  expect(checkDefinition(definition).join("\n")).toContain(problem);
});

it("reports every mistake of a workflow and of its branches at once, each naming workflow, step and cure", () => {
  const wrongBranch = made([form({ actions: {} })], { name: "part" });
  const definition = made([form({ name: "Ask" }), join({ branches: { one: wrongBranch, two: inner } })], {
    name: "Many mistakes",
    input: { pick: select({ label: "Pick", options: [] }) },
  });
  const problems = [
    'Workflow "Many mistakes": the name must be lower-case letters, digits, "-" or "_", beginning with a letter.',
    'Workflow "Many mistakes": input: field "pick" has no options to choose from.',
    'Workflow "Many mistakes", step "Ask": the step name must be lower-case letters, digits, "-" or "_", beginning with a letter.',
    'Workflow "Many mistakes/run/one", step "ask": a form needs at least one action, its button.',
  ];
  expect(() => compile(definition, "1")).toThrow(new DefinitionError(problems));
});

it("refuses a prompt to an assistant that does not exist, also in a branch", () => {
  const asking = made([prompt({ assistant: "wirter" })], { name: "part" });
  const outer = made([join({ kind: "workflow", branches: { run: asking } })]);
  expect(() => createRegistry([outer], ["writer", "clerk"])).toThrow(
    'Workflow "wrong/run/run", step "ask": there is no assistant "wirter"; use one of: writer, clerk, or add assistants/wirter.ts.',
  );
  expect(() => createRegistry([outer], ["wirter"])).not.toThrow();
});
