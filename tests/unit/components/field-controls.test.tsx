import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { checkValues } from "@/components/forms/check-values";
import { Field } from "@/components/forms/field";
import { fileOf, filesIn, pendingFile, pendingName } from "@/components/forms/file-text";
import { useActionForm } from "@/components/forms/use-action-form";
import { initialValues, isTouched, shownValue, toValues } from "@/components/forms/values";
import type { FieldSpec } from "@/lib/forms/spec";

const field = (spec: Partial<FieldSpec> & Pick<FieldSpec, "type">): FieldSpec => ({
  name: spec.type,
  label: `The ${spec.type}`,
  required: false,
  ...spec,
});
const photo = { id: "01999999-0000-7000-8000-0000000000f1", name: "Photo.png", type: "image/png", size: 2_000 };
const options = ["a", "b"].map((value) => ({ value, label: value.toUpperCase() }));
const links = field({
  type: "list",
  fields: [
    field({ type: "url" }),
    field({ type: "number" }),
    field({ type: "checkbox" }),
    field({ type: "radio", options }),
  ],
  default: [{ url: "https://a.de", number: 2, checkbox: true }],
});

function Page({ fields }: { fields: FieldSpec[] }) {
  const { form } = useActionForm({ fields }, "key");
  return fields.map((one) => <Field key={one.name} field={one} actions={[]} form={form} />);
}
const html = (...fields: FieldSpec[]) => renderToStaticMarkup(<Page fields={fields} />);

describe("every type has a control that begins with its default", () => {
  test.each<[FieldSpec, string[]]>([
    [field({ type: "multiselect", options, default: ["b"] }), ["<legend", 'type="checkbox"', 'checked=""']],
    [field({ type: "datetime" }), ['type="datetime-local"']],
    [field({ type: "email", default: "a@b.de" }), ['type="email"', 'value="a@b.de"']],
    [field({ type: "url" }), ['type="url"']],
    [field({ type: "rating", max: 3, default: 2 }), ['type="radio"', 'value="3"', 'checked="" value="2"']],
    [field({ type: "json", default: { a: 1 } }), ["<textarea", "&quot;a&quot;: 1"]],
    [links, ["Remove 1", "The url", "<select", "Add"]],
    [
      field({ type: "file", accept: ["image/*", ".pdf"], maxBytes: 2_000_000 }),
      ['type="file"', 'accept="image/*,.pdf"', "Up to 2 MB: images, .pdf.", "Choose a file"],
    ],
    [
      field({ type: "file", default: photo }),
      [`href="/api/v1/files/${photo.id}"`, "Photo.png", "2 kB", "Remove Photo.png", "Choose another file"],
    ],
    [field({ type: "markdown", content: "Read **this**." }), ["The markdown", "<strong>this</strong>"]],
    [field({ type: "hologram" as "text", default: "x" }), ["<input", 'value="x"']],
  ])("%j", (spec, parts) => {
    for (const part of parts) expect(html(spec)).toContain(part);
  });

  test("a hidden field is not there", () => {
    const why = field({ type: "text", visibleWhen: { field: "checkbox", equals: true } });
    expect(html(field({ type: "checkbox" }), why)).not.toContain("The text");
    expect(html(field({ type: "checkbox", default: true }), why)).toContain("The text");
  });
});

describe("what the controls hold becomes values", () => {
  test("and what was there at first is no change", () => {
    const fields = [links, field({ type: "multiselect", options, default: ["a"] }), field({ type: "rating" })];
    const raw = initialValues(fields);
    expect(isTouched(fields, raw)).toBe(false);
    expect(toValues(fields, raw)).toEqual({ list: links.default, multiselect: ["a"] });
    expect(toValues(fields, { ...raw, multiselect: "", rating: "4" })).toMatchObject({ multiselect: "", rating: 4 });
  });

  test("text of groups is read as each field's type", () => {
    const raw = { list: JSON.stringify([{ url: "", number: "1.5", checkbox: false, radio: "b" }]) };
    expect(toValues([links], raw)).toEqual({ list: [{ number: 1.5, checkbox: false, radio: "b" }] });
    expect(checkValues({ fields: [links] }, undefined, { list: '[{"url":"x"}]' }).errors).toMatchObject([
      { field: "list.0.url" },
    ]);
  });

  test("a time of the person's zone is sent with its offset", () => {
    const when = field({ type: "datetime", default: "2027-01-31T13:30:00.000Z" });
    expect(toValues([when], initialValues([when]))).toEqual({ datetime: "2027-01-31T13:30:00.000Z" });
    expect(toValues([when], { datetime: "soon" })).toEqual({ datetime: "soon" });
  });

  test("a file is sent as its reference, and one that is not uploaded is refused with its name", () => {
    const fields = [field({ type: "file" }), field({ type: "list", fields: [field({ type: "file" })] })];
    const raw = { file: JSON.stringify(photo), list: JSON.stringify([{ file: JSON.stringify(photo) }]) };
    expect(checkValues({ fields }, undefined, raw)).toEqual({
      values: { file: photo, list: [{ file: photo }] },
      errors: [],
    });
    const waiting = checkValues({ fields }, undefined, { ...raw, file: pendingFile("Photo.png") });
    expect(waiting.errors[0]).toEqual({
      field: "file",
      message: "Photo.png is not uploaded yet. Please wait until it is, or remove it.",
    });
    expect(pendingName(pendingFile("a: b"))).toBe("a: b");
    expect([pendingName(raw.file), fileOf(raw.file), fileOf(pendingFile("a"))]).toEqual([null, photo, null]);
  });

  test("text that is not JSON is refused, not sent as text", () => {
    const fields = [field({ type: "json" })];
    expect(checkValues({ fields }, undefined, { json: "{a: 1}" }).errors).toEqual([
      { field: "json", message: 'The json must be JSON; text goes in quotes, like "this".' },
    ]);
    expect(checkValues({ fields }, undefined, { json: '{"a": 1}' })).toEqual({
      values: { json: { a: 1 } },
      errors: [],
    });
  });
});

test("values of several parts are shown in words", () => {
  expect(shownValue(field({ type: "multiselect", options }), ["a", "b"])).toBe("A, B");
  expect(shownValue(links, [{ url: "https://a.de", checkbox: true }, { number: 2 }])).toBe(
    "The url: https://a.de\nThe checkbox: yes\n\nThe number: 2",
  );
  expect(shownValue(field({ type: "file" }), photo)).toBe("Photo.png (2 kB)");
  expect(filesIn({ a: [photo, { b: photo, c: { ...photo, extra: 1 } }], d: null })).toEqual([photo, photo]);
  expect(shownValue(field({ type: "json" }), { a: [1] })).toBe('{\n  "a": [\n    1\n  ]\n}');
});
