import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import type { ModelRequest } from "@/lib/llm/model-client";
import { threadModel } from "@/lib/llm/thread-model";
import { startFaultServer } from "@/tests/support/fault-server";

const folder = mkdtempSync(join(tmpdir(), "thread-model-"));
afterAll(() => rmSync(folder, { recursive: true }));

const request: ModelRequest = { model: "m", messages: [{ role: "user", content: "Hello" }], timeoutMs: 5_000 };

function programOf(name: string, code: string) {
  const file = join(folder, name);
  writeFileSync(file, `import { parentPort, workerData } from "node:worker_threads";\n${code}`);
  return file;
}

test("the program starts with the first request, and serves the next ones too", async () => {
  const server = await startFaultServer(["ok", "ok"]);
  const file = programOf("serves.mjs", "parentPort.postMessage(workerData); setInterval(() => {}, 1_000);");
  const model = threadModel({ file, settings: { baseUrl: server.baseUrl, apiKey: server.apiKey } });
  const replies = await Promise.all([model.client.complete(request), model.client.complete(request)]);
  expect(replies.map(({ text }) => text.length > 0)).toEqual([true, true]);
  await model.close();
  await server.close();
});

test("a program that has ended is started again by a later request", async () => {
  const server = await startFaultServer(Array(50).fill("ok"));
  const log = join(folder, "starts.log");
  const program = 'import { appendFileSync } from "node:fs"; appendFileSync(workerData.log, "start ");';
  const file = programOf("ends.mjs", `${program}\nparentPort.postMessage(workerData);`);
  const model = threadModel({ file, settings: { baseUrl: server.baseUrl, apiKey: server.apiKey, log } });
  await vi.waitFor(async () => {
    expect((await model.client.complete(request)).text).not.toBe("");
    expect(readFileSync(log, "utf8")).toMatch(/^(?:start ){2}/);
  });
  await model.close();
  await server.close();
});

test("a program that breaks refuses the request, which may be tried again", async () => {
  const model = threadModel({ file: programOf("breaks.mjs", "throw new Error('broken');"), settings: {} });
  for (let round = 0; round < 2; round += 1) {
    await expect(model.client.complete(request)).rejects.toMatchObject({ code: "model_unavailable", retryable: true });
  }
  await model.close();
});
