import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { crashAmongPeers } from "../../support/crash/among-peers";
import { type Bundle, bundleFixtures, type CrashCase, crashEverywhere } from "../../support/crash/every-point";

/** Steps that run other runs, killed before and after each of their statements and effects. */
let bundle: Bundle;

beforeAll(async () => {
  bundle = await bundleFixtures();
});

afterAll(() => bundle.remove());

const CASES: Record<string, CrashCase & { passes: string[] }> = {
  each: {
    branches: true,
    passes: ["before branch.ended", "after branch.ended", "before effect.succeeded", "during call"],
    play: async (client, { service }) => {
      const { id } = await client.start("each", { url: service.url });
      const output = [1, 2, 3].map((of) => ({ of, status: 200 }));
      expect(await client.ended(id)).toMatchObject({ status: "completed", output });
      return [id];
    },
  },
  "parallel and workflow": {
    branches: true,
    passes: ["before branch.ended", "after branch.ended", "before review.decided", "during call"],
    play: async (client) => {
      const { id } = await client.start("sides", {});
      await client.decide((await client.inReview(id)).reviews[0], "go", { name: "Mira" });
      const sign = await client.runWhen(id, ({ step, reviews }) => step?.name === "sign" && reviews.length === 1);
      await client.decide(sign.reviews[0], "go", { name: "Ida" });
      expect(await client.ended(id)).toMatchObject({ status: "completed", output: { person: "Mira", signed: "Ida" } });
      return [id];
    },
  },
  race: {
    branches: true,
    passes: ["before review.decided", "before branch.ended", "before run.canceled", "after run.canceled"],
    play: async (client) => {
      const { id } = await client.start("race", {});
      const { reviews } = await client.inReview(id, 2);
      const [ana, ben] = reviews.toSorted((a, b) => a.workflow.localeCompare(b.workflow));
      await client.decide(ana, "go");
      // Who lost is told so, and never gets an empty yes.
      await client.post(`/reviews/${ben?.id}/decision`, { action: "go", values: {} }, 409);
      expect(await client.ended(id)).toMatchObject({ status: "completed", output: { output: "Dana" } });
      return [id];
    },
  },
  "race of all, combined by a person": {
    branches: true,
    passes: ["before branch.ended", "after branch.ended", "before review.decided", "during call"],
    play: async (client) => {
      const { id } = await client.start("panel", {});
      await client.decide((await client.inReview(id)).reviews[0], "ok");
      expect(await client.ended(id)).toMatchObject({ status: "completed", output: expect.stringContaining("a test") });
      return [id];
    },
  },
  "a branch that fails": {
    branches: true,
    service: () => ({ status: 422, body: {} }),
    passes: ["before effect.failed", "after effect.failed", "before branch.ended", "before run.canceled"],
    play: async (client, { service }) => {
      const { id } = await client.start("tree", { url: service.url });
      const { reviews } = await client.inReview(id, 2);
      await client.decide(
        reviews.find(({ workflow }) => workflow === "tree/both/order"),
        "go",
      );
      expect(await client.ended(id)).toMatchObject({ status: "failed", error: { code: "branch_failed" } });
      return [id];
    },
  },
  "cancel, with branches below branches": {
    from: "before run.canceled",
    branches: true,
    passes: ["before run.canceled", "after run.canceled"],
    play: async (client, { service }) => {
      const { id } = await client.start("tree", { url: service.url });
      await client.inReview(id, 2);
      await client.post(`/runs/${id}/cancel`, { reason: "Enough" });
      expect(await client.ended(id)).toMatchObject({ status: "canceled" });
      return [id];
    },
  },
};

describe.concurrent("a process killed at every point", () => {
  it("two processes, of which either is killed at any point, and the other goes on alone", {
    timeout: 600_000,
  }, async () => {
    const died = await crashAmongPeers(bundle, { ...(CASES.each as CrashCase), serviceMs: 200 });
    expect(died).toContain("0: after run.started");
    expect(died).toContain("1: before effect");
  });

  it.each(Object.entries(CASES))("%s", { timeout: 600_000 }, async (_, { passes, ...given }) => {
    expect(await crashEverywhere(bundle, given)).toEqual(expect.arrayContaining(passes));
  });
});
