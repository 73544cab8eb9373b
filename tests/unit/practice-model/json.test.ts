import { describe, expect, test } from "vitest";
import { z } from "zod";
import { fittingValue } from "@/tools/practice-model/json/fitting-value";
import type { JsonSchema } from "@/tools/practice-model/json/schema";
import { isTaskPlan, taskPlan } from "@/tools/practice-model/json/task-plan";

describe("a JSON schema gets a value that fits", () => {
  const ticket: JsonSchema = {
    type: "object",
    additionalProperties: false,
    required: ["title", "priority", "tags", "score", "when", "contact", "ok"],
    properties: {
      title: { type: "string", minLength: 3, maxLength: 20 },
      priority: { enum: ["low", "high", "urgent"] },
      tags: { type: "array", items: { type: "string" }, minItems: 2, maxItems: 3 },
      score: { type: "integer", minimum: 3, maximum: 9 },
      share: { type: "number", exclusiveMinimum: 0, maximum: 1 },
      when: { type: "string", format: "date" },
      contact: { $ref: "#/$defs/contact" },
      ok: { type: "boolean" },
      note: { type: ["string", "null"] },
      either: { anyOf: [{ type: "null" }, { type: "integer", minimum: 7 }] },
      both: { allOf: [{ type: "object", required: ["a"] }, { properties: { a: { const: 1 } } }] },
      fixed: { const: "v1" },
    },
    $defs: {
      contact: { type: "object", required: ["email"], properties: { email: { type: "string", format: "email" } } },
    },
  };
  const item = { type: "object", required: ["n"], properties: { n: { type: "integer", multipleOf: 5, minimum: 1 } } };
  const said = "A customer writes: the app crashes at login, very urgent.";

  test.each<[string, JsonSchema]>([
    ["nothing but an object", {}],
    ["all sorts of fields", ticket],
    ["a list of objects", { type: "array", minItems: 4, items: item }],
    ["a long text", { type: "string", minLength: 500, maxLength: 510 }],
    ["a tiny text", { type: "string", maxLength: 1 }],
  ])("%s", (_name, schema) => {
    const value = fittingValue(schema, said);
    expect(() => z.fromJSONSchema(schema).parse(value)).not.toThrow();
    expect(fittingValue(schema, said)).toEqual(value);
    expect(JSON.stringify(value)).not.toMatch(/practice/);
  });

  test("with content from what was sent, and choices that are about that alone", () => {
    const properties = { summary: { type: "string" }, urgency: { enum: ["normal", "urgent"] } };
    const mail = "Hello,\nI was charged twice for my lamp, please refund it. Thank you.";
    expect(fittingValue({ type: "object", properties }, `Sort this urgent list:\n\n${mail}`)).toEqual({
      summary: "I was charged twice for my lamp, please refund it.",
      urgency: "normal",
    });
    expect(fittingValue(ticket, said)).toMatchObject({ priority: "urgent" });
  });

  test("headings are all different and make an outline", () => {
    const properties = { sections: { type: "array", items: { type: "string" }, minItems: 12 } };
    const outline = fittingValue({ type: "object", properties }, "Plan the headings of an article about trees");
    const { sections } = outline as { sections: string[] };
    expect(new Set(sections).size).toBe(12);
    expect(sections[0]).toBe("Where it began");
  });

  test("a schema that refers to itself ends", () => {
    const properties = { child: { $ref: "#" }, children: { type: "array", items: { $ref: "#" } } };
    expect(JSON.stringify(fittingValue({ type: "object", properties }, "x")).length).toBeLessThan(10_000);
  });
});

describe("a schema of tasks with what they take", () => {
  const tasksOf = (said: string) =>
    taskPlan(said).tasks.map(({ task, capabilities, intent }) => [task, capabilities, intent]);

  test("what somebody says becomes tasks", () => {
    expect(tasksOf("Find me a weather agent")).toEqual([["Find me a weather agent", ["weather"], "find"]]);
    expect(tasksOf("Translate this letter into French and summarize it; plan a trip to Paris.")).toEqual([
      ["Translate this letter into French", ["translate letter french"], "do"],
      ["Summarize it", ["summarize"], "do"],
      ["Plan a trip to Paris", ["plan trip paris"], "do"],
    ]);
    expect(tasksOf("???")).toEqual([["???", [], "do"]]);
  });

  test("what comes then waits for what comes before", () => {
    const { tasks } = taskPlan("Research solar panels, then write a report about them");
    expect(tasks.map(({ after }) => after)).toEqual([[], [0]]);
  });

  test("who is not sure is asked which", () => {
    expect(taskPlan("Find me a weather agent").question).toBe("");
    const { tasks, question } = taskPlan("Help me analyze data but I need guidance");
    expect(question).toBe("Which data do you want to analyze, and what should come out of it?");
    expect(tasks).toMatchObject([{ task: "Help me analyze data" }]);
    expect(taskPlan("I don't know").question).toMatch(/^What exactly do you need/);
  });

  test("is told by its fields", () => {
    const items = { type: "object", properties: { task: { type: "string" }, capabilities: { type: "array" } } };
    expect(isTaskPlan({ properties: { tasks: { type: "array", items } } })).toBe(true);
    expect(isTaskPlan({ properties: { tasks: { type: "array", items: { type: "string" } } } })).toBe(false);
    expect(isTaskPlan({})).toBe(false);
  });
});
