import { expect, test } from "vitest";
import { isTaskPlan, taskPlan } from "@/tools/practice-model/task-plan";

const tasksOf = (said: string) =>
  taskPlan(said).tasks.map(({ task, capabilities, intent }) => [task, capabilities, intent]);

test("what somebody says becomes tasks, each with what it takes", () => {
  expect(tasksOf("Find me a weather agent")).toEqual([["Find me a weather agent", ["weather"], "find"]]);
  expect(tasksOf("Help me analyze data")).toEqual([["Help me analyze data", ["analyze data"], "do"]]);
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
  expect(question).toMatch(/^Which data do you want to analyze, and what should come out of it\?/);
  expect(tasks).toMatchObject([{ task: "Help me analyze data" }]);
  expect(taskPlan("I don't know").question).toMatch(/^What exactly do you need/);
});

test("only a schema of tasks with their capabilities is answered so", () => {
  const items = { type: "object", properties: { task: { type: "string" }, capabilities: { type: "array" } } };
  expect(isTaskPlan({ properties: { tasks: { type: "array", items } } })).toBe(true);
  expect(isTaskPlan({ properties: { tasks: { type: "array", items: { type: "string" } } } })).toBe(false);
  expect(isTaskPlan({})).toBe(false);
});
