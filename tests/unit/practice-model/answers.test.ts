import { describe, expect, test } from "vitest";
import { writeStory } from "@/tools/practice-model/story/write-story";
import { ask, rewrite } from "./ask";

const request = (about: string) => `Write a story.\n\nWhat it is about: ${about}\nTone: warm\nLength: about 120 words`;

describe("the conversation of a story", () => {
  test("the product's own words", () => {
    const comments = ["call him Tom", "add a dog\n2. no cat"];
    const story = ask(request("A tailor\nwho sews sails"), "the draft", rewrite(...comments));
    expect(story).toBe(writeStory({ prompt: "A tailor\nwho sews sails", tone: "warm", words: 120, comments }).text);
    expect(story).toMatch(/Tom.*a dog/s);
  });

  test("what the story does not follow stands below it", () => {
    const story = ask(request("A tailor"), "draft", rewrite("shorter", "Put *it* all into rhymes."));
    expect(story).toMatch(/[.”]\n\n\*Not followed: “Put \\\*it\\\* all into rhymes”\.\*$/);
    expect(ask(request("A tailor"), "draft", rewrite("shorter"))).not.toContain("*");
  });

  test("lines of a prompt that look like the product's own stay in the prompt", () => {
    expect(ask(request("A tailor\nTone: dry\nwho sews sails"))).toMatch(/cinnamon/);
  });

  test("any other words do as well", () => {
    const asked = "Tell me a funny story about a tailor who sews sails";
    const story = ask(asked, "draft", "call her Mira", "draft", "set it in Rome");
    expect(story).toMatch(/in Rome.*a tailor who sew(?:s|ed) sails|a tailor who sews sails.*in Rome/s);
    expect(story).toMatch(/Mira.*goose/s);
  });
});

describe("a title", () => {
  const titleOf = (text: string) =>
    ask(`Give this text a title of at most eight words. Answer with the title alone.\n\n${text}`);
  const KEEPER = "A lighthouse keeper who repairs clocks";

  test.each([KEEPER, "dragons", "Why do cats purr?", "The moon falls in love with a baker", "Lena", "海と少年"])(
    "of a story about %s",
    (prompt) => {
      for (const words of [40, 130, 300]) {
        const title = titleOf(ask(request(prompt).replace("120", `${words}`), "draft", rewrite("why the goat")));
        expect(title).toMatch(/^[^\p{Ll}]/u);
        expect(title.split(" ").length).toBeLessThanOrEqual(8);
        expect(title).not.toMatch(/goat|undefined|\*/);
        if (prompt === KEEPER) expect(title).toMatch(/^(?:The Lighthouse Keeper|\p{L}+) and the Clocks$/u);
      }
    },
  );

  test("takes a heading, and any other text", () => {
    expect(titleOf("## The Last Wave\n\nIt came.")).toBe("The Last Wave");
    expect(titleOf("The council met on Monday. The council decided to close the pool.")).toBe("The Council");
    expect(titleOf("")).toBe("Untitled");
  });
});

describe("other requests", () => {
  test("a summary leaves out greetings and tables", () => {
    const text = "One is here. Two is there. Three is gone.";
    expect(ask(`Summarize this text in two sentences:\n\n${text}`)).toBe("One is here. Three is gone.");
    const mail = "Hello Kim,\nthe lamp is broken.\n| a | b |";
    expect(ask(`Sum up this mail in one sentence:\n\n${mail}`)).toBe("the lamp is broken.");
  });

  test("a list; of a text it says what holds without having understood it", () => {
    expect(ask("List three ideas for a birthday party").match(/^\d\. .*birthday party/gm)).toHaveLength(3);
    const remarks = ask("List three remarks on the facts of this article:\n\n## One\n\nTrees are green.");
    expect(remarks.match(/^\d\. /gm)).toHaveLength(3);
    expect(remarks).not.toContain("Trees");
  });

  test("a classification", () => {
    const order = "Classify this message as one of: praise, billing, technical.\n\n";
    expect(ask(`${order}My invoice is wrong, I was charged twice.`)).toBe("billing");
    expect(ask(`${order}The app crashes at login.`)).toBe("technical");
  });

  test("a translation is the text itself, with a note, and without what is listed below it", () => {
    const order = "Translate this text into German, as literal as possible:\n\nThe shop is closed. Come on Tuesday.";
    const note = "\n\n*Not translated into German: this is the text as it was given.*";
    expect(ask(order)).toBe(`The shop is closed. Come on Tuesday.${note}`);
    expect(ask(order.replace("literal", "brief"))).toBe(`The shop is closed.${note}`);
    expect(ask(`${order}\n\n## Versions\n\nDer Laden`)).not.toContain("Laden");
  });

  test("a question it cannot know", () => {
    expect(ask("What is the capital of France?")).toMatch(/“What is the capital of France\?”.*cannot be answered/s);
  });

  test("a letter", () => {
    const letter = ask("Draft a reply to this customer:\n\nMy parcel never arrived.");
    expect(letter).toMatch(/^Hello,.*My parcel never arrived.*Kind regards/s);
  });
});

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
    const words = (text: string) => text.split(/\s+/).length;
    const longer = ask(order, "draft", rewrite("Make it longer"));
    expect(words(ask(order, "draft", rewrite("Make it shorter")))).toBeLessThan(words(ask(order)));
    expect(words(longer)).toBeGreaterThan(words(ask(order)));
    expect(longer).not.toContain("*Not");
    expect(ask(order, "draft", rewrite("Name a source."))).toMatch(/\n\n\*Not followed: “Name a source”\.\*$/);
  });

  test("a subject that is a question stays one", () => {
    expect(ask("Announce our new article about Why cities plant trees to its readers, in two sentences.")).toContain(
      "the question why cities plant trees",
    );
  });

  test("a report has every note", () => {
    const notes = "- Design (well): new icons\n- Sales: up";
    const report = ask(`Write a report of about 150 words from these notes:\n\n${notes}`);
    expect(report).toMatch(/2 notes came in.*\*\*Design \(well\):\*\* New icons\..*\*\*Sales:\*\* Up\./s);
  });
});
