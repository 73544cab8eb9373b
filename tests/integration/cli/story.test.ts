import { readFileSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Exported } from "@/cli/shown/exported";
import type { EventView, Page, ReviewSummary, ReviewView, RunSummary, RunView, WorkflowView } from "@/lib/views/views";
import { commandsUnder, runCommands } from "../../support/documented-commands";
import { expectShape } from "../../support/documented-shape";
import { type FaultServer, startFaultServer } from "../../support/fault-server";
import { startServer, type TestServer } from "../../support/server";
import { terminalClient } from "../../support/terminal";

const first = "# Tide\n\nThe keeper **mends** clocks.\n\nThe sea is calm tonight.";
const second = first.replace("The keeper", "Ida the keeper");

let model: FaultServer;
let server: TestServer;
let cli: ReturnType<typeof terminalClient>;

beforeAll(async () => {
  const drafts = [first, second];
  model = await startFaultServer(() => ({ kind: "ok", text: drafts.shift() ?? "Tide" }));
  server = await startServer({ env: { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: model.apiKey } });
  cli = terminalClient({ HOLDPOINT_URL: server.url, HOLDPOINT_TOKEN: server.token });
});

afterAll(async () => {
  cli?.remove();
  await server?.stop();
  await model?.close();
});

test("a script takes a story from start over update to accept; all it prints has REST's shapes", async () => {
  const { data: workflows } = await cli.json<Page<WorkflowView>>("workflows");
  for (const workflow of workflows) expectShape("Workflow", workflow);
  expect(workflows.map(({ name }) => name)).toContain("write-story");

  const run = await cli.json<RunView>("start", "write-story", "A lighthouse keeper", "--set", "words=80", "--wait");
  expectShape("Run", run);
  expect(run).toMatchObject({ status: "waiting", input: { prompt: "A lighthouse keeper", words: 80 } });

  const waiting = await cli.json<Page<ReviewSummary>>("list");
  const [review] = waiting.data;
  expectShape("ReviewSummary", review);
  expect(review?.id).toBe(run.reviews[0]?.id);
  expectShape("Review", await cli.json<ReviewView>("show", String(review?.id)));

  const updated = await cli.json<RunView>("answer", String(review?.id), "Name the keeper Ida.", "--wait", "60");
  expect(updated.reviews).toMatchObject([{ draft: { revision: 2 } }]);

  const shown = await cli.run(["show", run.id]);
  expect(shown.stdout).toContain("[-The-]{+Ida the+} keeper mends clocks.");
  expect(shown.stdout).toContain(second);
  expect(shown.stdout).not.toContain("\u001B");

  const open = String(updated.reviews[0]?.id);
  const done = await cli.json<RunView>("answer", open, "--action", "accept", "--wait");
  expectShape("Run", done);
  expect(done).toMatchObject({ status: "completed", output: { title: "Tide", rounds: 2 } });

  const runs = await cli.json<Page<RunSummary>>("list", "runs", "--status", "completed", "--workflow", "write-story");
  expectShape("RunSummary", runs.data[0]);
  expect(runs.data.map(({ id }) => id)).toEqual([run.id]);

  const watched = await cli.run(["watch", run.id, "--json"]);
  const events = watched.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as EventView);
  for (const event of events) expectShape("Event", event);
  expect([watched.code, events.map(({ seq }) => seq)]).toEqual([0, events.map((_, index) => index + 1)]);
  expect(events.at(-1)?.type).toBe("run.completed");
  const rest = await cli.run(["watch", run.id, "--after", String(events.length - 1)]);
  expect(rest.stdout).toMatch(/^ *\d+ {2}\d\d:\d\d:\d\d {2}run\.completed/);
});

describe("export", () => {
  const exported = async () => {
    const [run] = (await cli.json<Page<RunSummary>>("list", "runs")).data;
    return String(run?.id);
  };

  test("has the whole run as JSON", async () => {
    const all = await cli.json<Exported>("export", await exported());
    const shapes = {
      steps: "Visit",
      events: "Event",
      drafts: "Draft",
      comments: "Comment",
      reviews: "Review",
    } as const;
    expectShape("Run", all.run);
    for (const [part, shape] of Object.entries(shapes)) {
      const rows = all[part as keyof typeof shapes];
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expectShape(shape, row);
    }
    expect(all.decisions).toMatchObject([
      { step: "review", visit: 1, draftRevision: 1, action: "update", values: { comment: "Name the keeper Ida." } },
      { step: "review", visit: 2, draftRevision: 2, action: "accept", by: { name: "Dana" } },
    ]);
  });

  test("as Markdown, into a file", async () => {
    const file = join(cli.folder, "story.md");
    const ended = await cli.run(["export", await exported(), "--format", "markdown", "-o", file]);
    expect([ended.code, ended.stdout, ended.stderr]).toEqual([0, "", `Written to ${file}.\n`]);
    const text = readFileSync(file, "utf8");
    for (const part of ["# write-story", "> Ida the keeper", "on draft 1", "Dana chose accept at review"]) {
      expect(text).toContain(part);
    }
  });
});

test("runs are controlled in REST's words", async () => {
  const run = await cli.json<RunView>("start", "write-story", "Another", "--wait");
  const calls = [
    ["signal", run.id, "hello", "--data", '{"any": [1, null]}'],
    ["rewind", run.id, "1"],
    ["cancel", run.id, "--reason", "Enough"],
    ["fork", run.id, "1"],
  ];
  for (const call of calls) expectShape("Run", await cli.json(...call));
  const canceled = await cli.run(["watch", run.id]);
  expect([canceled.code, canceled.stdout]).toEqual([7, expect.stringContaining("reason Enough")]);
  const again = await cli.run(["retry", run.id]);
  expect([again.code, again.stderr]).toEqual([5, expect.stringMatching(/^[A-Z].*\.\n$/)]);
});

test("chat is a run in plain words, a line of the input each", async () => {
  const input = "A bakery at night\n\nDarker, please.\naccept\n";
  const { code, stdout } = await cli.run(["chat", "--workflow", "write-story", "--json"], { input });
  const turns = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as RunView);
  for (const turn of turns) expectShape("Run", turn);
  expect([code, turns.map(({ status }) => status)]).toEqual([0, ["waiting", "waiting", "completed"]]);
  expect(turns[2]).toMatchObject({ input: { prompt: "A bakery at night" }, output: { rounds: 2 } });
});

test("whoever answers a branch waits for the run it belongs to", async () => {
  const run = await cli.json<RunView>("start", "weekly-report", "--set", "teams=Design", "--wait");
  const [branch] = run.reviews;
  expect(branch).toMatchObject({ rootRunId: run.id, title: "Design: what happened this week?" });
  const next = await cli.json<RunView>("answer", String(branch?.id), "We drew a lighthouse.", "--wait");
  expect([next.id, next.reviews[0]?.runId]).toEqual([run.id, run.id]);
});

test("what docs/cli.md shows runs as it stands, with a `holdpoint` that is linked to", async () => {
  symlinkSync(join(process.cwd(), "cli/holdpoint.mjs"), join(cli.folder, "holdpoint"));
  const PATH = [cli.folder, join(process.execPath, ".."), "/usr/bin", "/bin"].join(delimiter);
  const env = { PATH, HOLDPOINT_URL: server.url, HOLDPOINT_TOKEN: server.token };
  const commands = commandsUnder("docs/cli.md", "## In a script");
  const { code, output } = await runCommands(commands, cli.folder, env);
  expect([code, output], output).toEqual([
    0,
    expect.stringMatching(/rounds: 2.*"run\.completed".*Written to story\.md/s),
  ]);
});
