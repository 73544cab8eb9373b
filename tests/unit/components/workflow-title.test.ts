import { expect, it } from "vitest";
import { workflowTitle } from "@/app/(desk)/workflow-title";
import type { WorkflowView } from "@/lib/views/views";

const workflows = [{ name: "content-pipeline", title: "Publish an article" }] as WorkflowView[];

it("a branch goes by the title of the workflow that people started; an unknown one by its name", () => {
  expect(workflowTitle(workflows, "content-pipeline")).toBe("Publish an article");
  expect(workflowTitle(workflows, "content-pipeline/sections/item")).toBe("Publish an article");
  expect(workflowTitle(workflows, "old/part/run")).toBe("old/part/run");
});
