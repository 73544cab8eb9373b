import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunView } from "@/lib/views/views";
import { type Bundle, bundleFixtures, type CrashCase, crashEverywhere } from "../../support/crash/every-point";

/** What people do to runs, killed before and after each statement. */
let bundle: Bundle;

beforeAll(async () => {
  bundle = await bundleFixtures();
});

afterAll(() => bundle.remove());

const CASES: Record<string, CrashCase & { passes: string[] }> = {
  retry: {
    from: "before effect.failed",
    service: ({ headers }) => ({ status: String(headers["idempotency-key"]).endsWith(":1") ? 422 : 200, body: {} }),
    passes: ["before run.retried", "after run.retried"],
    play: async (client, { service }) => {
      const { id } = await client.start("control", { url: service.url });
      expect(await client.ended(id)).toMatchObject({ status: "failed", error: { code: "http_status" } });
      await client.post(`/runs/${id}/retry`, {});
      await client.decide((await client.inReview(id)).reviews[0], "accept");
      expect(await client.ended(id)).toMatchObject({
        status: "completed",
        output: { visits: { order: 2, review: 1 } },
      });
      return [id];
    },
  },
  rewind: {
    passes: ["before run.rewound", "after run.rewound"],
    play: async (client, { service }) => {
      const { id } = await client.start("control", { url: service.url });
      await client.inReview(id);
      await client.post(`/runs/${id}/rewind`, { seq: 1 });
      const again = await client.runWhen(id, ({ reviews }) => reviews[0]?.visit === 2);
      await client.decide(again.reviews[0], "accept", { comment: "Fine now" });
      expect(await client.ended(id)).toMatchObject({
        status: "completed",
        output: { visits: { order: 2, review: 2 } },
      });
      return [id];
    },
  },
  fork: {
    from: "before run.forked",
    passes: ["before run.forked", "after run.forked"],
    play: async (client, { service }) => {
      const { id } = await client.start("control", { url: service.url });
      await client.decide((await client.inReview(id)).reviews[0], "accept");
      const forked = await client.post<RunView>(`/runs/${id}/fork`, { seq: 2, data: { order: { status: 299 } } });
      await client.decide((await client.inReview(forked.id)).reviews[0], "accept");
      expect(await client.ended(forked.id)).toMatchObject({ status: "completed", output: { status: 299 } });
      return [id, forked.id];
    },
  },
};

describe.concurrent("a process killed at every point", () => {
  it.each(Object.entries(CASES))("%s", { timeout: 600_000 }, async (_, { passes, ...given }) => {
    expect(await crashEverywhere(bundle, given)).toEqual(expect.arrayContaining(passes));
  });
});
