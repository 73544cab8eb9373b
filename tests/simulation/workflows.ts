import { text, textarea, workflow } from "@/lib/workflow";
import { release } from "./release";

const retry = { attempts: 3, backoffMs: 1_000, maxBackoffMs: 2_000 };

const section = workflow("section", { title: "Section", input: { about: text({ label: "About" }) } })
  .prompt("write", { assistant: "writer", draft: true, messages: () => [], retry })
  .form("check", {
    draft: true,
    fields: { comment: textarea({ label: "Comment" }) },
    comment: "comment",
    actions: { ok: { label: "OK" }, again: { label: "Again", requires: ["comment"], to: "write" } },
    deadline: { afterMs: 60_000, action: "ok" },
  })
  .end("done", { output: ({ draft }) => draft?.content ?? "nothing" })
  .build();

const story = workflow("story", { title: "Story", input: { about: text({ label: "About" }) } })
  .prompt("draft", { assistant: "writer", draft: true, messages: () => [], retry })
  .form("review", {
    draft: true,
    fields: { comment: textarea({ label: "Comment" }) },
    comment: "comment",
    actions: { accept: { label: "Accept" }, update: { label: "Update", requires: ["comment"], to: "draft" } },
  })
  .end("done", { output: ({ draft }) => draft?.content ?? "" })
  .build();

/** The story as it is after a deploy: a step has another name, and the deadline is new. */
const laterStory = workflow("story", {
  title: "Story",
  version: 2,
  input: { about: text({ label: "About" }) },
  migrate: { from: 1, steps: { review: "judge" } },
})
  .prompt("draft", { assistant: "writer", draft: true, messages: () => [], retry })
  .form("judge", {
    draft: true,
    fields: { comment: textarea({ label: "Comment" }) },
    comment: "comment",
    actions: { accept: { label: "Accept" }, update: { label: "Update", requires: ["comment"], to: "draft" } },
    deadline: { afterMs: 90_000, to: "done" },
  })
  .end("done", { output: ({ draft }) => draft?.content ?? "" })
  .build();

const booking = workflow("booking", { title: "Booking", input: {} })
  .code("book", {
    run: async (_, { ask, once }) => {
      const paid = await once("charge", async (key) => key);
      const [name, age] = await Promise.all([ask("name"), ask("age", { dueAfterMs: 40_000 })]);
      const sent = await once("send", async (key) => key);
      return { paid, sent, name, age: age.action };
    },
    retry,
  })
  .http("order", { request: () => ({ method: "POST", url: "https://shop.example/orders" }), retry, onError: "sorry" })
  .end("done", { output: ({ outputs }) => outputs.book })
  .end("sorry", { output: () => null })
  .build();

const part = { run: section, input: () => ({ about: "it" }) };

const panel = workflow("panel", { title: "Panel", input: {}, expireAfterMs: 300_000 })
  .forms("votes", {
    each: () => [{ key: "one" }, { key: "two" }],
    fields: { reason: textarea({ label: "Reason" }) },
    actions: { yes: { label: "Yes" }, no: { label: "No" } },
    deadline: { afterMs: 45_000, action: "no" },
  })
  .each("sections", { items: () => [1, 2, 3], run: section, input: (of) => ({ about: `${of}` }), concurrency: 2 })
  .end("done", { output: ({ outputs }) => outputs.sections })
  .build();

const race = workflow("race", { title: "Race", input: {} })
  .race("first", { branches: { fast: part, careful: part }, onError: "done" })
  .parallel("views", { branches: { legal: part, press: part }, onError: "done" })
  .end("done", { output: ({ outputs }) => outputs.first ?? null })
  .build();

const hearing = workflow("hearing", { title: "Hearing", input: {}, expireAfterMs: 200_000 })
  .signal("hear", { signal: "go" })
  .timer("rest", { until: () => 5_000 })
  .signal("again", { signal: "go" })
  .workflow("inner", part)
  .end("done", { output: ({ outputs }) => [outputs.hear ?? null, outputs.again ?? null] })
  .build();

const others = [booking, panel, race, hearing];

/** What is deployed at first, and what after it: the new version alone, or beside the old one. */
export const RELEASES = {
  first: release(story, ...others),
  second: release(laterStory, ...others),
  both: release(story, laterStory, ...others),
};

export const WORKFLOWS = ["story", "booking", "race", "panel", "hearing"] as const;
