import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { checkValues } from "@/components/forms/check-values";
import { groupsOf, initialValues, isTouched, toValues } from "@/components/forms/values";
import type { FieldSpec, FieldType, FormValue } from "@/lib/forms/spec";
import { parseValues } from "@/lib/forms/to-zod";

const options = ["a", "b,c", "d"].map((value) => ({ value, label: value.toUpperCase() }));
const file = { id: "01999999-0000-7000-8000-0000000000f1", name: "Photo.png", type: "image/png", size: 2_000 };
const year = { min: new Date("0001-01-02"), max: new Date("9999-12-30"), noInvalidDate: true };

/** Moments as authors and programs write them: with any offset, with and without seconds and their parts. */
const moments = fc
  .record({
    date: fc.oneof(
      fc.date(year),
      fc.integer({ min: -7_200_000, max: 7_200_000 }).map((ms) => new Date(Date.parse("2027-11-07T06:00:00Z") + ms)),
    ),
    form: fc.constantFrom("ms", "s", "+02:00", "-04:00"),
  })
  .map(({ date, form }) => {
    const iso = date.toISOString();
    return form === "ms" ? iso : `${iso.slice(0, 19)}${form === "s" ? "Z" : form}`;
  });

const texts = fc.string({ unit: fc.constantFrom("a", " ", "\n", "\r\n", "ä", "1", ",", '"', "{"), minLength: 1 });
const numbers = fc.double({ noNaN: true, noDefaultInfinity: true });

/** Values that may be the default of a field, by its type. */
const values: Record<Exclude<FieldType, "markdown" | "list">, fc.Arbitrary<FormValue>> = {
  text: texts,
  textarea: texts,
  email: fc.constantFrom("ana@example.com", "a+b@example.co"),
  url: fc.webUrl(),
  number: fc.oneof(numbers, fc.integer(), fc.constantFrom(1e21, 1e-7, 0.1, 5e-324, -0)),
  rating: fc.integer({ min: 1, max: 5 }),
  checkbox: fc.boolean(),
  select: fc.constantFrom("a", "b,c", "d"),
  radio: fc.constantFrom("a", "b,c", "d"),
  multiselect: fc.subarray(["a", "b,c", "d"], { minLength: 1 }),
  date: fc.date(year).map((date) => date.toISOString().slice(0, 10)),
  datetime: moments,
  json: fc.jsonValue().filter((value) => value !== null) as fc.Arbitrary<FormValue>,
  file: fc.constant(file),
};

const spec = (type: FieldType, given: FormValue, fields?: FieldSpec[]): FieldSpec => ({
  name: type,
  label: type,
  type,
  required: false,
  default: given,
  options,
  fields,
});

describe.each(["America/New_York", "Europe/Berlin", "Asia/Kolkata"])("W10: in %s", (zone) => {
  afterEach(() => void vi.unstubAllEnvs());

  it.each(Object.entries(values))("an untouched %s is sent as it was given", (type, given) => {
    vi.stubEnv("TZ", zone);
    fc.assert(
      fc.property(given, (value) => {
        const fields = [spec(type as FieldType, value)];
        const raw = initialValues(fields);
        expect(isTouched(fields, raw)).toBe(false);
        expect(toValues(fields, raw)).toStrictEqual({ [type]: value });
        expect(checkValues({ fields }, undefined, raw).errors).toEqual(
          parseValues({ fields }, undefined, { [type]: value }).ok ? [] : expect.anything(),
        );
      }),
    );
  });

  it.each(Object.entries(values))("an untouched %s beside what was changed in a list means the same", (type, given) => {
    vi.stubEnv("TZ", zone);
    fc.assert(
      fc.property(given, (value) => {
        const inside = { ...spec(type as FieldType, value), default: undefined };
        const note: FieldSpec = { name: "note", label: "Note", type: "text", required: false };
        const fields = [spec("list", [{ [type]: value, note: "old" }], [inside, note])];
        const [group] = groupsOf(initialValues(fields).list);
        const raw = { list: JSON.stringify([{ ...group, note: "new" }]) };
        const sent = parseValues({ fields }, undefined, toValues(fields, raw));
        expect(sent).toEqual(parseValues({ fields }, undefined, { list: [{ [type]: value, note: "new" }] }));
      }),
    );
  });
});

describe("W10: a time that was changed", () => {
  const when: FieldSpec = { name: "when", label: "When", type: "datetime", required: false };
  const sent = (raw: string) => checkValues({ fields: [when] }, undefined, { when: raw });
  afterEach(() => void vi.unstubAllEnvs());

  it("is the moment at which the person's clocks show it", () => {
    vi.stubEnv("TZ", "Europe/Berlin");
    expect(sent("2027-01-31T14:30")).toEqual({ values: { when: "2027-01-31T13:30:00.000Z" }, errors: [] });
    expect(sent("2027-01-31T14:30:05.25").values).toEqual({ when: "2027-01-31T13:30:05.250Z" });
  });

  it("is asked about where it does not exist, comes twice or is not complete", () => {
    vi.stubEnv("TZ", "America/New_York");
    expect(sent("2027-03-14T02:30").errors).toMatchObject([{ field: "when", message: /does not exist/ }]);
    expect(sent("2027-11-07T01:30").errors).toMatchObject([{ field: "when", message: /comes twice/ }]);
    expect(sent("not complete").errors).toMatchObject([{ field: "when", message: /is not complete/ }]);
    const list: FieldSpec = { name: "all", label: "All", type: "list", required: false, fields: [when] };
    const inside = checkValues({ fields: [list] }, undefined, { all: '[{"when":"2027-11-07T01:30"}]' });
    expect(inside.errors).toMatchObject([{ field: "all.0.when" }]);
  });

  it("is never cut to the millisecond without a word", () => {
    const parsed = (value: string) => parseValues({ fields: [when] }, undefined, { when: value });
    expect(parsed("2027-01-31T14:30:00.123456Z")).toMatchObject({ ok: false, errors: [{ field: "when" }] });
    expect(parsed("2027-01-31T14:30:00.123000Z")).toMatchObject({ ok: true });
  });
});
