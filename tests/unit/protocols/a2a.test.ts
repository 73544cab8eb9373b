import { TaskState } from "@a2a-js/sdk";
import { describe, expect, test, vi } from "vitest";
import { HoldpointError, invalid } from "@/lib/errors";
import { pushNews } from "@/lib/protocols/a2a/push-news";
import { readMessage } from "@/lib/protocols/a2a/read-message";
import { a2aError } from "@/lib/protocols/a2a/refusals";
import { reviewData } from "@/lib/protocols/a2a/review-extension";
import { frames } from "@/lib/protocols/a2a/sse";
import { taskOf } from "@/lib/protocols/a2a/task";
import { changesOf } from "@/lib/protocols/a2a/watch-task";
import type { ReviewView, RunView } from "@/lib/views/views";
import { artifact, data, message, questions, questionText, text } from "../../support/a2a";

const review = {
  id: "r1",
  runId: "t1",
  rootRunId: "t1",
  workflow: "letter",
  step: { index: 1, name: "review" },
  visit: 1,
  key: "review",
  status: "open",
  title: "A letter",
  description: "Read it.",
  form: {
    fields: [{ name: "comment", label: "Comment", type: "text", required: false }],
    actions: [
      { name: "update", label: "Update", requires: ["comment"] },
      { name: "accept", label: "Accept", requires: [] },
    ],
  },
  draft: { revision: 2, content: "Dear Ida", format: "markdown" },
  decision: null,
  assignee: null,
  may: { answer: true },
  dueAt: null,
  createdAt: "2030-01-01T00:00:00.000Z",
} satisfies ReviewView;

const run: RunView = {
  id: "t1",
  workflow: "letter",
  version: "1",
  status: "waiting",
  step: { index: 1, name: "review" },
  input: {},
  output: null,
  error: null,
  blocked: null,
  limited: false,
  parentId: null,
  parentSeq: null,
  forkedFrom: null,
  visits: {},
  rootId: "t1",
  startedBy: { kind: "person", id: "u", name: "Ana" },
  models: [],
  createdAt: "2030-01-01T00:00:00.000Z",
  updatedAt: "2030-01-01T00:00:00.000Z",
  reviews: [review],
};

describe("a run as a task", () => {
  test("waits with a text and a data part for each open review", () => {
    const task = taskOf({ ...run, reviews: [review, { ...review, id: "r2", runId: "t2", draft: null }] }, "c1");
    expect(task).toMatchObject({ id: "t1", contextId: "c1", status: { state: TaskState.TASK_STATE_INPUT_REQUIRED } });
    expect(task.status?.message?.extensions).toEqual(["urn:holdpoint:a2a:review:v1"]);
    const parts = questions(task);
    expect(parts.map((part) => reviewData.parse(part).reviewId)).toEqual(["r1", "r2"]);
    expect(parts[0]).toMatchObject({ draft: "Dear Ida", draftRevision: 2, step: { index: 1, name: "review" } });
    expect(questionText(task)).toMatch(/^Several questions are open\..+A letter \(reviewId r1\).+Dear Ida/s);
    expect(questionText(task)).toContain('Any other text becomes "Comment" and presses "Update".');
    expect(artifact(task, "draft")?.metadata).toEqual({ revision: 2 });
  });

  test.each<[string, Partial<RunView>, TaskState]>([
    ["at work", { status: "running" }, TaskState.TASK_STATE_WORKING],
    ["waiting for somebody else", { reviews: [] }, TaskState.TASK_STATE_WORKING],
    ["completed", { status: "completed", output: "Done." }, TaskState.TASK_STATE_COMPLETED],
    ["canceled", { status: "canceled" }, TaskState.TASK_STATE_CANCELED],
  ])("is %s", (_, change, state) => {
    const task = taskOf({ ...run, reviews: [], ...change }, "c1");
    expect([task.status?.state, task.status?.message]).toEqual([state, undefined]);
  });

  test("ends with its output as text or as data, or with what went wrong", () => {
    const ended = (change: Partial<RunView>) => taskOf({ ...run, reviews: [], ...change }, "c1");
    const output = (value: RunView["output"]) =>
      artifact(ended({ status: "completed", output: value }), "output")?.parts[0]?.content;
    expect(output("Done.")).toEqual({ $case: "text", value: "Done." });
    expect(output({ rounds: 2 })).toEqual({ $case: "data", value: { rounds: 2 } });
    const failed = ended({ status: "failed", error: { code: "x", message: "No model.", step: "draft" } });
    expect(questionText(failed)).toBe('Failed at step "draft": No model.');
  });

  test("changes once for each thing that is new: artifacts first, then the status", () => {
    const working = taskOf({ ...run, status: "running", reviews: [] }, "c1");
    const waiting = taskOf(run, "c1");
    const kinds = (before: typeof working, after: typeof working) =>
      changesOf(before, after).map(({ payload }) => payload?.$case);
    expect(kinds(working, waiting)).toEqual(["artifactUpdate", "statusUpdate"]);
    expect(kinds(waiting, taskOf({ ...run, updatedAt: "2031-01-01T00:00:00.000Z" }, "c1"))).toEqual([]);
    expect(kinds(waiting, working)).toEqual(["statusUpdate"]);
  });

  test("is pushed whole, in the shape of its protocol; only news makes a new picture", () => {
    const newer = pushNews(run, "c1", "1.0");
    expect(newer).toMatchObject({ contentType: "application/a2a+json", ended: false });
    expect(JSON.parse(newer.body)).toMatchObject({
      task: { id: "t1", status: { state: "TASK_STATE_INPUT_REQUIRED" } },
    });
    const older = pushNews({ ...run, updatedAt: "2031-01-01T00:00:00.000Z" }, "c1", "0.3");
    expect(JSON.parse(older.body)).toMatchObject({ kind: "task", id: "t1", status: { state: "input-required" } });
    expect(older.picture).toBe(newer.picture);
    expect(pushNews({ ...run, reviews: [{ ...review, id: "r9" }] }, "c1", "1.0").picture).not.toBe(newer.picture);
    expect(pushNews({ ...run, status: "completed", reviews: [] }, "c1", "1.0").ended).toBe(true);
  });
});

