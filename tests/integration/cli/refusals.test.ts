import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunView } from "@/lib/views/views";
import { startCutProxy } from "../../support/cut-proxy";
import { type FaultServer, startFaultServer } from "../../support/fault-server";
import { type JsonServer, startJsonServer } from "../../support/json-server";
import { addTenant, addToken, bearer, type Client, restClient, storyInReview } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";
import { terminalClient } from "../../support/terminal";

let model: FaultServer;
let server: TestServer;
let stub: JsonServer;
let cli: ReturnType<typeof terminalClient>;
let dana: Client;
let ben: Client;
let waiting: Awaited<ReturnType<typeof storyInReview>>;
let elsewhere: string;
const unknown = "01999999-0000-7000-8000-0000000000aa";

beforeAll(async () => {
  model = await startFaultServer();
  server = await startServer({ env: { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: model.apiKey } });
  stub = await startJsonServer(({ url, method }, response, count) => {
    if (method === "POST") {
      if (count === 1) return void response.destroy();
      return void response.writeHead(200).end(JSON.stringify(waiting.run));
    }
    if (url.includes("/workflows")) return;
    if (url.includes("/runs")) return void response.writeHead(200).end("<html>Hello</html>");
    const detail = "The database does not answer just now.";
    const problem = { type: "", title: "", status: 503, code: "unavailable", detail };
    response.writeHead(503, { "Retry-After": "2" }).end(JSON.stringify(problem));
  });
  cli = terminalClient({ HOLDPOINT_URL: server.url, HOLDPOINT_TOKEN: server.token });
  dana = restClient(server.url, bearer(server.token));
  ben = restClient(server.url, bearer(await addToken(server.databaseUrl, "ben")));
  waiting = await storyInReview(dana);
  elsewhere = (await addTenant(server.databaseUrl)).token;
});

afterAll(async () => {
  cli?.remove();
  await stub?.close();
  await server?.stop();
  await model?.close();
});

type Refused = [what: string, code: number, says: RegExp, args: () => string[], env?: () => Record<string, string>];

