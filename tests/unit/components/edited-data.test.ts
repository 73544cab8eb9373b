import { expect, it } from "vitest";
import { editedData } from "@/components/runs/control/edited-data";

const given = { sum: { round: 1, invoice: "A" }, text: "Hello" };

it("sends only the outputs that were changed or added", () => {
  expect(editedData(JSON.stringify(given), given)).toEqual({ changed: {} });
  expect(editedData('{"sum": {"round": 2}, "text": "Hello", "extra": null}', given)).toEqual({
    changed: { sum: { round: 2 }, extra: null },
  });
});

it("W12: says what is wrong with what was typed", () => {
  expect(editedData("{", given)).toEqual({ problem: expect.stringContaining("not JSON") });
  expect(editedData('{"sum": {"id": 9007199254740993}}', given)).toEqual({
    problem: expect.stringContaining("sum.id is 9007199254740993, which would become 9007199254740992"),
  });
  expect(editedData("[]", given)).toEqual({ problem: expect.stringContaining("an object") });
  expect(editedData('{"sum": 1}', given)).toEqual({ problem: expect.stringContaining("not removed: text") });
});