describe("a message means", () => {
  test.each<[string, Parameters<typeof message>[0], unknown]>([
    ["a text", [text(" Accept "), text("please")], { kind: "text", text: "Accept \n\nplease" }],
    [
      "a workflow with its input",
      [data({ workflow: "letter", input: { to: "Ida" } })],
      { kind: "start", workflow: "letter", input: { to: "Ida" } },
    ],
    [
      "a workflow, with a text as its input",
      [data({ workflow: "letter" }), text("To Ida")],
      { kind: "start", workflow: "letter", input: "To Ida" },
    ],
    [
      "an answer",
      [data({ reviewId: "r1", action: "update", values: { comment: "x" }, draftRevision: 2 })],
      { kind: "answer", answer: { reviewId: "r1", action: "update", values: { comment: "x" }, draftRevision: 2 } },
    ],
    ["a button alone", [data({ action: "accept" })], { kind: "answer", answer: { loose: { action: "accept" } } }],
    ["values as they are", [data({ comment: "x" })], { kind: "answer", answer: { loose: { comment: "x" } } }],
    ["a plain value", [data(["a", "b"])], { kind: "answer", answer: { loose: ["a", "b"] } }],
  ])("%s", (_, parts, intent) => {
    expect(readMessage(message(parts))).toEqual(intent);
  });

  test.each<[string, Parameters<typeof message>[0], string | RegExp]>([
    ["nothing", [text("  ")], "The message is empty: send a text or a data part."],
    ["two data parts", [data(1), data(2)], "Send one data part in a message, not several."],
    ["a text beside an answer", [text("x"), data({ action: "accept" })], /not both/],
    ["an unknown key", [data({ workflow: "letter", inputs: {} })], /inputs/],
    ["an answer with an unknown key", [data({ action: "accept", values: {}, comment: "x" })], /comment/],
    ["a file", [{ ...text(""), content: { $case: "url", value: "https://a.example" } }], /POST \/api\/v1\/files/],
  ])("nothing: %s", (_, parts, refusal) => {
    expect(() => readMessage(message(parts))).toThrow(refusal);
  });
});

test("a refusal keeps its sentence and says its code; what is no refusal says nothing of the inside", () => {
  const decided = a2aError(new HoldpointError("review_decided", "Ana was first.", { action: "accept" }));
  expect(decided).toMatchObject({
    name: "UnsupportedOperationError",
    message: "Ana was first.",
    metadata: { code: "review_decided", action: "accept" },
  });
  expect(a2aError(invalid([{ field: "comment", message: "Please fill it in." }]))).toMatchObject({
    name: "RequestMalformedError",
    metadata: { errors: '[{"field":"comment","message":"Please fill it in."}]' },
  });
  expect(a2aError(new TypeError("secret.ts:12")).message).toMatch(/^Something went wrong on our side\./);
});

describe("a stream", () => {
  const errorOf = (error: unknown) => ({ message: (error as Error).message });

  test("says something while nothing happens, and goes on where it was", async () => {
    vi.useFakeTimers();
    try {
      let tell = (_: string) => {};
      const rest = (async function* () {
        yield await new Promise<string>((resolve) => (tell = resolve));
      })();
      const stream = frames({ first: { done: false, value: 1 }, rest, errorOf });
      expect((await stream.next()).value).toBe("data: 1\n\n");
      for (const _ of [1, 2]) {
        const quiet = stream.next();
        await vi.advanceTimersByTimeAsync(15_000);
        expect((await quiet).value).toBe(":\n\n");
      }
      const next = stream.next();
      tell("two");
      expect((await next).value).toBe('data: "two"\n\n');
      expect((await stream.next()).done).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  test("ends with what went wrong, in the shape of its binding", async () => {
    const rest = (async function* (): AsyncGenerator<unknown> {
      yield 2;
      throw new Error("Gone.");
    })();
    const stream = frames({ first: { done: false, value: 1 }, rest, errorOf });
    for (const _ of [1, 2]) await stream.next();
    expect((await stream.next()).value).toBe('event: error\ndata: {"message":"Gone."}\n\n');
    expect((await stream.next()).done).toBe(true);
  });
});
