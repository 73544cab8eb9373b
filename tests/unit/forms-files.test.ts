import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeFileName } from "@/lib/forms/file-name";
import { inWords } from "@/lib/forms/file-value";
import { mapFiles } from "@/lib/forms/map-files";
import type { FieldSpec, FormFields } from "@/lib/forms/spec";
import { parseValues } from "@/lib/forms/to-zod";
import { countHidden } from "@/lib/markdown/hidden-characters";

const character = fc.oneof(
  fc.constantFrom(..."aé./\\:*?<>| \n\t\u0000\u200B\u202E\uFEFF\uD800\u0308"),
  fc.constantFrom(..."❤👩🚒🏴🏽1*#\uFE0F\u200D\u20E3\u{E0101}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}"),
  fc.constantFrom("❤️", "👩‍🚒", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "*️⃣"),
  fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
);

describe("the name of a file", () => {
  it.each([
    ["Report 2027.pdf", "Report 2027.pdf"],
    ["../../etc/passwd", "passwd"],
    ["C:\\Users\\Ana\\Bill.pdf", "Bill.pdf"],
    ["invoice\u202Efdp.exe", "invoicefdp.exe"],
    ["a\u200B\uFEFFb\u0000\n.png", "ab.png"],
    ["a\uFFFCb.png", "ab.png"],
    ["  ..hidden . ", "hidden"],
    ['what?"<b>|*:.txt', "what___b____.txt"],
    ["u\u0308ber.txt", "über.txt"],
    ["\uD800.txt", "txt"],
    ["bill\u{E0100}\u2800\uFE0F\u034F\u3164\u115F\u{E0061}.pdf", "bill.pdf"],
    ["pa\uFFF9y\u{13430}ee\u{1D159}", "payee"],
    ["\u2800\u3164", "file"],
    ["❤️ 👩‍🚒 🏳️‍🌈 1️⃣ 🏴󠁧󠁢󠁳󠁣󠁴󠁿.png", "❤️ 👩‍🚒 🏳️‍🌈 1️⃣ 🏴󠁧󠁢󠁳󠁣󠁴󠁿.png"],
    ["*️⃣.png", "_⃣.png"],
    ["👩\u200D.png", "👩.png"],
    ["❤️\u{E0101}\u{E0102}.png", "❤.png"],
    ["می\u200Cخواهم.pdf", "میخواهم.pdf"],
    [`${"x".repeat(194)}👩‍🚒.png`, `${"x".repeat(194)}👩.png`],
    ["..", "file"],
    ["/", "file"],
    ["", "file"],
    [`${"x".repeat(300)}.tar.gz`, `${"x".repeat(197)}.gz`],
  ])("%j is kept as %j", (given, kept) => {
    expect(safeFileName(given)).toBe(kept);
  });

  it("has nothing in it that hides, leads elsewhere or is too long, and is kept as it was kept", () => {
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 60 }), fc.integer({ min: 1, max: 6 }), (part, times) => {
        const kept = safeFileName(part.repeat(times));
        expect(kept).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(countHidden(kept, 1)).toBe(0);
        expect(Array.from(kept).length).toBeLessThanOrEqual(200);
        expect(kept.trim()).not.toBe("");
        expect(safeFileName(kept)).toBe(kept);
      }),
    );
  }, 30_000);
});

it.each([
  [1, "1 byte"],
  [312, "312 bytes"],
  [2_500, "2.5 kB"],
  [999_999, "1000 kB"],
  [10_000_000, "10 MB"],
  [1_500_000, "1.5 MB"],
])("%i bytes are %s", (bytes, words) => {
  expect(inWords(bytes)).toBe(words);
});

const scan: FieldSpec = { name: "scan", label: "Scan", type: "file", required: false };
const pages: FieldSpec = { name: "pages", label: "Pages", type: "list", required: false, fields: [scan] };

it("finds files in fields and in the groups of lists, whatever the values are", () => {
  const found: string[] = [];
  const values = { scan: 1, pages: [{ scan: 2, note: 3 }, "no group", {}], other: { scan: 4 } };
  const mapped = mapFiles([scan, pages], values, (value, at) => {
    found.push(`${at}=${value}`);
    return "file";
  });
  expect(found).toEqual(["scan=1", "pages.0.scan=2"]);
  expect(mapped).toEqual({ ...values, scan: "file", pages: [{ scan: "file", note: 3 }, "no group", {}] });
  for (const none of [null, 5, "text", [], {}]) expect(mapFiles([scan, pages], none, () => "file")).toEqual(none);
});

it("a file counts as given for conditions, rules and buttons", () => {
  const photo = { id: "01999999-0000-7000-8000-0000000000f1", name: "a.png", type: "image/png", size: 1 };
  const form: FormFields = {
    fields: [
      scan,
      { name: "why", label: "Why", type: "text", required: true, visibleWhen: { field: "scan", notEmpty: true } },
    ],
    rules: [{ action: "pay", when: { field: "why", equals: "bill" }, require: ["scan"], message: "Add the bill." }],
  };
  const parse = (values: object, requires: string[] = []) =>
    parseValues(form, { name: "pay", label: "Pay", requires }, values);
  expect(parse({})).toEqual({ ok: true, values: {} });
  expect(parse({ scan: photo })).toMatchObject({ ok: false, errors: [{ field: "why" }] });
  expect(parse({ scan: photo, why: "bill" })).toEqual({ ok: true, values: { scan: photo, why: "bill" } });
  expect(parse({}, ["scan"])).toMatchObject({ ok: false, errors: [{ field: "scan" }] });
});
