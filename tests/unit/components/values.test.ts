import { describe, expect, test } from "vitest";
import { checkValues } from "@/components/forms/check-values";
import { asText, initialValues, isTouched, toValues } from "@/components/forms/values";
import type { FieldSpec } from "@/lib/forms/spec";

const comment: FieldSpec = { name: "comment", label: "Comment", type: "textarea", required: false };
const words: FieldSpec = { name: "words", label: "Words", type: "number", required: false, default: 200, max: 500 };
const urgent: FieldSpec = { name: "urgent", label: "Urgent", type: "checkbox", required: false };
const fields = [comment, words, urgent];

describe("what a form sends", () => {
  test("leaves out what is empty, but says so where there is a default", () => {
    expect(toValues(fields, { comment: "  ", words: "", urgent: false })).toEqual({ words: "", urgent: false });
  });

  test("W9: reads numbers, and makes none of what may mean two", () => {
    expect(toValues([words], { words: " 12 " })).toEqual({ words: 12 });
    expect(toValues([words], { words: "1,500" })).toEqual({ words: "1,500" });
  });

  test("W9: keeps what is no number, so that it can be said", () => {
    expect(checkValues({ fields: [words] }, undefined, { words: "1,500" }).errors).toEqual([
      { field: "words", message: "Words must be a number. Write 1500 or 1.500, whichever you mean." },
    ]);
    expect(checkValues({ fields: [words] }, undefined, { words: "many" }).errors).toEqual([
      { field: "words", message: "Words must be a number. Write digits, like 1500 or -2.5." },
    ]);
  });

  test("asks for what the pressed button needs, and only that", () => {
    const action = (requires: string[]) => ({ name: "a", label: "A", requires });
    const raw = initialValues(fields);
    expect(checkValues({ fields }, action(["comment"]), raw).errors.map(({ field }) => field)).toEqual(["comment"]);
    expect(checkValues({ fields }, action([]), raw).errors).toEqual([]);
  });
});

test("a form is touched when something differs from what it began with", () => {
  expect(isTouched(fields, initialValues(fields))).toBe(false);
  expect(isTouched(fields, { ...initialValues(fields), words: "201" })).toBe(true);
});

test("one text is copied as it is, several under their labels", () => {
  const raw = initialValues(fields);
  expect(asText(fields, { ...raw, comment: "Warmer, please." })).toBe("Warmer, please.");
  expect(asText(fields, { ...raw, comment: "Warmer.", urgent: true })).toBe("Comment: Warmer.\n\nUrgent: yes");
});
