import { describe, expect, it } from "vitest";
import { coerceValues } from "@/lib/forms/coerce";
import type { FieldSpec, FormFields } from "@/lib/forms/spec";
import { parseValues } from "@/lib/forms/to-zod";

type Spec = Partial<FieldSpec> & Pick<FieldSpec, "type">;
const field = (spec: Spec): FieldSpec => ({ name: "it", label: "It", required: false, ...spec });
const abc = ["a", "b", "c"].map((value) => ({ value, label: value.toUpperCase() }));

const photo = { id: "01999999-0000-7000-8000-0000000000f1", name: "Photo.png", type: "image/png", size: 2_000 };

function check(spec: Spec, value: unknown) {
  const parsed = parseValues({ fields: [field(spec)] }, undefined, { it: value });
  return parsed.ok ? { value: parsed.values.it } : parsed.errors[0]?.message;
}

const errorsOf = (form: FormFields, values: unknown, action?: string) => {
  const parsed = parseValues(form, action ? { name: action, label: action, requires: [] } : undefined, values);
  return parsed.ok ? parsed.values : parsed.errors;
};

describe("a field", () => {
  it.each<[Spec, unknown, unknown]>([
    [{ type: "multiselect", options: abc }, "a", "It must be a list of choices."],
    [{ type: "multiselect", options: abc }, ["a", 1], "It must be a list of choices."],
    [{ type: "multiselect", options: abc }, ["z"], "It can only have: a, b, c."],
    [{ type: "multiselect", options: abc }, ["a", "a"], "It has the same choice twice. Once is enough."],
    [{ type: "multiselect", options: abc, minItems: 2 }, ["a"], "It needs at least 2. Please add more."],
    [{ type: "multiselect", options: abc, maxItems: 1 }, ["a", "b"], "It can have at most 1."],
    [{ type: "multiselect", options: abc, required: true }, [], 'Please fill in "It".'],
    [
      { type: "datetime" },
      "2027-01-31T14:30",
      "It must be a date and time with its offset, like 2027-01-31T14:30:00+01:00.",
    ],
    [
      { type: "datetime" },
      "0000-01-01T00:00:00+05:00",
      "It must be a date and time with its offset, like 2027-01-31T14:30:00+01:00.",
    ],
    [
      { type: "datetime", min: "2027-01-01T00:00:00Z" },
      "2027-01-01T00:30:00+01:00",
      "It can't be before 2027-01-01T00:00:00Z.",
    ],
    [{ type: "email" }, "ana@", "It must be an e-mail address like name@example.com."],
    [{ type: "email" }, 5, "It must be an e-mail address like name@example.com."],
    [{ type: "email", required: true }, "", 'Please fill in "It".'],
    [{ type: "url" }, "javascript:alert(1)", "It must be a web address that begins with http:// or https://."],
    [{ type: "url" }, "ftp://example.com", "It must be a web address that begins with http:// or https://."],
    [{ type: "url" }, "http://", "It must be a web address that begins with http:// or https://."],
    [{ type: "rating" }, 0, "It must be 1 or more."],
    [{ type: "rating" }, 6, "It must be 5 or less."],
    [{ type: "rating", max: 10 }, 7.5, "It must be a whole number."],
    [{ type: "json" }, { a: "x".repeat(100_000) }, "It can have at most 100 kB."],
    [{ type: "json" }, { a: ["\u0000"] }, "It contains a character that can't be stored. Please remove it."],
    [{ type: "json" }, JSON.parse('{"__proto__": 1}'), "It has a key that can't be used."],
    [{ type: "json" }, { a: undefined }, "It must be JSON."],
    [{ type: "json", required: true }, undefined, 'Please fill in "It".'],
    [{ type: "file" }, photo.id, "It must be a file that was uploaded for it; please choose it again."],
    [{ type: "file" }, { ...photo, path: "/etc/passwd" }, expect.stringContaining("It must be a file")],
    [{ type: "file" }, { ...photo, id: "../../etc/passwd" }, expect.stringContaining("It must be a file")],
    [{ type: "file" }, { ...photo, size: 0 }, expect.stringContaining("It must be a file")],
    [{ type: "file" }, { ...photo, size: 10_000_001 }, "It can have at most 10 MB. Please choose a smaller file."],
    [
      { type: "file", maxBytes: 2_500 },
      { ...photo, size: 2_501 },
      "It can have at most 2.5 kB. Please choose a smaller file.",
    ],
    [{ type: "file", accept: [".pdf", "text/*"] }, photo, "It takes only .pdf, text. Please choose another file."],
    [{ type: "file", required: true }, "", 'Please fill in "It".'],
    [{ type: "text", pattern: "[A-Z]{2}" }, "ABC", "It does not have the form that is asked for."],
    [{ type: "text", pattern: "[A-Z]{2}", patternMessage: "Two letters." }, "A", "Two letters."],
  ])("%j refuses %j", (spec, value, message) => {
    expect(check(spec, value)).toEqual(message);
  });

  it.each<[Spec, unknown, unknown]>([
    [{ type: "multiselect", options: abc, minItems: 1 }, ["c", "a"], ["c", "a"]],
    [{ type: "multiselect", options: abc, minItems: 1 }, [], undefined],
    [{ type: "datetime" }, "2027-01-31T14:30:00+01:00", "2027-01-31T13:30:00.000Z"],
    [{ type: "email" }, "ana@example.com", "ana@example.com"],
    [{ type: "url" }, "https://example.com/ä?q=1#x", "https://example.com/ä?q=1#x"],
    [{ type: "rating" }, 5, 5],
    [{ type: "number" }, -0, 0],
    [{ type: "json" }, { a: [1, null, -0, { b: "" }] }, { a: [1, null, 0, { b: "" }] }],
    [{ type: "file" }, photo, photo],
    [{ type: "file", accept: [".PNG"] }, photo, photo],
    [{ type: "file", accept: ["image/png"] }, photo, photo],
    [{ type: "file", accept: ["text/plain", "image/*"], maxBytes: 2_000 }, photo, photo],
    [{ type: "file" }, null, undefined],
    [{ type: "json" }, [], []],
    [{ type: "json" }, false, false],
    [{ type: "json" }, null, undefined],
    [{ type: "text", pattern: "[A-Z]{2}" }, "", undefined],
  ])("%j keeps %j", (spec, value, kept) => {
    expect(check(spec, value)).toEqual({ value: kept });
  });

  it("keeps what it kept before: what is stored fits again", () => {
    const spec: Spec = { type: "datetime", min: "2027-01-01T00:00:00+02:00", max: "2028-01-01T00:00:00Z" };
    const once = check(spec, "2027-06-01T10:00:00.5-03:00");
    expect(once).toEqual({ value: "2027-06-01T13:00:00.500Z" });
    expect(check(spec, "2027-06-01T13:00:00.500Z")).toEqual(once);
  });

  it("matches patterns in time that grows with the text only", () => {
    const spec: Spec = { type: "text", pattern: "(a+)+b" };
    const began = performance.now();
    expect(check(spec, "a".repeat(50_000))).toBe("It does not have the form that is asked for.");
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it.each<Spec>([
    { type: "multiselect", options: abc, default: ["a"] },
    { type: "datetime", default: "2027-01-31T13:30:00.000Z" },
    { type: "email", default: "ana@example.com" },
    { type: "url", default: "https://example.com" },
    { type: "rating", default: 3 },
    { type: "json", default: { deep: [1] } },
    { type: "list", fields: [field({ type: "text", name: "name" })], default: [{ name: "Ana" }] },
  ])("takes the default of $type when it is absent", (spec) => {
    expect(parseValues({ fields: [field(spec)] }, undefined, {})).toEqual({ ok: true, values: { it: spec.default } });
  });

  it("that is only read takes no value", () => {
    const form = { fields: [field({ type: "markdown", content: "Hello", required: true })] };
    expect(errorsOf(form, {})).toEqual({});
    expect(errorsOf(form, { it: "x" })).toEqual([{ field: "it", message: 'This form has no field "it".' }]);
  });
});

describe("a list", () => {
  const form: FormFields = {
    fields: [
      field({
        type: "list",
        required: true,
        maxItems: 2,
        fields: [
          field({ type: "text", name: "name", label: "Name", required: true }),
          field({ type: "number", name: "count", label: "Count", default: 1 }),
        ],
      }),
    ],
  };

  it("fills each group's defaults", () => {
    expect(errorsOf(form, { it: [{ name: "a" }, { name: "b", count: 2 }] })).toEqual({
      it: [
        { name: "a", count: 1 },
        { name: "b", count: 2 },
      ],
    });
  });

  it("of more than a thousand groups looks at none", () => {
    const { maxItems: _, ...long } = form.fields[0] as FieldSpec;
    let looked = 0;
    const group = Object.defineProperty({}, "name", { enumerable: true, get: () => `${looked++}` });
    const groups = (length: number) => ({ it: Array.from({ length }, () => group) });
    expect(errorsOf({ fields: [long] }, groups(1_001))).toEqual([
      { field: "it", message: "It can have at most 1000." },
    ]);
    expect(coerceValues([long], groups(1_001)).errors).toEqual([]);
    expect(looked).toBe(0);
    expect(errorsOf({ fields: [long] }, groups(1_000))).toMatchObject({ it: { length: 1_000 } });
  });

  it("names what is wrong by its place", () => {
    expect(errorsOf(form, { it: [{ name: "a" }, { name: " ", count: "x", more: 1 }] })).toEqual([
      { field: "it.1.name", message: 'Please fill in "Name".' },
      { field: "it.1.count", message: "Count must be a number. Write digits, like 1500 or -2.5." },
      { field: "it.1.more", message: 'This form has no field "more".' },
    ]);
    expect(errorsOf(form, { it: [5] })).toEqual([{ field: "it.0", message: "This must be a group of fields." }]);
    expect(errorsOf(form, { it: {} })).toEqual([{ field: "it", message: "It must be a list of groups of fields." }]);
    expect(errorsOf(form, { it: [] })).toEqual([{ field: "it", message: 'Please fill in "It".' }]);
    expect(errorsOf(form, { it: [{ name: "a" }, { name: "b" }, { name: "c" }] })).toMatchObject([{ field: "it" }]);
  });
});

describe("visibility", () => {
  const form: FormFields = {
    fields: [
      field({ type: "select", name: "kind", label: "Kind", options: abc, default: "a" }),
      field({
        type: "text",
        name: "why",
        label: "Why",
        required: true,
        visibleWhen: { field: "kind", in: ["b", "c"] },
      }),
      field({
        type: "text",
        name: "more",
        label: "More",
        required: true,
        visibleWhen: { field: "why", notEmpty: true },
      }),
    ],
  };

  it("does not require a hidden field and ignores what is sent for it", () => {
    expect(errorsOf(form, {})).toEqual({ kind: "a" });
    expect(errorsOf(form, { why: 5, more: "x" })).toEqual({ kind: "a" });
  });

  it("requires it when it shows, and hides what depends on a hidden field", () => {
    expect(errorsOf(form, { kind: "b" })).toMatchObject([{ field: "why" }]);
    expect(errorsOf(form, { kind: "b", why: "so" })).toMatchObject([{ field: "more" }]);
    expect(errorsOf(form, { kind: "b", why: "so", more: "x" })).toEqual({ kind: "b", why: "so", more: "x" });
  });

  it("knows choices, ticks and several choices", () => {
    const behind = (first: Spec, equals: string | boolean): FormFields => ({
      fields: [
        field({ name: "a", ...first }),
        field({ type: "text", required: true, visibleWhen: { field: "a", equals } }),
      ],
    });
    expect(errorsOf(behind({ type: "multiselect", options: abc }, "b"), { a: ["a", "b"] })).toMatchObject([
      { field: "it" },
    ]);
    expect(errorsOf(behind({ type: "multiselect", options: abc }, "b"), { a: ["a"] })).toEqual({ a: ["a"] });
    expect(errorsOf(behind({ type: "checkbox" }, true), { a: true })).toMatchObject([{ field: "it" }]);
    expect(errorsOf(behind({ type: "checkbox" }, true), {})).toEqual({});
  });
});

describe("rules", () => {
  const form: FormFields = {
    fields: [
      field({ type: "rating", name: "stars" }),
      field({ type: "checkbox", name: "sure" }),
      field({ type: "text", name: "why" }),
    ],
    rules: [
      {
        action: "accept",
        when: { field: "stars", in: [1, 2] },
        require: ["why", "sure"],
        message: "Say why, and that.",
      },
      { when: { field: "why", equals: "no" }, message: "Say more than no." },
    ],
  };

  it("hold for their button, and stand at the field", () => {
    expect(errorsOf(form, { stars: 1 }, "reject")).toEqual({ stars: 1 });
    expect(errorsOf(form, { stars: 3 }, "accept")).toEqual({ stars: 3 });
    expect(errorsOf(form, { stars: 1, sure: false }, "accept")).toEqual([
      { field: "sure", message: "Say why, and that." },
      { field: "why", message: "Say why, and that." },
    ]);
    expect(errorsOf(form, { stars: 1, sure: true, why: "x" }, "accept")).toMatchObject({ why: "x" });
    expect(errorsOf(form, { why: "no" })).toEqual([{ field: "why", message: "Say more than no." }]);
  });

  it("come after the fields themselves", () => {
    expect(errorsOf(form, { stars: 9, why: "no" })).toEqual([{ field: "stars", message: "It must be 5 or less." }]);
  });
});
