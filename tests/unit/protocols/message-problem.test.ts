import { expect, test } from "vitest";
import { messageProblem } from "@/lib/protocols/a2a/message-problem";

test.each([
  [undefined, null],
  [{ message: { parts: [{ text: "a" }], messageId: "1" } }, null],
  [{ message: {} }, null],
  [{ message: "a" }, /must be an object/],
  [{ message: { parts: [null] } }, /parts are a list of objects/],
  [{ message: { messageId: { a: 1 } } }, /message\.messageId must be text/],
  [{ message: { parts: [{ text: "a" }, { text: { a: 1 } }] } }, /message\.parts\[1\]\.text must be text/],
])("%j", (params, expected) => {
  const problem = messageProblem(params);
  if (expected === null) expect(problem).toBeNull();
  else expect(problem).toMatch(expected);
});
