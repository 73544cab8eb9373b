import { describe, expect, test } from "vitest";
import { holdRows, type InboxRow } from "@/components/inbox/row";
import { runTitle } from "@/components/runs/run-title";
import { readOutput } from "@/components/start/read-output";
import type { FieldSpec } from "@/lib/forms/spec";
import { progress, workingOn } from "@/lib/messages/progress";
import { ago, duration, shortSpan, span, until } from "@/lib/messages/time";
import type { WorkflowView } from "@/lib/views/views";

const minute = 60_000;

describe("times in words", () => {
  test.each([
    [0, "a moment"],
    [59_999, "a moment"],
    [minute, "1 minute"],
    [119 * minute, "1 hour"],
    [25 * 60 * minute, "1 day"],
    [61 * 24 * 60 * minute, "2 months"],
    [800 * 24 * 60 * minute, "2 years"],
  ])("%d ms is %s", (ms, words) => expect(span(ms)).toBe(words));

  test("a clock that is ahead says just now, not minus something", () => {
    expect(ago(-5 * minute)).toBe("just now");
    expect(until(-5 * minute)).toBe("now");
    expect(shortSpan(-1)).toBe("<1 min");
  });

  test.each([
    [12, "<0.1 s"],
    [420, "0.4 s"],
    [12_900, "12 s"],
    [125_000, "2 min 5 s"],
    [3 * 60 * minute + 10 * minute, "3 h 10 min"],
  ])("%d ms took %s", (ms, words) => expect(duration(ms)).toBe(words));
});

describe("what a run is doing", () => {
  const workflow: Pick<WorkflowView, "steps"> = {
    steps: [
      { index: 0, name: "draft", kind: "prompt", title: "Writing" },
      { index: 1, name: "review", kind: "form", title: "Review" },
      { index: 2, name: "title", kind: "prompt", title: "Finding a title" },
    ],
  };
  const at = (index: number, name: string) => ({ step: { index, name } });
  const sentence = (index: number, name: string) => progress.writing(workingOn(at(index, name), workflow, 2));

  test("a text that a person will judge is the next draft", () =>
    expect(sentence(0, "draft")).toBe("Draft 3 is being written…"));
  test("any other text goes by its name", () => expect(sentence(2, "title")).toBe("The title is being written…"));
  test("a step nobody knows still gets a sentence", () =>
    expect(sentence(7, "send_mail")).toBe("Working on the send mail…"));
});

describe("an inbox somebody is in the middle of", () => {
  const row = (id: string) => ({ id, title: id }) as InboxRow;

  test("keeps its rows where they are, says which are gone and counts what is new", () => {
    expect(holdRows([row("a"), row("b")], [row("b"), row("c"), row("d")])).toEqual({
      rows: [{ ...row("a"), gone: true }, row("b")],
      fresh: 2,
    });
  });
});

describe("results", () => {
  test("a title, a text, and the rest by its names", () => {
    expect(readOutput({ title: "T", text: "Once.", rounds: 3 })).toEqual({
      title: "T",
      text: "Once.",
      texts: [],
      facts: [["Rounds", "3"]],
      rest: null,
    });
  });

  test("what is neither short nor text is shown as data", () => {
    const long = "A long way. ".repeat(10);
    expect(readOutput({ an_article: long, paid: true, by: null })).toMatchObject({
      texts: [["An article", long]],
      facts: [
        ["Paid", "Yes"],
        ["By", "–"],
      ],
    });
    expect(readOutput({ items: [1, 2] })).toMatchObject({ rest: { items: [1, 2] } });
    expect(readOutput([1])).toMatchObject({ rest: [1] });
    expect(readOutput("plain")).toMatchObject({ text: "plain" });
  });

  test("a run is called by its title, else by what was asked", () => {
    const fields: FieldSpec[] = [{ name: "prompt", label: "Prompt", type: "textarea", required: true }];
    const input = { kind: "concert", prompt: "A clock" };
    expect(runTitle({ input, output: null }, fields)).toBe("A clock");
    expect(runTitle({ input, output: { title: "Tick" } }, fields)).toBe("Tick");
    expect(runTitle({ input, output: null }, [])).toBe("concert");
    expect(runTitle({ input: {}, output: null }, fields)).toBe("");
  });
});
