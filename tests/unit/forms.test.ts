import { describe, expect, it } from "vitest";
import type { FieldSpec } from "@/lib/forms/spec";
import { parseValues } from "@/lib/forms/to-zod";

const field = (spec: Partial<FieldSpec> & Pick<FieldSpec, "type">): FieldSpec => ({
  name: "it",
  label: "It",
  required: false,
  ...spec,
});

function check(spec: Partial<FieldSpec> & Pick<FieldSpec, "type">, value: unknown) {
  const parsed = parseValues({ fields: [field(spec)] }, undefined, value === undefined ? {} : { it: value });
  return parsed.ok ? { value: parsed.values.it } : parsed.errors[0]?.message;
}

describe("a field", () => {
  it.each([
    [{ type: "text", required: true }, "", 'Please fill in "It".'],
    [{ type: "text", required: true }, "   ", 'Please fill in "It".'],
    [{ type: "text", minLength: 3 }, "ab", "It needs at least 3 characters."],
    [{ type: "text", maxLength: 3 }, "abcd", "It can have at most 3 characters."],
    [{ type: "textarea" }, 5, "It must be text."],
    [{ type: "text" }, "a\u0000b", "It contains a character that can't be stored. Please remove it."],
    [{ type: "number", min: 2 }, 1, "It must be 2 or more."],
    [{ type: "number", max: 2 }, 3, "It must be 2 or less."],
    [{ type: "number", integer: true }, 1.5, "It must be a whole number."],
    [{ type: "number" }, "1", "It must be a number. Send 1 without quotes."],
    [{ type: "checkbox", required: true }, false, 'Please tick "It".'],
    [{ type: "select", options: [{ value: "a", label: "A" }] }, "b", "It must be one of: a."],
    [{ type: "date" }, "2027-02-30", "It must be a date like 2027-01-31."],
    [{ type: "date", min: "2027-01-01" }, "2026-12-31", "It can't be before 2027-01-01."],
  ] as const)("%j refuses %j", (spec, value, message) => {
    expect(check(spec as Partial<FieldSpec> & Pick<FieldSpec, "type">, value)).toBe(message);
  });

  it("keeps what fits", () => {
    expect(check({ type: "number", min: 0 }, 0)).toEqual({ value: 0 });
    expect(check({ type: "checkbox" }, false)).toEqual({ value: false });
    expect(check({ type: "date" }, "2028-02-29")).toEqual({ value: "2028-02-29" });
    expect(check({ type: "text" }, " spaces stay ")).toEqual({ value: " spaces stay " });
  });

  it("takes its default only when it is absent", () => {
    expect(check({ type: "number", default: 7 }, undefined)).toEqual({ value: 7 });
    expect(check({ type: "text", default: "x" }, "")).toEqual({ value: undefined });
  });
});

describe("text of which nothing is seen", () => {
  it.each(["\u200B", " \u2060\u00AD\n", "\u2800", "\u3164", "\u{E0041}\u{E007F}", "\uFE0F"])(
    "%j is not given",
    (nothing) => {
      expect(check({ type: "text", required: true }, nothing)).toBe('Please fill in "It".');
      expect(check({ type: "text" }, nothing)).toEqual({ value: undefined });
    },
  );

  it.each(["👍", "❤️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "ا", "\u0301", "a\u200B"])("%j is", (something) => {
    expect(check({ type: "text", required: true }, something)).toEqual({ value: something });
  });
});

describe("a form", () => {
  const form = { fields: [field({ type: "textarea", name: "comment", label: "Comment" })] };

  it("asks for what the pressed button requires", () => {
    const update = { name: "update", label: "Update", requires: ["comment"] };
    expect(parseValues(form, update, {})).toMatchObject({ ok: false, errors: [{ field: "comment" }] });
    expect(parseValues(form, { ...update, requires: [] }, {})).toEqual({ ok: true, values: {} });
  });

  it("W11: refuses fields it does not have, also those every object has", () => {
    const values = JSON.parse('{"__proto__": 1, "constructor": 2, "else": 3}');
    const parsed = parseValues(form, undefined, values);
    expect(parsed.ok ? [] : parsed.errors.map((error) => error.field).sort()).toEqual([
      "__proto__",
      "constructor",
      "else",
    ]);
    expect(parsed.ok).toBe(false);
    for (const odd of [null, [], "text", 5]) expect(parseValues(form, undefined, odd).ok).toBe(false);
  });
});
