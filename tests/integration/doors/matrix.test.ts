import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CommentView, Page } from "@/lib/views/views";
import { doors, settled } from "../../support/doors";
import { type FaultServer, startFaultServer } from "../../support/fault-server";
import { addToken, bearer, type Client, restClient } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

let model: FaultServer;
let server: TestServer;
let dana: Client;
let people: Client[];

beforeAll(async () => {
  model = await startFaultServer();
  // Dana alone sends more requests here than one person may.
  server = await startServer({
    env: {
      OPENAI_BASE_URL: model.baseUrl,
      OPENAI_API_KEY: model.apiKey,
      HOLDPOINT_CHAT_WORKFLOW: "write-story",
      HOLDPOINT_RATE_LIMIT: "0",
    },
  });
  dana = restClient(server.url, bearer(server.token));
  const others = await Promise.all(["ana", "ben"].map((name) => addToken(server.databaseUrl, name)));
  people = [dana, ...others.map((token) => restClient(server.url, bearer(token)))];
});

afterAll(async () => {
  await server?.stop();
  await model?.close();
});

const pairs = doors.flatMap((from) => doors.map((to) => [from.name, to.name, from, to] as const));

test.each(pairs)("a story started at %s is updated and accepted at %s", async (_from, _to, from, to) => {
  const runId = await from.start(dana);
  const update = await to.look(dana, runId);
  expect((await update({ action: "update", comment: "Name her Ida." })).status).toBe(200);
  const accept = await to.look(dana, runId);
  expect((await accept({ action: "accept" })).status).toBe(200);
  expect(await settled(dana, runId)).toMatchObject({ status: "completed", output: { rounds: 2 } });
  const comments = await dana.get<Page<CommentView>>(`/api/v1/runs/${runId}/comments`);
  expect(comments.body.data).toMatchObject([{ text: "Name her Ida.", draftRevision: 1 }]);
});

/** Who looks first, and who is quicker. A conversation is its person's: besides her an admin sees it. */
function overtaken(door: string): [Client, Client] {
  const [dana, ana] = people as [Client, Client];
  return door.includes("chat") ? [ana, dana] : [dana, ana];
}

describe("the form answered is the form that was shown", () => {
  // Nobody else is let into a conversation: those are one person's at both of its doors.
  const others = pairs.filter(([from, to]) => from !== to && !(from.includes("chat") && to.includes("chat")));

  test.each(others)(
    "who looked at %s and is overtaken at %s is told so, and answers no later form",
    async (...pair) => {
      const [, , slow, quick] = pair;
      const [first, second] = overtaken(slow.name);
      const runId = await slow.start(first);
      const late = await slow.look(first, runId);
      const early = await quick.look(second, runId);
      expect((await early({ action: "update", comment: "Darker." })).status).toBe(200);
      const { reviews } = await settled(first, runId);
      expect(reviews).toMatchObject([{ draft: { revision: 2 } }]);

      const refusal = slow.refusal(await late({ action: "accept" }));

      expect(refusal).toMatch(/^(Ana|Dana) chose "Update with comments" at \S+Z\. Your answer was not sent\.$/);
      expect((await settled(first, runId)).reviews).toEqual(reviews);
      const again = await slow.look(first, runId);
      expect((await again({ action: "accept" })).status).toBe(200);
      expect(await settled(first, runId)).toMatchObject({ status: "completed", output: { rounds: 2 } });
    },
  );
});

test("of 50 answers at once over all doors one wins, and every loser is told in its own dialect", async () => {
  const runId = await doors[0]?.start(dana);
  if (!runId) throw new Error("There is no door.");
  const ready = [];
  for (let index = 0; index < 50; index++) {
    const door = doors[index % doors.length];
    const client = people[index % 4 === 3 ? 0 : index % 4];
    if (!door || !client) throw new Error("There is nobody.");
    ready.push({ door, send: await door.look(client, runId), comment: `Change number ${index}` });
  }

  const replies = await Promise.all(
    ready.map(async ({ door, send, comment }) => ({ door, comment, reply: await send({ action: "update", comment }) })),
  );

  const winners = replies.filter(({ reply }) => reply.status === 200);
  expect(winners).toHaveLength(1);
  for (const { door, reply } of replies) {
    if (reply.status === 200) continue;
    expect(door.refusal(reply)).toMatch(
      /^(Ana|Ben|Dana) chose "Update with comments" at \S+Z\. Your answer was not sent\.$/,
    );
  }
  const comments = await dana.get<Page<CommentView>>(`/api/v1/runs/${runId}/comments`);
  expect(comments.body.data.map(({ text }) => text)).toEqual([winners[0]?.comment]);
});
