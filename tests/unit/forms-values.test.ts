import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { looseAnswer, looseInput } from "@/lib/forms/loose-answer";
import { howToWrite, readNumber } from "@/lib/forms/read-number";
import type { FieldSpec, FormSpec } from "@/lib/forms/spec";
import { parseValues } from "@/lib/forms/to-zod";
import { plainDigits } from "@/lib/json/exact-number";

const amount: FieldSpec = { name: "n", label: "Amount", type: "number", required: true };
const data: FieldSpec = { name: "data", label: "Data", type: "json", required: false };

/** What a door without a form makes of a text, and then the form. */
function said(fields: FieldSpec[], values: Record<string, unknown>) {
  const read = looseInput({ fields }, values);
  if (!read.ok) return read.errors;
  const parsed = parseValues({ fields }, undefined, read.values);
  return parsed.ok ? parsed.values : parsed.errors;
}

const refusalOf = (text: string) => {
  const errors = said([amount], { n: text });
  return Array.isArray(errors) ? errors[0]?.message : errors;
};

describe("W9: one reader of numbers", () => {
  it.each([
    [" 7 ", 7],
    ["1500", 1500],
    ["-2.50", -2.5],
    ["007", 7],
    ["\u00a012.345\n", 12.345],
    ["0.1", 0.1],
  ])("%j is %d", (text, number) => {
    expect(readNumber(text)).toBe(number);
    expect(said([amount], { n: text })).toEqual({ n: number });
  });

  it.each([
    ["1,500", "Write 1500 or 1.500, whichever you mean."],
    ["12,345", "Write 12345 or 12.345, whichever you mean."],
    ["12,5", "Write 12.5."],
    ["1,500,000", "Write 1500000."],
    ["1,500.25", "Write 1500.25."],
    ["1.500,25", "Write 1500.25."],
    ["1.500.000", "Write 1500000."],
    ["1 500", "Write 1500."],
    ["1\u00a0500\u00a0000", "Write 1500000."],
    ["1'500", "Write 1500."],
    ["0x10", "Write 16."],
    ["1e3", "Write 1000."],
    ["1E-7", "Write 0.0000001."],
    ["+5", "Write 5."],
    ["\u22125", "Write -5."],
    [".5", "Write 0.5."],
    ["-.5", "Write -0.5."],
    ["5.", "Write 5."],
    ["１２", "Write 12."],
    ["twelve", "Write digits, like 1500 or -2.5."],
    ["5 €", "Write digits, like 1500 or -2.5."],
    ["1e400", "Write digits, like 1500 or -2.5."],
    ["1 2", "Write digits, like 1500 or -2.5."],
    ["--5", "Write digits, like 1500 or -2.5."],
    ["Infinity", "Write digits, like 1500 or -2.5."],
  ])("%j is refused with how to write it", (text, how) => {
    expect(readNumber(text)).toBeNull();
    expect(refusalOf(text)).toBe(`Amount must be a number. ${how}`);
  });

  it("never offers what it would not read", () => {
    const strange = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(..."0123456789.,-+eE x'_") }));
    fc.assert(
      fc.property(strange, (text) => {
        for (const one of howToWrite(text)) expect(readNumber(one)).not.toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });

  it("reads every number as it shows it", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(readNumber(plainDigits(number))).toBe(number + 0);
      }),
    );
  });

  it("whole numbers are read the same way, and then looked at", () => {
    const whole = { ...amount, integer: true };
    expect(said([whole], { n: "12.0" })).toEqual({ n: 12 });
    expect(said([whole], { n: "12.5" })).toMatchObject([{ message: "Amount must be a whole number." }]);
  });
});

describe("W12: numbers of too many digits", () => {
  it.each(["9007199254740993", "12345678901234567890", "0.1234567890123456789"])("%s is not rounded", (text) => {
    expect(refusalOf(text)).toBe(
      `Amount has more digits than a number keeps: ${text} would become ${Number(text)}. Write fewer digits.`,
    );
    expect(said([data], { data: `{"a":[${text}]}` })).toEqual([
      {
        field: "data",
        message: `Data: a.0 is ${text}, which would become ${Number(text)}. Send it as text, in quotes.`,
      },
    ]);
  });
});

it("JSON in text that has a key twice is refused, also in a group", () => {
  const list: FieldSpec = { name: "all", label: "All", type: "list", required: false, fields: [data] };
  const refused = (place: string) => `${place} is given twice, and nobody knows which is meant. Write it once.`;
  expect(said([data], { data: '{"a":[{"b":1,"b":1}]}' })).toEqual([{ field: "data", message: refused("Data: a.0.b") }]);
  expect(said([list], { all: '[{"data":1,"data":2}]' })).toEqual([{ field: "all", message: refused("All: 0.data") }]);
});

describe("W13: text that is no JSON", () => {
  const field = { ...data, required: true };
  const form: FormSpec = { fields: [field], actions: [{ name: "send", label: "Send", requires: [] }] };
  const message = 'Data must be JSON; text goes in quotes, like "this".';

  it("is refused for a JSON field, alone, in an object and in a group", () => {
    expect(looseAnswer(form, "{bad")).toEqual({ ok: false, errors: [{ field: "data", message }] });
    expect(looseAnswer(form, { data: "{bad" })).toEqual({ ok: false, errors: [{ field: "data", message }] });
    expect(looseInput(form, "{bad")).toEqual({ ok: false, errors: [{ field: "data", message }] });
    const list: FieldSpec = { name: "all", label: "All", type: "list", required: false, fields: [field] };
    expect(looseInput({ fields: [list] }, { all: [{ data: "1" }, { data: "{bad" }] })).toEqual({
      ok: false,
      errors: [{ field: "all.1.data", message }],
    });
    expect(looseInput({ fields: [list] }, { all: "[{" })).toMatchObject({ ok: false, errors: [{ field: "all" }] });
  });

  it("is a text once it is in quotes", () => {
    expect(looseAnswer(form, '"{bad"')).toEqual({ ok: true, action: "send", values: { data: "{bad" } });
    expect(looseAnswer(form, { data: { a: 1 } })).toEqual({ ok: true, action: "send", values: { data: { a: 1 } } });
  });
});

describe("W11: objects with keys that every object has", () => {
  const hostile = JSON.parse('{"toString":1,"valueOf":2}');
  const fields: FieldSpec[] = ["checkbox", "number", "select", "multiselect", "date", "datetime", "text", "list"].map(
    (type) => ({ name: type, label: type, type: type as FieldSpec["type"], required: false, options: [], fields: [] }),
  );
  const form: FormSpec = {
    fields,
    actions: [
      { name: "yes", label: "Yes", requires: [] },
      { name: "no", label: "No", requires: [] },
    ],
  };

  it("are refused where they don't belong, and never thrown at", () => {
    expect(looseAnswer(form, { action: hostile })).toMatchObject({ ok: false });
    for (const { name } of fields) {
      expect(Object.values(said(fields, { [name]: hostile }))[0]).toMatchObject({ field: name });
      expect(Object.values(said(fields, { [name]: [hostile] }))[0]).toMatchObject({
        field: expect.stringContaining(name),
      });
    }
  });

  it("are kept as they are in JSON", () => {
    expect(said([data], { data: hostile })).toEqual({ data: hostile });
    expect(said([data], { data: '{"constructor":{"prototype":1}}' })).toEqual({
      data: { constructor: { prototype: 1 } },
    });
  });
});
