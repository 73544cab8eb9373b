import { describe, expect, it } from "vitest";
import type { CodeEnd, CodeJob } from "@/lib/code/messages";
import { runCode } from "@/lib/code/run-code";
import type { CodeDefinition } from "@/lib/engine/steps/code";
import type { Json } from "@/lib/engine/types";
import { number } from "@/lib/workflow/fields";

type Run = CodeDefinition["run"];

/** A code step that is executed as often as need be; answers and recorded results are kept in between. */
function play(answers: Record<string, string> = {}) {
  const recorded: Record<string, Json> = {};
  const job = (): CodeJob => ({
    file: "none",
    workflow: "flow",
    version: "1",
    step: "intake",
    key: "run:4",
    context: {
      input: {},
      outputs: {},
      visits: {},
      draft: null,
      comments: [],
      startedBy: { kind: "person", id: "ana", name: "Ana" },
    },
    answers: Object.fromEntries(
      Object.entries(answers).map(([key, answer]) => [
        key,
        {
          by: { kind: "person", id: "ana", name: "Ana" },
          action: "continue",
          values: { answer },
          at: "2030-01-01T00:00:00.000Z",
        },
      ]),
    ),
    results: { ...recorded },
    maxBytes: 1_000,
  });
  const record = async (key: string, json: string) => {
    recorded[key] ??= JSON.parse(json) as Json;
    return JSON.stringify(recorded[key]);
  };
  const read = async (fileId: string) => new TextEncoder().encode(`content of ${fileId}`);
  return { answers, recorded, run: (run: Run) => runCode(run, job(), { record, read }) };
}

const asked = (end: CodeEnd) => (end.type === "suspended" ? end.asks.map(({ key }) => key) : end);
const failed = (code: string, ...words: string[]) => ({
  type: "failed",
  error: { code, retryable: false, message: expect.stringMatching(new RegExp(words.join(".*"), "s")) },
});

describe("ask", () => {
  it("needs neither key nor form: the key is then the step's name", async () => {
    const step = play();
    const run: Run = async (_, { ask }) => `Hello ${await ask()}`;
    const end = await step.run(run);
    expect(end).toMatchObject({
      type: "suspended",
      asks: [
        {
          key: "intake",
          form: { fields: [{ name: "answer", type: "text", required: true }], actions: [{ label: "Continue" }] },
        },
      ],
    });
    step.answers.intake = "Ben";
    expect(await step.run(run)).toEqual({ type: "done", json: '"Hello Ben"' });
  });

  it("asks the question that is its key", async () => {
    const end = await play().run((_, { ask }) => ask("Your name?"));
    expect(end).toMatchObject({
      asks: [{ key: "Your name?", title: "Your name?", form: { fields: [{ label: "Your name?" }] } }],
    });
  });

  it("may have any key", async () => {
    expect(asked(await play().run((_, { ask }) => ask("constructor")))).toEqual(["constructor"]);
  });

  it("answers with action, values and author where it has a form", async () => {
    const step = play({ age: "7" });
    const run: Run = async (_, { ask }) => await ask("age", { fields: { answer: number({ label: "Age" }) } });
    const end = await step.run(run);
    expect(JSON.parse((end as { json: string }).json)).toMatchObject({
      action: "continue",
      by: { name: "Ana" },
      values: { answer: "7" },
    });
  });

  it("opens questions that are asked together together, and those after them later", async () => {
    const step = play();
    const run: Run = async (_, { ask }) => {
      const [first, last] = await Promise.all([ask("first"), (async () => ask("last"))()]);
      return [first, last, await ask("nick")];
    };
    expect(asked(await step.run(run))).toEqual(["first", "last"]);
    Object.assign(step.answers, { first: "Ada", last: "King" });
    expect(asked(await step.run(run))).toEqual(["nick"]);
    step.answers.nick = "A";
    expect(await step.run(run)).toEqual({ type: "done", json: '["Ada","King","A"]' });
  });

  it("unwinds finally, and knows a suspension that was wrapped with its cause", async () => {
    let cleaned = false;
    const end = await play().run(async (_, { ask, signal }) => {
      try {
        return await ask("a");
      } catch (cause) {
        throw new Error("More about it", { cause });
      } finally {
        cleaned = signal.aborted;
      }
    });
    expect(asked(end)).toEqual(["a"]);
    expect(cleaned).toBe(true);
  });
});

