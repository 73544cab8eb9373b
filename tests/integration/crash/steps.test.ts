import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunView } from "@/lib/views/views";
import { type Bundle, bundleFixtures, type CrashCase, crashEverywhere } from "../../support/crash/every-point";

/** Each kind of step, killed before and after each of its statements and effects. */
let bundle: Bundle;

beforeAll(async () => {
  bundle = await bundleFixtures();
});

afterAll(() => bundle.remove());

const review = (run: RunView, key: string) => run.reviews.find(({ title }) => title === key);

const CASES: Record<string, CrashCase & { passes: string[] }> = {
  prompt: {
    timed: true,
    passes: ["before effect", "after effect", "before effect.succeeded", "after effect.succeeded", "during call"],
    play: async (client) => {
      const { id } = await client.start("prompt", {});
      expect(await client.ended(id)).toMatchObject({ status: "completed" });
      return [id];
    },
  },
  "the whole story": {
    passes: ["before review.decided", "after effect.succeeded", "during call"],
    play: async (client) => {
      const { id } = await client.start("write-story", { prompt: "A clock" });
      await client.decide((await client.inReview(id)).reviews[0], "update", { comment: "Call her Mira" });
      const second = await client.runWhen(id, ({ reviews }) => reviews[0]?.draft?.revision === 2);
      await client.decide(second.reviews[0], "accept");
      expect(await client.ended(id)).toMatchObject({ status: "completed", output: { rounds: 2 } });
      return [id];
    },
  },
  "prompt with a schema, and its repair": {
    model: ({ body }) => ({
      kind: "ok",
      text: JSON.stringify({ urgency: JSON.stringify(body).includes("does not fit") ? 4 : 9 }),
    }),
    passes: ["during call"],
    play: async (client, { calls }) => {
      const { id } = await client.start("structured", {});
      expect(await client.ended(id)).toMatchObject({ status: "completed", output: { urgency: 4 } });
      expect(calls).toContain(`${id}:1:repair`);
      return [id];
    },
  },
  form: {
    everyPost: true,
    passes: ["before review.decided", "after review.decided"],
    play: async (client) => {
      const { id } = await client.start("form", {});
      await client.decide((await client.inReview(id)).reviews[0], "update", { comment: "Shorter" });
      await client.decide((await client.inReview(id)).reviews[0], "accept");
      expect(await client.ended(id)).toMatchObject({ status: "completed", output: { rounds: 2, by: "Dana" } });
      return [id];
    },
  },
  "form with a file, and a deadline that is moved": {
    everyPost: true,
    passes: [
      ...["before insert into file_chunks", "before update files", "after review.rescheduled"],
      "before insert into idempotency_keys",
    ],
    play: async (client) => {
      const { id } = await client.start("upload", {});
      const [review] = (await client.inReview(id)).reviews;
      if (review) await client.reschedule(review, new Date(Date.now() + 7_200_000));
      await client.decide(review, "send", { receipt: await client.upload("receipt.pdf", new Uint8Array(600_000)) });
      expect(await client.ended(id)).toMatchObject({ status: "completed", output: 600_000 });
      return [id];
    },
  },
  "several reviews of one step": {
    passes: ["before review.decided"],
    play: async (client) => {
      const { id } = await client.start("votes", {});
      const { reviews } = await client.inReview(id, 3);
      for (const [index, action] of ["yes", "no", "yes"].entries()) await client.decide(reviews[index], action);
      expect(await client.ended(id)).toMatchObject({ status: "completed", output: ["yes", "no", "yes"] });
      return [id];
    },
  },
  "deadlines, one with an action and one with a target": {
    passes: ["before time.passed", "after time.passed"],
    play: async (client) => {
      const { id } = await client.start("deadline", {});
      const done = await client.ended(id);
      expect(done).toMatchObject({ status: "completed", output: { first: "go", second: "expired" } });
      return [id];
    },
  },
  code: {
    passes: ["before once", "after once", "before effect.suspended", "after effect.suspended", "during call"],
    play: async (client, { service }) => {
      const { id } = await client.start("code", { url: service.url });
      const two = await client.inReview(id, 2);
      await client.decide(review(two, "Size?"), "continue", { answer: "L" });
      await client.decide(review(two, "Color?"), "continue", { answer: "red" });
      const one = await client.runWhen(id, (run) => review(run, "Sure?") !== undefined);
      await client.decide(review(one, "Sure?"), "continue", { answer: "yes" });
      const output = { charged: 200, together: ["L", "red"], shipped: 200, sure: "yes" };
      expect(await client.ended(id)).toMatchObject({ status: "completed", output });
      return [id];
    },
  },
  "agents, and one of them asked": {
    passes: ["before effect", "after effect", "before effect.succeeded", "after effect.succeeded", "during call"],
    play: async (client) => {
      const { id } = await client.start("agents", {});
      expect(await client.ended(id)).toMatchObject({
        status: "completed",
        output: expect.stringMatching(/^Weather: ./),
      });
      return [id];
    },
  },
  "http, busy at first": {
    service: (_, nth) => (nth === 1 ? { status: 503, body: {} } : { status: 200, body: { receipt: 1 } }),
    passes: ["before effect.failed", "after effect.failed", "before lease.claimed", "during call"],
    play: async (client, { service }) => {
      const { id } = await client.start("http", { url: service.url });
      expect(await client.ended(id)).toMatchObject({ status: "completed", output: { receipt: 1 } });
      return [id];
    },
  },
  "set and branch": {
    beginning: true,
    passes: ["before run.started", "after run.started"],
    play: async (client) => {
      const { id } = await client.start("pure", {});
      expect(await client.ended(id)).toMatchObject({ status: "completed", output: 3 });
      return [id];
    },
  },
  timer: {
    passes: ["before time.passed", "after time.passed"],
    play: async (client) => {
      const { id } = await client.start("timer", {});
      expect(await client.ended(id)).toMatchObject({ status: "completed", output: "rested" });
      return [id];
    },
  },
  "signals, early and late": {
    passes: ["before signal.received", "after signal.received"],
    play: async (client) => {
      const { id } = await client.start("signal", {});
      await client.post(`/runs/${id}/signals`, { name: "payment", data: 1 });
      await client.post(`/runs/${id}/signals`, { name: "payment", id: "own", data: 2 });
      await client.decide((await client.inReview(id)).reviews[0], "go");
      await client.runWhen(id, ({ step }) => step?.name === "last");
      await client.post(`/runs/${id}/signals`, { name: "receipt", data: 3 });
      expect(await client.ended(id)).toMatchObject({ status: "completed", output: [1, 2, 3] });
      return [id];
    },
  },
  "a wait that nobody ends": {
    passes: ["before time.passed", "after time.passed"],
    play: async (client) => {
      const { id } = await client.start("expire", {});
      expect(await client.ended(id)).toMatchObject({ status: "failed", error: { code: "expired" } });
      return [id];
    },
  },
};

describe.concurrent("a process killed at every point", () => {
  it.each(Object.entries(CASES))("%s", { timeout: 600_000 }, async (_, { passes, ...given }) => {
    expect(await crashEverywhere(bundle, given)).toEqual(expect.arrayContaining(passes));
  });
});
