import { describe, expect, test } from "vitest";
import { z } from "zod";
import { answer } from "@/tools/practice-model/answer";
import { fittingValue, type JsonSchema } from "@/tools/practice-model/json-value";
import { writeStory } from "@/tools/practice-model/story/write-story";

const ask = (...contents: string[]) =>
  answer({
    model: "practice-model",
    messages: contents.map((content, index) => ({ role: index % 2 === 0 ? "user" : "assistant", content })),
    stream: false,
    includeUsage: false,
    maxTokens: null,
    schema: null,
  }).text;

const request = (about: string) => `Write a story.\n\nWhat it is about: ${about}\nTone: warm\nLength: about 120 words`;
const rewrite = (...comments: string[]) =>
  `Comments so far, oldest first:\n${comments.map((text, index) => `${index + 1}. ${text.replaceAll("\n", "\n   ")}`).join("\n")}\n\nThe newest comment is number ${comments.length}. Rewrite the story so that it follows all of them.`;

describe("the conversation of a story", () => {
  test("the product's own words", () => {
    const story = ask(
      request("A tailor\nwho sews sails"),
      "the draft",
      rewrite("call him Tom", "add a dog\n2. no cat"),
    );
    expect(story).toBe(
      writeStory({
        prompt: "A tailor\nwho sews sails",
        tone: "warm",
        words: 120,
        comments: ["call him Tom", "add a dog\n2. no cat"],
      }),
    );
    expect(story).toMatch(/Tom.*a dog/s);
  });

  test("lines of a prompt that look like the product's own stay in the prompt", () => {
    expect(ask(request("A tailor\nTone: dry\nwho sews sails"))).toMatch(/cinnamon/);
  });

  test("any other words do as well", () => {
    const story = ask(
      "Tell me a funny story about a tailor who sews sails",
      "draft",
      "call her Mira",
      "draft",
      "set it in Rome",
    );
    expect(story).toMatch(/in Rome.*a tailor who sew(?:s|ed) sails|a tailor who sews sails.*in Rome/s);
    expect(story).toMatch(/Mira.*goose/s);
  });
});

describe("a title", () => {
  const titleOf = (text: string) =>
    ask(`Give this text a title of at most eight words. Answer with the title alone.\n\n${text}`);

  test.each([
    "A lighthouse keeper who repairs clocks",
    "dragons",
    "Why do cats purr?",
    "The moon falls in love with a baker",
    "Lena",
    "海と少年",
  ])("of a story about %s", (prompt) => {
    for (const words of [40, 130, 300]) {
      const title = titleOf(ask(request(prompt).replace("120", String(words)), "draft", rewrite("why the goat")));
      expect(title).toMatch(/^[^\p{Ll}]/u);
      expect(title.split(" ").length).toBeLessThanOrEqual(8);
      expect(title).not.toMatch(/goat|undefined|\*/);
    }
  });

  test("takes the story's subject", () => {
    const titles = [40, 130, 300].map((words) =>
      titleOf(
        writeStory({
          prompt: "A lighthouse keeper who repairs clocks",
          tone: null,
          words,
          comments: ["call her Mira"],
        }),
      ),
    );
    for (const title of titles) {
      expect(title).toMatch(/^(?:The Lighthouse Keeper|Mira) and the Clocks$/);
    }
  });

  test("takes a heading, and any other text", () => {
    expect(titleOf("## The Last Wave\n\nIt came.")).toBe("The Last Wave");
    expect(titleOf("The council met on Monday. The council decided to close the pool.")).toBe("The Council");
    expect(titleOf("")).toBe("Untitled");
  });
});

describe("other requests", () => {
  test("a summary", () => {
    expect(ask("Summarize this text in two sentences:\n\nOne is here. Two is there. Three is gone.")).toBe(
      "One is here. Three is gone.",
    );
  });

  test("a list", () => {
    const list = ask("List three ideas for a birthday party");
    expect(list.match(/^\d\. .*birthday party/gm)).toHaveLength(3);
  });

  test("a classification", () => {
    const order = "Classify this message as one of: praise, billing, technical.\n\n";
    expect(ask(`${order}My invoice is wrong, I was charged twice.`)).toBe("billing");
    expect(ask(`${order}The app crashes at login.`)).toBe("technical");
  });

  test("a question it cannot know", () => {
    expect(ask("What is the capital of France?")).toMatch(/“What is the capital of France\?”.*cannot be answered/s);
  });

  test("a letter", () => {
    expect(ask("Draft a reply to this customer:\n\nMy parcel never arrived.")).toMatch(
      /^Hello,.*My parcel never arrived.*Kind regards/s,
    );
  });
});

describe("a JSON schema gets a value that fits", () => {
  const schemas: [string, JsonSchema][] = [
    ["nothing but an object", {}],
    [
      "all sorts of fields",
      {
        type: "object",
        additionalProperties: false,
        required: ["title", "priority", "tags", "score", "when", "contact", "ok"],
        properties: {
          title: { type: "string", minLength: 3, maxLength: 20 },
          priority: { enum: ["low", "high", "urgent"] },
          tags: { type: "array", items: { type: "string" }, minItems: 2, maxItems: 3 },
          score: { type: "integer", minimum: 3, maximum: 9 },
          share: { type: "number", exclusiveMinimum: 0, maximum: 1 },
          when: { type: "string", format: "date" },
          contact: { $ref: "#/$defs/contact" },
          ok: { type: "boolean" },
          note: { type: ["string", "null"] },
          either: { anyOf: [{ type: "null" }, { type: "integer", minimum: 7 }] },
          fixed: { const: "v1" },
        },
        $defs: {
          contact: { type: "object", required: ["email"], properties: { email: { type: "string", format: "email" } } },
        },
      },
    ],
    [
      "a list of objects",
      {
        type: "array",
        minItems: 4,
        items: { type: "object", required: ["n"], properties: { n: { type: "integer", multipleOf: 5, minimum: 1 } } },
      },
    ],
    ["a long text", { type: "string", minLength: 500, maxLength: 510 }],
    ["a tiny text", { type: "string", maxLength: 1 }],
  ];

  test.each(schemas)("%s", (_name, schema) => {
    const value = fittingValue(schema, "A customer writes: the app crashes at login, very urgent.");
    expect(() => z.fromJSONSchema(schema).parse(value)).not.toThrow();
    expect(fittingValue(schema, "A customer writes: the app crashes at login, very urgent.")).toEqual(value);
  });

  test("with content from the request, and nothing of where it comes from", () => {
    const value = fittingValue(schemas[1]?.[1] ?? {}, "The app crashes at login, very urgent.") as {
      title: string;
      priority: string;
    };
    expect(value.priority).toBe("urgent");
    expect(JSON.stringify(value)).not.toMatch(/practice/);
  });

  test("a schema that refers to itself ends", () => {
    const node: JsonSchema = {
      type: "object",
      properties: { child: { $ref: "#" }, children: { type: "array", items: { $ref: "#" } } },
    };
    expect(JSON.stringify(fittingValue(node, "x")).length).toBeLessThan(10_000);
  });
});