describe("mistakes name both sides", () => {
  it("a second ask under a used key, even when the error is caught", async () => {
    const end = await play({ age: "7" }).run(async (_, { ask }) => {
      await ask("age", { title: "How old are you?" });
      return ask("age", { title: "And your friend?" }).catch(() => "nothing");
    });
    expect(end).toMatchObject(failed("key_used_twice", "intake", '"age"', "How old are you", "And your friend"));
  });

  it("once and ask under one key", async () => {
    const end = await play().run(async (_, { ask, once }) => {
      await once("age", () => 1);
      return ask("age");
    });
    expect(end).toMatchObject(failed("key_used_twice", '"age"', "once", "ask"));
  });

  it.each<[string, Run]>([
    ["caught", async (_, { ask }) => ask("age").catch(() => "none")],
    ["replaced", async (_, { ask }) => ask("age").catch(() => Promise.reject(new Error("Mine")))],
    ["not awaited", async (_, { ask }) => void ask("age")],
    ["settled", async (_, { ask }) => (await Promise.allSettled([ask("age")])).length],
  ])("a swallowed suspension: %s", async (_, run) => {
    expect(await play().run(run)).toMatchObject(failed("suspension_swallowed", "intake", '"age"'));
  });

  it("a key that vanished: renamed, or gone", async () => {
    expect(await play({ age: "7" }).run((_, { ask }) => ask("years"))).toMatchObject(
      failed("ask_vanished", "intake", '"age"', '"years"'),
    );
    expect(await play({ age: "7" }).run(() => 1)).toMatchObject(failed("ask_vanished", '"age"'));
  });

  it("a form that can't be shown", async () => {
    const end = await play().run((_, { ask }) => ask("age", { actions: {} }));
    expect(end).toMatchObject(failed("bad_form", '"age"', "at least one action"));
  });
});

describe("once", () => {
  it("is done once, under a key of its own, whatever comes after it", async () => {
    const step = play();
    const keys: string[] = [];
    const run: Run = async (_, { ask, once }) => {
      const receipt = await once("charge", (key) => {
        keys.push(key);
        return { receipt: keys.length };
      });
      return { receipt, name: await ask("name") };
    };
    await step.run(run);
    await step.run(run);
    step.answers.name = "Ben";
    expect(await step.run(run)).toEqual({ type: "done", json: '{"receipt":{"receipt":1},"name":"Ben"}' });
    expect(keys).toEqual(["run:4:charge"]);
  });

  it("gives whoever comes second the recorded result", async () => {
    const step = play();
    const end = await step.run((_, { once }) =>
      once("charge", () => {
        step.recorded.charge = "by somebody else";
        return "mine";
      }),
    );
    expect(end).toEqual({ type: "done", json: '"by somebody else"' });
  });

  it("records nothing as null, and comes to its end before the step stops", async () => {
    const step = play();
    let release = () => {};
    const ended = step.run(async (_, { ask, once }) => {
      await Promise.all([ask("a"), once("mail", () => new Promise<void>((resolve) => (release = resolve)))]);
    });
    await new Promise((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))));
    release();
    expect(asked(await ended)).toEqual(["a"]);
    expect(step.recorded).toEqual({ mail: null });
  });
});

describe("a result", () => {
  it.each<[string, Run]>([
    ["result_too_large", () => "x".repeat(1_001)],
    ["result_too_large", (_, { once }) => once("big", () => "x".repeat(1_001))],
    ["result_not_json", () => 1n],
    ["result_not_json", () => () => 1],
  ])("that can't be kept is %s", async (code, run) => {
    expect(await play().run(run)).toMatchObject(failed(code, "intake"));
  });

  it("that is a thrown error may be tried again, unless the error says otherwise", async () => {
    const fail = (extra: object) => play().run(() => Promise.reject(Object.assign(new Error("No"), extra)));
    expect(await fail({})).toEqual({ type: "failed", error: { code: "code_failed", message: "No", retryable: true } });
    expect(await fail({ code: "mine", retryable: false })).toMatchObject({ error: { code: "mine", retryable: false } });
  });
});

it("reads files by their id or reference, as long as the step lasts", async () => {
  const { run } = play();
  let late: Promise<unknown> = Promise.resolve();
  const end = await run(async (_, { files }) => {
    const [one, two] = await Promise.all([
      files.read("a"),
      files.read({ id: "b", name: "b.txt", type: "text/plain", size: 1 }),
    ]);
    setImmediate(() => {
      late = files.read("c");
    });
    return [one, two].map((bytes) => new TextDecoder().decode(bytes));
  });
  expect(end).toEqual({ type: "done", json: '["content of a","content of b"]' });
  await new Promise(setImmediate);
  await expect(late).rejects.toThrow();
});
