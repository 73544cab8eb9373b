import { describe, expect, test } from "vitest";
import { answer } from "@/tools/practice-model/answer";
import { fittingValue } from "@/tools/practice-model/json-value";

const ask = (...contents: string[]) =>
  answer({
    model: "practice-model",
    messages: contents.map((content, index) => ({ role: index % 2 === 0 ? "user" : "assistant", content })),
    stream: false,
    includeUsage: false,
    maxTokens: null,
    schema: null,
  }).text;

const comments = (text: string) =>
  `Comments so far, oldest first:\n1. ${text}\n\nThe newest comment is number 1. Rewrite the text so that it follows all of them.`;

describe("articles", () => {
  const order =
    "Write the section “What it costs” of an article about Trees in cities, in about 120 words, for beginners.";

  test("a section has its heading and its subject, and nothing of the order", () => {
    const section = ask(order);
    expect(section).toContain("hat it costs");
    expect(section).toContain("trees in cities");
    expect(section).not.toMatch(/120|beginners|Write the section|undefined/);
    expect(ask(order)).toBe(section);
    expect(ask(order.replace("What it costs", "Who pays"))).not.toBe(section);
  });

  test("a comment is followed in length; others are said below", () => {
    const words = (text: string) => text.split("*Not")[0]?.split(/\s+/).length ?? 0;
    const shorter = ask(order, "draft", comments("Make it shorter"));
    const longer = ask(order, "draft", comments("Make it longer"));
    expect(words(shorter)).toBeLessThan(words(ask(order)));
    expect(words(longer)).toBeGreaterThan(words(ask(order)));
    expect(longer).not.toContain("*Not");
    expect(ask(order, "draft", comments("Name a source."))).toMatch(/\n\n\*Not followed: “Name a source”\.\*$/);
  });

  test("a subject that is a question stays one", () => {
    expect(ask("Announce our new article about Why cities plant trees to its readers, in two sentences.")).toContain(
      "the question why cities plant trees",
    );
  });

  test("a report has every note", () => {
    const report = ask(
      "Write a report of about 150 words from these notes:\n\n- Design (well): new icons\n- Sales: up",
    );
    expect(report).toContain("2 notes came in");
    expect(report).toContain("**Design (well):** New icons.");
    expect(report).toContain("**Sales:** Up.");
  });

  test("remarks on a text do not pretend to have understood it", () => {
    const remarks = ask("List three remarks on the facts of this article:\n\n## One\n\nTrees are green.");
    expect(remarks.match(/^\d\. /gm)).toHaveLength(3);
    expect(remarks).not.toContain("Trees");
  });

  test("a summary leaves out greetings and tables", () => {
    expect(ask("Sum up this mail in one sentence:\n\nHello Kim,\nthe lamp is broken.\n| a | b |")).toBe(
      "the lamp is broken.",
    );
  });
});

describe("translations", () => {
  const order = "Translate this text into German, as literal as possible:\n\nThe shop is closed. Come on Tuesday.";

  test("the text itself, and a note that says why", () => {
    expect(ask(order)).toBe(
      "The shop is closed. Come on Tuesday.\n\n*Not translated into German: this is the text as it was given.*",
    );
    expect(ask(order.replace("literal", "brief"))).toMatch(/^The shop is closed\.\n/);
  });

  test("only the text, not what is listed below it", () => {
    expect(ask(`${order}\n\n## Versions\n\nDer Laden`)).not.toContain("Laden");
  });
});

describe("structured answers", () => {
  const said = "Sort this urgent list:\n\nHello,\nI was charged twice for my lamp, please refund it. Thank you.";

  test("a summary is one of what was sent, and choices are about that alone", () => {
    const schema = {
      type: "object",
      properties: { summary: { type: "string" }, urgency: { enum: ["normal", "urgent"] } },
      required: ["summary", "urgency"],
    };
    expect(fittingValue(schema, said)).toEqual({
      summary: "I was charged twice for my lamp, please refund it.",
      urgency: "normal",
    });
  });

  test("headings are all different and make an outline", () => {
    const schema = {
      type: "object",
      properties: { sections: { type: "array", items: { type: "string" }, minItems: 12 } },
    };
    const { sections } = fittingValue(schema, "Plan the headings of an article about trees") as { sections: string[] };
    expect(new Set(sections).size).toBe(12);
    expect(sections[0]).toBe("Where it began");
  });
});
