import { describe, expect, test } from "vitest";
import { connectionSettings, readUrl } from "@/cli/connection/settings";
import { readEnvironment } from "@/cli/environment";
import { checkedAnswer } from "@/cli/forms/given-answer";
import { readObject, readPairs } from "@/cli/forms/given-values";
import type { FieldSpec, FormSpec } from "@/lib/forms/spec";

const field = (name: string, type: FieldSpec["type"], more: Partial<FieldSpec> = {}): FieldSpec => ({
  name,
  label: name,
  type,
  required: false,
  ...more,
});

describe("--set", () => {
  const fields = [field("comment", "textarea"), field("tags", "multiselect")];

  test("takes everything behind the first equals sign", () => {
    expect(readPairs(["comment=a=b\nc", "empty="], fields)).toEqual({ comment: "a=b\nc", empty: "" });
  });

  test("a field with several choices may come several times, any other may not", () => {
    expect(readPairs(["tags=a", "tags=b"], fields)).toEqual({ tags: "a,b" });
    expect(() => readPairs(["comment=a", "comment=b"], fields)).toThrow('--set gives "comment" twice.');
  });

  test("W11: knows names that every object has from those that were given", () => {
    expect({ ...readPairs(["constructor=a", "__proto__=b"], fields) }).toEqual(
      JSON.parse('{"constructor":"a","__proto__":"b"}'),
    );
  });

  test.each(["comment", "=x", ""])("%j is no pair", (pair) => {
    expect(() => readPairs([pair], fields)).toThrow("--set takes name=value");
  });
});

test.each(["[1]", "null", '"x"', "{"])("an object is not %s", (text) => {
  expect(() => readObject("--values", text)).toThrow("--values takes a JSON object");
});

describe("an answer", () => {
  const form: FormSpec = {
    fields: [field("comment", "textarea")],
    actions: [
      { name: "update", label: "Update with comments", requires: ["comment"] },
      { name: "accept", label: "Accept", requires: [] },
    ],
  };

  test("is what every door makes of it", () => {
    expect(checkedAnswer(form, "ACCEPT")).toEqual({ action: "accept", values: {} });
    expect(checkedAnswer(form, "Darker.")).toEqual({ action: "update", values: { comment: "Darker." } });
    expect(checkedAnswer(form, { action: "update", comment: "x" })).toEqual({
      action: "update",
      values: { comment: "x" },
    });
  });

  test("that does not fit is refused before it is sent", () => {
    expect(() => checkedAnswer(form, " ")).toThrow("Choose one of: update (Update with comments), accept (Accept).");
    expect(() => checkedAnswer(form, { action: "update" })).toThrow('Please fill in "comment".');
    expect(() => checkedAnswer(form, { action: "accept", nope: 1 })).toThrow('This form has no field "nope".');
  });
});

describe("where it connects to", () => {
  const environment = (more: Record<string, string>) =>
    readEnvironment({ NODE_ENV: "test", XDG_CONFIG_HOME: "/nowhere", ...more });

  test("the environment is enough, and blank is not set", async () => {
    const both = environment({ HOLDPOINT_URL: "http://host:1/base/", HOLDPOINT_TOKEN: " t " });
    expect(await connectionSettings(both)).toEqual({ url: "http://host:1/base", token: "t" });
    const none = connectionSettings(environment({ HOLDPOINT_URL: "http://host:1", HOLDPOINT_TOKEN: " " }));
    await expect(none).rejects.toMatchObject({ exitCode: 3, message: expect.stringContaining("holdpoint login") });
  });

  test.each(["localhost:3000", "ftp://host", "http://name:secret@host", "nonsense"])("%s is no address", (text) => {
    expect(() => readUrl(text)).toThrow(/address/);
  });

  test("colours go with NO_COLOR or a dumb terminal", () => {
    expect([environment({ NO_COLOR: "1" }), environment({ TERM: "dumb" })].map(({ noColor }) => noColor)).toEqual([
      true,
      true,
    ]);
    expect(environment({ TERM: "xterm" }).noColor).toBe(false);
  });
});
