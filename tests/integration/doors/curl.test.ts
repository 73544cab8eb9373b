import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CommentView, Page, RunSummary } from "@/lib/views/views";
import { commandsUnder, runCommands } from "../../support/documented-commands";
import { type FaultServer, startFaultServer } from "../../support/fault-server";
import { bearer, type Client, restClient } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

let model: FaultServer;
let server: TestServer;
let client: Client;
const folder = mkdtempSync(join(tmpdir(), "holdpoint-curl-"));

beforeAll(async () => {
  copyFileSync("tests/support/curl.mjs", join(folder, "curl"));
  chmodSync(join(folder, "curl"), 0o755);
  model = await startFaultServer();
  server = await startServer({
    env: { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: model.apiKey, HOLDPOINT_CHAT_WORKFLOW: "write-story" },
  });
  client = restClient(server.url, bearer(server.token));
});

afterAll(async () => {
  await server?.stop();
  await model?.close();
  rmSync(folder, { recursive: true });
});

/** Nothing may have been refused on the way. */
async function runThrough(commands: string, path: string): Promise<string> {
  const env = { HOLDPOINT: server.url, TOKEN: server.token, PATH: path };
  const { code, output } = await runCommands(commands, folder, env);
  expect([code, output.includes('{"error"')], output).toEqual([0, false]);
  return output;
}

const path = `${join(process.execPath, "..")}${delimiter}/usr/local/bin${delimiter}/usr/bin${delimiter}/bin`;
const isInstalled = spawnSync("curl", ["--version"]).status === 0;
const curls: [string, string][] = [
  ...(isInstalled ? [["the installed curl", path] as [string, string]] : []),
  ["our own curl", `${folder}${delimiter}${path}`],
];
const sections = [
  ["docs/api.md", "## A story from start to end"],
  ["docs/api.md", "### `/process` and `/workflow_resume`"],
  ["docs/api.md", "### `/start-workflow`, `/workflow-status` and `/provide-input`"],
  ["docs/api.md", "### `/api/chat` and the WebSocket `/ws/chat`"],
  ["docs/agents.md", "### A story from start to end"],
] as const;
const cases = sections.flatMap(([file, heading]) =>
  curls.map(([name, where]) => [file, heading, name, where] as const),
);

test.each(cases)("%s, %s, takes a story from start over update to accept with %s", async (file, heading, _, where) => {
  const output = await runThrough(commandsUnder(file, heading), where);
  expect(output).toMatch(/completed|"paused":false|input_provided|"status":"completed"|TASK_STATE_COMPLETED/);
  const [run] = (await client.get<Page<RunSummary>>("/api/v1/runs?limit=1")).body.data;
  expect(run).toMatchObject({
    status: "completed",
    input: { prompt: "A lighthouse keeper who repairs clocks" },
    output: { rounds: 2 },
  });
  const comments = await client.get<Page<CommentView>>(`/api/v1/runs/${run?.id}/comments`);
  expect(comments.body.data.map(({ text }) => text)).toEqual(["Name the keeper Ida."]);
});
