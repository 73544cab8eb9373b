import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CommentView, Page, ReviewView, RunView } from "@/lib/views/views";
import { bearer, type Client, restClient, storyInReview } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";
import { keys, type PseudoTerminal, terminalClient } from "../../support/terminal";

const { enter, down, backspace, ctrlC } = keys;
/** Colours and bold. The cursor may move and be seen. */
const coloured = new RegExp(`${String.fromCharCode(27)}\\[([\\d;]*;)?(1|3\\d|9\\d)m`);

let server: TestServer;
let client: Client;
let cli: ReturnType<typeof terminalClient>;

beforeAll(async () => {
  server = await startServer({ env: { HOLDPOINT_WORKFLOWS_DIR: "workflows,tests/fixtures/terminal" } });
  client = restClient(server.url, bearer(server.token));
  cli = terminalClient({ HOLDPOINT_URL: server.url, HOLDPOINT_TOKEN: server.token });
});

afterAll(async () => {
  cli?.remove();
  await server?.stop();
});

/** Text of several lines ends with Enter twice. */
async function write(terminal: PseudoTerminal, label: string, text: string): Promise<void> {
  await terminal.until(label);
  terminal.type(text + enter);
  terminal.type(enter);
}

const runOf = async (id: string) => (await client.get<RunView>(`/api/v1/runs/${id}`)).body;

test("by keystrokes: a story from start over update to accept", async () => {
  const start = cli.open(["start", "write-story"]);
  await write(start, "What is the story about?", "A lighthouse keeper");
  await start.until("Tone (optional)");
  start.type(`dry${enter}`);
  await start.until("Length in words (optional)");
  start.type(enter);
  const [, id = ""] = /Run (\S+) of/.exec(await start.until("of write-story.")) ?? [];
  expect(await start.exitCode).toBe(0);
  expect((await runOf(id)).input).toEqual({ prompt: "A lighthouse keeper", tone: "dry", words: 200 });

  await client.get(`/api/v1/runs/${id}`, { Prefer: "wait=30" });
  const answer = cli.open(["answer"]);
  await answer.until("What to answer");
  answer.type(enter);
  const shown = await answer.until("Comment (optional");
  expect(shown).toMatch(/── Draft 1 ─+\n\n.*(lighthouse|keeper)/s);
  await write(answer, "Enter twice", "Name the keeper Ottilie.");
  await answer.until("Your answer");
  answer.type(enter);
  await answer.until("Draft 2 is ready. Answer it now?");
  answer.type(enter);
  const again = await answer.until("Comment (optional");
  expect(again).toMatch(/── Draft 2 ─+\n\n.*Ottilie.*── Changed since draft 1 ─+\n\n.*Ottilie/s);
  await write(answer, "Enter twice", "");
  await answer.until("Your answer");
  answer.type(down);
  answer.type(enter);
  await answer.until("rounds: 2");
  expect(await answer.exitCode).toBe(0);

  expect(await runOf(id)).toMatchObject({ status: "completed", output: { rounds: 2 } });
  const comments = await client.get<Page<CommentView>>(`/api/v1/runs/${id}/comments`);
  expect(comments.body.data).toMatchObject([{ text: "Name the keeper Ottilie.", draftRevision: 1 }]);
  expect(answer.raw).toMatch(coloured);
});

test("a button that needs a field asks for it; Ctrl-C sends nothing, and without colours there are none", async () => {
  const { run, review } = await storyInReview(client);
  const terminal = cli.open(["answer", run.id], { NO_COLOR: "1" });
  await write(terminal, "Enter twice", "");
  await terminal.until("Your answer");
  terminal.type(enter);
  await terminal.until('Please fill in "Comment".');
  await terminal.until("Comment (Enter twice");
  terminal.type(ctrlC);
  await terminal.until("Nothing was sent.");
  expect(await terminal.exitCode).toBe(130);
  expect(terminal.raw).not.toMatch(coloured);
  expect((await client.get<ReviewView>(`/api/v1/reviews/${review.id}`)).body.status).toBe("open");
});

test("by keystrokes: every kind of field under its own rules, and only those that the answers so far show", async () => {
  for (const name of ["ticket.pdf", "ticket.txt"]) writeFileSync(join(cli.folder, name), "Seat 12");
  const terminal = cli.open(["start", "trip", "--wait"]);
  const say = async (label: string, text: string) => {
    await terminal.until(`◆  ${label}`);
    terminal.type(text + enter);
  };
  await say("Travel", down);
  await say("Number plate", "W 1234");
  await say("Days", "0");
  await terminal.until("Days must be 1 or more.");
  terminal.type(`${backspace}2${enter}`);
  await say("Pace (optional)", backspace);
  await say("Extras", " ");
  await terminal.until("◆  Been there before");
  terminal.type("y");
  await say("From (YYYY-MM-DD)", "2027-02-30");
  await terminal.until("From must be a date like 2027-01-31.");
  terminal.type(`${backspace}${backspace}28${enter}`);
  await say("Ticket", "ticket.pdf");
  await terminal.until("Ticket takes only .txt.");
  terminal.type(`ticket.txt${enter}`);
  await terminal.until("◆  Add to Guests? (0 so far)");
  terminal.type("y");
  await say("Guests 1: Name", "Ida");
  await say("Add to Guests? (1 so far)", "");
  const [, id = ""] = /Run (\S+) of/.exec(await terminal.until("of trip.")) ?? [];
  expect(await terminal.exitCode).toBe(0);
  expect(terminal.text).not.toContain("Seat");
  expect(await runOf(id)).toMatchObject({
    output: "car",
    input: {
      travel: "car",
      plate: "W 1234",
      days: 2,
      extras: ["bike"],
      again: true,
      from: "2027-02-28",
      ticket: { name: "ticket.txt", type: "text/plain", size: 7 },
      guests: [{ name: "Ida" }],
    },
  });
  expect((await runOf(id)).input).not.toHaveProperty("pace");
});

test("chat asks what it has to know, and goes on in the same thread", async () => {
  const terminal = cli.open(["chat", "Help me analyze data but I need guidance"]);
  await terminal.until("Which data do you want to analyze");
  await terminal.until("◆  You");
  terminal.type(enter);
  await terminal.until("Say something, or leave with Ctrl-C.");
  terminal.type(`I want to analyze sales data${enter}`);
  await terminal.until("Data analysis: ");
  await terminal.until("◆  You");
  terminal.type(ctrlC);
  await terminal.until("goes on from here.");
  expect(await terminal.exitCode).toBe(0);
});

test("chat in a script: a line of the input is a turn, and a line of JSON its answer", async () => {
  const input = "Find me a weather agent\n";
  const { code, stdout } = await cli.run(["chat", "--thread", "from the terminal", "--json"], { input });
  expect([code, JSON.parse(stdout)]).toMatchObject([
    0,
    { thread_id: "from the terminal", status: "completed", task_agent_pairs: [{ agent: { name: "Weather" } }] },
  ]);
});

test("the token is asked for without being shown", async () => {
  const terminal = cli.open(["login"], { HOLDPOINT_TOKEN: "", HOLDPOINT_URL: server.url });
  await terminal.until("Address of the server");
  terminal.type(enter);
  await terminal.until("Token");
  terminal.type(server.token + enter);
  await terminal.until(`Signed in to ${server.url}`);
  expect(await terminal.exitCode).toBe(0);
  expect(terminal.text).not.toContain(server.token);
});
