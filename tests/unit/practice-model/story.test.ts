import { describe, expect, test } from "vitest";
import { countWords } from "@/tools/practice-model/language/text";
import { notFollowed } from "@/tools/practice-model/note";
import { writeStory } from "@/tools/practice-model/story/write-story";

const KEEPER = "A lighthouse keeper who repairs clocks";

const write = (comments: string[] = [], more: { prompt?: string; tone?: string; words?: number } = {}) =>
  writeStory({ prompt: more.prompt ?? KEEPER, tone: more.tone ?? null, words: more.words ?? null, comments });
const tell = (...given: Parameters<typeof write>) => write(...given).text;

const paragraphs = (story: string) => story.split("\n\n").length;
const lastSentence = (story: string) => story.split(/(?<=[.!?]”?)\s/).at(-1) ?? "";

describe("a story", () => {
  test("is about its prompt, in about 200 words", () => {
    const story = tell();
    expect(story).toContain("a lighthouse keeper who repairs clocks");
    expect(story).toContain("the clocks");
    expect(countWords(story)).toBeGreaterThan(185);
    expect(countWords(story)).toBeLessThan(215);
    expect(paragraphs(story)).toBeGreaterThan(2);
  });

  test("is the same for the same request, and another for another prompt", () => {
    expect(tell(["funnier"])).toBe(tell(["funnier"]));
    const others = ["dragons", "A dog in space", "Why do cats purr?", "A baker and a thief"];
    const stories = [KEEPER, ...others].map((prompt) => tell([], { prompt }));
    expect(new Set(stories.map((story) => story.split("\n\n")[0])).size).toBe(5);
    expect(new Set(stories.map((story) => story.split("\n\n")[1])).size).toBeGreaterThan(2);
  });

  test.each([20, 60, 100, 150, 300, 600, 1_000, 2_000])("keeps to about %i words", (words) => {
    const count = countWords(tell([], { words }));
    expect(count).toBeGreaterThan(words * 0.8);
    expect(count).toBeLessThan(words * 1.08 + 1);
  });

  test.each(["funny", "warm", "dark", "whimsical", "ostentatious", "like a letter from home"])(
    "shows its tone: %s",
    (tone) => {
      expect(tell([], { tone })).not.toBe(tell());
    },
  );
});

