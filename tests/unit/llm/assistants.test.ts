import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { type AssistantsError, loadAssistants } from "@/lib/llm/assistants";

const folders: string[] = [];

async function folder(files: Record<string, string>): Promise<string> {
  const dir = await mkdtemp(join(import.meta.dirname, ".assistants-"));
  folders.push(dir);
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
  return dir;
}

afterEach(async () => {
  await Promise.all(folders.splice(0).map((dir) => rm(dir, { recursive: true })));
});

describe("assistants", () => {
  test("ship with a writer", async () => {
    const assistants = await loadAssistants(join(import.meta.dirname, "../../../assistants"));
    expect(assistants.get("writer")).toMatchObject({
      name: "writer",
      title: "Writer",
      instructions: expect.stringContaining("stories"),
    });
  });

  test("are the default exports of a folder's files", async () => {
    const dir = await folder({
      "critic.mjs": `export default { name: "critic", instructions: "Judge.", parameters: { temperature: 0 } };`,
      "notes.md": "not code",
    });
    expect([...(await loadAssistants(dir)).values()]).toEqual([
      { name: "critic", title: "Critic", instructions: "Judge.", parameters: { temperature: 0 } },
    ]);
  });

  test("a folder that is not there holds none", async () => {
    expect(await loadAssistants(join(import.meta.dirname, "no-such-folder"))).toEqual(new Map());
  });

  test("every problem of every file is told at once, with its cure", async () => {
    const dir = await folder({
      "a.mjs": `export default { name: "same", instructions: "One." };`,
      "b.mjs": `export default { name: "same", instructions: "Two." };`,
      "c.mjs": `export default { name: "Upper Case", instructions: " ", colour: "red" };`,
      "d.mjs": "export const nothing = 1;",
      "e.mjs": "throw new Error('Boom.');",
      "f.mjs": `export default { name: "f", instructions: "F.", parameters: { temperature: 9 } };`,
    });
    const error = await loadAssistants(dir).then(
      () => null,
      (refused: AssistantsError) => refused,
    );
    expect(error?.code).toBe("assistants_invalid");
    const told = (error?.problems ?? []).map((problem) => problem.replaceAll(/\S*\//g, ""));
    expect(told).toEqual([
      expect.stringMatching(/^b\.mjs: the name "same" is already taken by .*a\.mjs; give one of them another name\.$/),
      expect.stringMatching(/^c\.mjs: `name` is lower-case/),
      expect.stringMatching(/^c\.mjs: `instructions` must not be empty/),
      "c.mjs: does not know `colour`; remove it or correct its spelling.",
      "d.mjs: exports no assistant; write `export default defineAssistant({ ... })`.",
      "e.mjs: could not be loaded: Boom; correct the file.",
      expect.stringMatching(/^f\.mjs: `parameters\.temperature`/),
    ]);
  });
});
