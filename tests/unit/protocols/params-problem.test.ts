import { expect, test } from "vitest";
import { paramsProblem } from "@/lib/protocols/a2a/params-problem";

test.each([
  [undefined, null],
  [{ message: { parts: [{ text: "a" }], messageId: "1" } }, null],
  [{ message: {} }, null],
  [{ message: "a" }, /must be an object/],
  [{ message: { parts: [null] } }, /parts are a list of objects/],
  [{ message: { messageId: { a: 1 } } }, /message\.messageId must be text/],
  [{ message: { parts: [{ text: "a" }, { text: { a: 1 } }] } }, /message\.parts\[1\]\.text must be text/],
  [{ id: {} }, /^id must be text\.$/],
  [{ url: "https://a.example", id: ["x"] }, /^id must be text\.$/],
  [
    { configuration: { taskPushNotificationConfig: { authentication: { scheme: {} } } } },
    /Config\.authentication\.scheme must/,
  ],
  [{ message: { parts: [{ data: { id: 1, text: [] } }], metadata: { name: 2 } } }, null],
])("%j", (params, expected) => {
  const problem = paramsProblem(params);
  if (expected === null) expect(problem).toBeNull();
  else expect(problem).toMatch(expected);
});