describe("a comment is followed visibly", () => {
  test.each<[string, RegExp]>([
    ["name the keeper Tomas", /\bTomas\b.*\bhe\b/s],
    ["the dog should be called Rex", /\bdog called Rex\b/],
    ["set it in Lisbon", /\bin Lisbon\b/],
    ["set it in 1920", /\bin 1920\b/],
    ["give it a happy ending", /\bhapp(?:y|ily)\b/],
    ["a sad ending", /\bsad\b/],
    ["surprise ending", /\bsurprise\b/],
    ["funnier", /\bgoose\b/],
    ["darker", /\bshadow\b|\bscratched\b/],
    ["make it weirder", /\bbricked up\b/],
    ["add a dragon", /\ba dragon\b/],
    ["mention the sea", /\bthe sea\b/],
    ["add a parrot called Kiki", /\ba parrot called Kiki\b/],
    ["more dialogue", /“[^”]+\?” .*“/],
    ['Include the sentence "Time is a liar."', /“Time is a liar\.”/],
    ["replace the clocks with radios", /\bwho repairs radios\b/],
  ])("%s", (comment, sign) => {
    expect(tell()).not.toMatch(sign);
    expect(tell([comment])).toMatch(sign);
  });

  test("at its place", () => {
    expect(lastSentence(tell(["end with rain"]))).toMatch(/\brain\b/);
    expect(tell(['end with the words "Good night."'])).toMatch(/“Good night\.”$/);
    expect(tell(["the title should be The Last Wave"])).toMatch(/^## The Last Wave\n\n/);
  });

  test("without the clock: not one is left", () => {
    expect(tell(["without the clock"])).not.toMatch(/clock/i);
    expect(tell(["add a clock shop", "without the clock"])).not.toMatch(/clock/i);
  });

  test("what is removed may come back", () => {
    expect(tell(["add a dragon", "no dragons"])).not.toMatch(/dragon/i);
    expect(tell(["add a dragon", "no dragons", "add a dragon after all"])).toMatch(/dragon/i);
  });
});

test("what is not followed is not in the story, and comes back", () => {
  const { text, unfollowed } = write(["shorter, and put it into hexameters", "Mehr Wind, bitte"]);
  expect(unfollowed).toEqual(["put it into hexameters", "Mehr Wind, bitte"]);
  expect(text).not.toMatch(/hexameter|Wind/);
});

describe("length", () => {
  const words = (...comments: string[]) => countWords(tell(comments));

  test("shorter, longer, twice as long", () => {
    expect(words("shorter")).toBeLessThan(words() * 0.7);
    expect(words("shorter", "shorter")).toBeLessThan(words("shorter") * 0.75);
    expect(words("longer")).toBeGreaterThan(words() * 1.4);
    expect(words("twice as long")).toBeGreaterThan(words() * 1.8);
  });

  test("a limit holds, whatever else is asked for", () => {
    const wishes = ["call her Mira", "set it in Lisbon", "add a dragon", "a happy ending", "end with rain"];
    const story = tell([...wishes, "under 50 words"]);
    expect(countWords(story)).toBeLessThan(50);
    expect(story).toMatch(/Mira.*in Lisbon.*a dragon.*happ.*the rain\.$/s);
    expect(countWords(tell([...wishes, "at most 100 words"]))).toBeLessThanOrEqual(100);
    expect(countWords(tell([...wishes, "at least 300 words"]))).toBeGreaterThanOrEqual(300);
  });

  test("about 80 words, in three paragraphs", () => {
    const story = tell(["three paragraphs", "about 80 words"]);
    expect(paragraphs(story)).toBe(3);
    expect(Math.abs(countWords(story) - 80)).toBeLessThanOrEqual(8);
  });

  test.each([1, 2, 5])("%i paragraphs", (count) => {
    expect(paragraphs(tell([`${count} paragraphs`]))).toBe(count);
  });

  test.each([1, 2, 4, 7])("%i sentences", (count) => {
    expect(tell([`in ${count} sentences`, "add a dragon"]).match(/[.!?](?=\s|$)/g)).toHaveLength(count);
  });
});

describe("round after round", () => {
  test("earlier comments stay in force, and what nobody commented on stays as it was", () => {
    const first = tell(["call her Mira"]);
    const second = tell(["call her Mira", "set it in Lisbon"]);
    const third = tell(["call her Mira", "set it in Lisbon", "end with rain"]);
    expect(second).toMatch(/in Lisbon.*Mira/s);
    expect(third).toMatch(/in Lisbon.*Mira.*the rain/s);
    expect(second.split("\n\n")[1]).toBe(first.split("\n\n")[1]);
    expect(third.split("\n\n")[1]).toBe(first.split("\n\n")[1]);
  });

  test("a later comment replaces an earlier one of its sort", () => {
    const before = ["call her Mira", "set it in Lisbon", "a sad ending", "funnier"];
    const story = tell([...before, "call him Tomas", "set it on the moon", "a happy ending", "darker"]);
    for (const sign of [/Tomas/, /on the moon/, /happ/, /shadow|scratched/]) expect(story).toMatch(sign);
    expect(story).not.toMatch(/Mira|Lisbon|sad|goose/);
  });
});

describe("prompts of every kind make sentences", () => {
  const prompts = [
    KEEPER,
    "love",
    "Rain",
    "Lena",
    "a",
    "🐙",
    "???",
    "Why do cats purr?",
    "Ein Leuchtturmwärter, der Uhren repariert",
    "Un gato que habla",
    "海と少年",
    "The moon falls in love with a baker",
    "a boy finds a robot in the attic",
    "Two friends build a boat",
    "Lena and the dragon",
    "the the a an",
    'A shop called "The Last Minute"',
    '"To be or not to be"',
    "I lost my keys",
    "An orphan raised by wolves, set in Rome, with a happy ending",
    "<b>bold</b> *stars* [link](http://evil.example/x) `code` # head",
    "UPPER CASE PROMPT ABOUT A DOG",
    `It was a long year. ${"The harbour froze and the piano waited for the tuner. ".repeat(50)}`,
  ];

  test.each(prompts)("%s", (prompt) => {
    for (const comments of [[], ["call her Mira", "add an owl", "make it more odd", "what?"], ["under 40 words"]]) {
      const story = tell(comments, { prompt });
      const own = story.replace(/“[^”]*”/g, "“”");
      expect(own).not.toMatch(/\b(a|an|the) (a|an|the)\b(?! an\b)|undefined|null|\{|\}(?!\\)| ,| \.|\.\.(?!\.)|,\./i);
      expect(own).not.toMatch(/\b(?:a [aeiou]\w+|an [bcdfgjklmnpqrstvwxz]\w+)\b/i);
      for (const paragraph of story.split("\n\n")) expect(paragraph).toMatch(/^[^\p{Ll}][\s\S]*[.!?…]”?$/u);
    }
  });

  test("nothing of a prompt or comment is Markdown, HTML or a link in the story", () => {
    const evil =
      "<script>alert(1)</script> **bold** [x](https://evil.example) `code` https://evil.example a@evil.example";
    const written = `${tell([evil], { prompt: evil })}\n\n${notFollowed([evil])}`;
    expect(written).not.toMatch(/evil\.example|(?<!\\)[<`[\]]|(?<!\\)\*\*/);
  });
});