const review = () => waiting.review.id;
const refused: Refused[] = [
  ["an unknown command", 2, /unknown command 'strat'/, () => ["strat"]],
  ["an unknown option", 2, /unknown option '--nope'/, () => ["list", "--nope"]],
  ["what is no id", 2, /"7" is not an id/, () => ["show", "7"]],
  ["no answer", 2, /Say what to answer/, () => ["answer", review()]],
  ["an answer to a run, whose form may change", 2, /holdpoint answer/, () => ["answer", waiting.run.id, "accept"]],
  ["nobody", 3, /not signed in/, () => ["list"], () => ({ HOLDPOINT_TOKEN: "" })],
  ["a wrong token", 3, /does not know this token/, () => ["list"], () => ({ HOLDPOINT_TOKEN: "wrong" })],
  ["who is elsewhere", 4, /no such run/, () => ["show", waiting.run.id], () => ({ HOLDPOINT_TOKEN: elsewhere })],
  [
    "who is elsewhere and answers",
    4,
    /no such run/,
    () => ["answer", review(), "accept"],
    () => ({ HOLDPOINT_TOKEN: elsewhere }),
  ],
  ["an unknown run", 4, /no such run/, () => ["show", unknown]],
  ["an unknown workflow", 4, /no workflow "nope"\. There are: .*write-story/, () => ["start", "nope"]],
  ["input that is missing", 6, /fill in "What is the story about\?"/, () => ["start", "write-story"]],
  ["a number that is none", 6, /must be a number/, () => ["start", "write-story", "x", "--set", "words=many"]],
  ["a field that is missing", 6, /fill in "Comment"/, () => ["answer", review(), "--action", "update"]],
  ["no button of that name", 6, /Choose one of: update/, () => ["answer", review(), "--action", "nope"]],
  ["what the server refuses", 6, /status must be one of/, () => ["list", "--status", "nope"]],
  ["nobody there", 8, /can't be reached/, () => ["list"], () => ({ HOLDPOINT_URL: "http://localhost:9" })],
  ["503", 8, /database does not answer.*in 2 s/, () => ["list"], () => ({ HOLDPOINT_URL: stub.url })],
  ["something else", 1, /not answer as Holdpoint/, () => ["list", "runs"], () => ({ HOLDPOINT_URL: stub.url })],
  [
    "silence",
    124,
    /did not answer within 1 s/,
    () => ["workflows"],
    () => ({ HOLDPOINT_URL: stub.url, HOLDPOINT_TIMEOUT: "1" }),
  ],
];

test("a write that is cut off is sent again under the same key, so it counts once", async () => {
  const { code, stdout } = await cli.run(["cancel", waiting.run.id], { env: { HOLDPOINT_URL: stub.url } });
  expect([code, stdout]).toEqual([0, expect.stringContaining("is waiting")]);
  const keys = stub.requests.map(({ headers }) => headers["idempotency-key"]);
  expect([keys.length, new Set(keys).size, keys[0]]).toEqual([2, 1, expect.stringMatching(/^[\da-f-]{36}$/)]);
});

describe("one clear sentence and the exit code", () => {
  test.each(refused)("%s", async (_, code, says, args, env) => {
    const ended = await cli.run(args(), { env: env?.() });
    expect([ended.code, ended.stdout]).toEqual([code, ""]);
    expect(ended.stderr).toMatch(says);
    expect(ended.stderr).not.toMatch(/\n\s+at /);
  });
});

test("whoever is second is told who was first; nothing of the answer went elsewhere", async () => {
  const { run, review } = await storyInReview(dana);
  await ben.post(
    `/api/v1/reviews/${review.id}/decision`,
    { action: "accept", draftRevision: 1 },
    { Prefer: "wait=30" },
  );
  const late = await cli.run(["answer", review.id, "Darker."]);
  expect([late.code, late.stdout]).toEqual([5, ""]);
  expect(late.stderr).toMatch(/^Ben chose "Accept" at \S+Z\. Your answer was not sent\.\n$/);
  const comments = await dana.get<{ data: unknown[] }>(`/api/v1/runs/${run.id}/comments`);
  expect(comments.body.data).toEqual([]);
});

describe("login", () => {
  test("keeps address and token for its owner alone, and only a token that is known", async () => {
    const file = join(cli.folder, "config/holdpoint/config.json");
    const env = { HOLDPOINT_URL: "", HOLDPOINT_TOKEN: "" };
    const wrong = await cli.run(["login", "--url", server.url], { input: "wrong\n", env });
    expect(wrong.code).toBe(3);
    expect(() => statSync(file)).toThrow("ENOENT");

    const right = await cli.run(["login", "--url", `${server.url}/`], { input: `${server.token}\n`, env });
    expect([right.code, right.stdout]).toEqual([0, expect.stringContaining(`Signed in to ${server.url}.`)]);
    expect([statSync(file).mode & 0o777, statSync(join(file, "..")).mode & 0o777]).toEqual([0o600, 0o700]);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ url: server.url, token: server.token });
    expect(right.stdout).not.toContain(server.token);

    expect((await cli.run(["list"], { env })).code).toBe(0);
    // A kept token goes to no other server.
    const before = stub.requests.length;
    expect((await cli.run(["list"], { env: { ...env, HOLDPOINT_URL: stub.url } })).code).toBe(3);
    expect(stub.requests).toHaveLength(before);
  });
});

describe("watch", () => {
  test("outlives connections that break, without a gap or a double", async () => {
    const { run, review } = await storyInReview(dana);
    const proxy = await startCutProxy(server.url);
    const watch = cli.begin(["watch", run.id, "--json"], { HOLDPOINT_URL: proxy.url });
    await watch.until('"review.opened"');
    proxy.cut();
    await dana.post(`/api/v1/reviews/${review.id}/decision`, { action: "accept", draftRevision: 1 });
    const { code, stdout, stderr } = await watch.ended;
    const seqs = stdout
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { seq: number }).seq);
    expect([code, seqs]).toEqual([0, seqs.map((_, index) => index + 1)]);
    expect(stderr).toContain("The connection is gone; trying again.");
    expect(proxy.opened()).toBeGreaterThan(1);
    await proxy.close();
  });

  test("gives up after its time, and Ctrl-C leaves the run alone", async () => {
    const { run } = waiting;
    const late = await cli.run(["watch", run.id, "--timeout", "1"]);
    expect([late.code, late.stderr]).toEqual([124, "1 s are over; the run goes on. It is waiting.\n"]);

    const watch = cli.begin(["watch", run.id]);
    await watch.until("review.opened");
    watch.interrupt();
    expect(await watch.ended).toMatchObject({ code: 130, stderr: "Stopped watching; the run goes on.\n" });
    expect((await dana.get<RunView>(`/api/v1/runs/${run.id}`)).body.status).toBe("waiting");
  });
});
