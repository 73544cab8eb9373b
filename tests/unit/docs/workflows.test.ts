import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { compile } from "@/lib/engine/definition/compile";
import type { WorkflowDefinition } from "@/lib/engine/definition/definition";
import type { Step } from "@/lib/engine/steps";
import { testRun } from "@/lib/testing";
import article from "../../fixtures/docs/article";
import booking from "../../fixtures/docs/booking";
import delivery from "../../fixtures/docs/delivery";
import errand from "../../fixtures/docs/errand";
import length from "../../fixtures/docs/length";
import opinions from "../../fixtures/docs/opinions";
import panel from "../../fixtures/docs/panel";
import poem from "../../fixtures/docs/poem";
import purchase from "../../fixtures/docs/purchase";
import sort from "../../fixtures/docs/sort";
import vote from "../../fixtures/docs/vote";

const says = (messages: { content: string }[]) => `On ${messages.at(-1)?.content}`;

/** Each example with the story it is told for. */
const EXAMPLES: Record<string, { example: WorkflowDefinition; play(): Promise<void> }> = {
  poem: {
    example: poem,
    play: async () => {
      const run = await testRun(poem, { input: { about: "A clock" }, models: { writer: ["First", "Second"] } });
      await run.until("review");
      await run.as("Ada").decide("update", { comment: "Shorter" });
      expect(run.form).toMatchObject({ title: "A clock", draft: "Second" });
      await run.clock.advance({ days: 3 });
      expect(run.output).toMatchObject({ text: "Second" });
    },
  },
  vote: {
    example: vote,
    play: async () => {
      const run = await (await testRun(vote)).until("votes");
      await run.as("Ada").formOf("ada").decide("yes");
      await run.as("Ben").formOf("anybody").decide("no", { reason: "Too long" });
      expect(run.output).toBe(1);
    },
  },
  delivery: {
    example: delivery,
    play: async () => {
      const run = await (await testRun(delivery)).until("rest");
      await run.signal("payment", { paid: 12 });
      await run.clock.advance({ minutes: 1 });
      await run.until("morning");
      await run.clock.advanceTo("2030-01-02T08:00:00Z");
      expect(run.output).toEqual({ paid: 12 });
    },
  },
  length: {
    example: length,
    play: async () => {
      expect((await (await testRun(length)).untilEnd()).output).toEqual({ parts: 1 });
      expect((await (await testRun(length, { input: { words: 1_200 } })).untilEnd()).output).toEqual({ parts: 3 });
    },
  },
  article: {
    example: article,
    play: async () => {
      const run = await (await testRun(article, { models: { writer: says } })).untilEnd();
      expect(run.output).toEqual(["On Tea", "On Cups", "On The end of On Tea On Cups"]);
    },
  },
  opinions: {
    example: opinions,
    play: async () => {
      const run = await (await testRun(opinions)).until("views");
      await run.formOf("Press").decide("bad");
      await run.formOf("Legal").decide("good");
      await run.until("first");
      await run.formOf("Ben").decide("good");
      expect(run.output).toEqual({ legal: "good", press: "bad", ben: "good" });
    },
  },
  panel: {
    example: panel,
    play: async () => {
      const run = await testRun(panel, { models: { writer: says, editor: says } });
      await run.untilEnd();
      expect(run.output).toBe('On {"plain":"On plain","bold":"On bold"}');
    },
  },
  sort: {
    example: sort,
    play: async () => {
      const clerk = [
        { topic: "weather", urgency: 9 },
        { topic: "bill", urgency: 2 },
      ];
      const run = await testRun(sort, { input: { mail: "My bill is wrong" }, models: { clerk } });
      expect((await run.untilEnd()).output).toEqual({ topic: "bill", urgency: 2 });
    },
  },
  purchase: {
    example: purchase,
    play: async () => {
      const input = { size: "m" };
      const bought = await testRun(purchase, { input, http: { order: [{ status: 503 }, { status: 201 }] } });
      expect((await bought.untilEnd()).output).toEqual({ status: 201 });
      const refused = await testRun(purchase, { input, http: { order: [{ status: 422 }] } });
      expect((await refused.untilEnd()).output).toEqual({ status: 0 });
    },
  },
  errand: {
    example: errand,
    play: async () => {
      const run = await testRun(errand, {
        input: { task: "Will it rain?" },
        found: { found: [["Weather"]] },
        agents: { Weather: ["It will."] },
      });
      expect((await run.untilEnd()).output).toBe("It will.");
    },
  },
  booking: {
    example: booking,
    play: async () => {
      const run = await (await testRun(booking, { input: { city: "Porto" } })).until("trip");
      await run.as("Ada").decide("continue", { choice: "Tent in Porto" });
      expect(run.output).toEqual({ offer: "Tent in Porto", receipt: `for ${run.id}:1:book`, by: "Ada" });
    },
  },
};

const root = join(import.meta.dirname, "../../..");
const docs = readFileSync(join(root, "docs/workflows.md"), "utf8");

it.each(Object.entries(EXAMPLES))("the example %s of docs/workflows.md runs", async (name, { play }) => {
  const file = readFileSync(join(root, `tests/fixtures/docs/${name}.ts`), "utf8");
  const shown = file.replaceAll(/^import .*\n+/gm, "").replaceAll(/^(?=.)/gm, "    ");
  expect(docs.includes(shown), `docs/workflows.md shows this as it stands in its file:\n\n${shown}`).toBe(true);
  await play();
});

it("every kind of step has such an example", () => {
  const files = readdirSync(join(root, "tests/fixtures/docs")).map((file) => file.replace(/\.ts$/, ""));
  expect(Object.keys(EXAMPLES).sort()).toEqual(files.sort());
  const steps = Object.values(EXAMPLES).flatMap(({ example }) => compile(example, "1-test").steps);
  const kinds: Record<Step["kind"], boolean> = {
    ...{ prompt: true, http: true, code: true, agent: true, agents: true, form: true, timer: true, signal: true },
    ...{ each: true, parallel: true, race: true, workflow: true, set: true, branch: true, end: true },
  };
  expect([...new Set(steps.map(({ kind }) => kind))].sort()).toEqual(Object.keys(kinds).sort());
  expect(steps.some((step) => step.kind === "form" && !step.single)).toBe(true);
});
