import { describe, expect, test } from "vitest";
import { readComment } from "@/tools/practice-model/comments/read-comment";
import type { Wish } from "@/tools/practice-model/comments/wishes";

type Case = [comment: string, ...wishes: Wish[]];

const reads = (cases: Case[]) =>
  test.each(cases.map(([comment, ...wishes]) => ({ comment, wishes })))("$comment", ({ comment, wishes }) => {
    expect(readComment(comment)).toEqual(wishes);
  });

const name = (target: string | null, called: string, gender?: "female" | "male"): Wish => ({
  kind: "name",
  target,
  name: called,
  ...(gender ? { gender } : {}),
});
const length = (change: Extract<Wish, { kind: "length" }>["change"]): Wish => ({ kind: "length", change });

describe("a name", () => {
  reads([
    ["call her Mira", name(null, "Mira", "female")],
    ["call her mira please", name(null, "Mira", "female")],
    ["Name the keeper Tomas", name("keeper", "Tomas")],
    ["please name the lighthouse keeper tomas", name("lighthouse keeper", "Tomas")],
    ["the dog should be called Rex", name("dog", "Rex")],
    ["His name should be Jean-Luc", name(null, "Jean-Luc", "male")],
    ["give her the name Ana Maria", name(null, "Ana Maria", "female")],
    ["I want the main character to be called Zoë", name(null, "Zoë")],
    ["rename Mira to Lena", name(null, "Lena")],
    ["Call the dog Rex and the cat Mimi", name("dog", "Rex"), name("cat", "Mimi")],
    ["call the village Brook", { kind: "place", phrase: "in Brook" }],
    ["call the story The Last Hour", { kind: "title", title: "The Last Hour" }],
  ]);
});

describe("a place", () => {
  reads([
    ["set it in Lisbon", { kind: "place", phrase: "in Lisbon" }],
    ["move it to a mountain village", { kind: "place", phrase: "in a mountain village" }],
    ["Set the story on the moon", { kind: "place", phrase: "on the moon" }],
    ["move it to an island", { kind: "place", phrase: "on an island" }],
    ["it should happen in New York instead", { kind: "place", phrase: "in New York" }],
    ["in Lisbon please", { kind: "place", phrase: "in Lisbon" }],
    ["set it in 1920", { kind: "time", phrase: "in 1920" }],
    ["move it to the future", { kind: "time", phrase: "in the future" }],
  ]);
});

describe("an ending", () => {
  reads([
    ["give it a happy ending", { kind: "ending", mood: "happy" }],
    ["a sad ending", { kind: "ending", mood: "sad" }],
    ["no sad ending please", { kind: "ending", mood: "happy" }],
    ["surprise ending", { kind: "ending", mood: "surprise" }],
    ["add a plot twist", { kind: "ending", mood: "surprise" }],
    ["end with rain", { kind: "ending", image: "rain" }],
    ['End it with the words "Good night."', { kind: "ending", words: "Good night." }],
    ["the keeper should die at the end", { kind: "ending", event: "the keeper died" }],
    ["a quieter ending", { kind: "ending", adjective: "quieter" }],
  ]);
});

describe("a length", () => {
  reads([
    ["shorter", length({ factor: 0.6 })],
    ["much shorter", length({ factor: 0.4 })],
    ["about 80 words", length({ words: 80 })],
    ["a hundred and fifty words", length({ words: 150 })],
    ["twice as long", length({ factor: 2 })],
    ["under 50 words", length({ max: 49 })],
    ["at least 300 words", length({ min: 300 })],
    ["between 100 and 150 words", length({ min: 100, max: 150 })],
    ["50 words shorter", length({ more: -50 })],
    ["three paragraphs", length({ paragraphs: 3 })],
    ["three paragraphs of 100 words in all", length({ paragraphs: 3, words: 100 })],
    ["in two sentences", length({ sentences: 2 })],
    ["too long", length({ factor: 0.6 })],
  ]);
});

describe("a tone", () => {
  reads([
    ["funnier", { kind: "tone", tone: "funny" }],
    ["make it darker", { kind: "tone", tone: "dark" }],
    ["too dark", { kind: "tone", tone: "cheerful" }],
    ["more suspense", { kind: "tone", tone: "exciting" }],
    ["make it warmer and funnier", { kind: "tone", tone: "warm" }, { kind: "tone", tone: "funny" }],
    ["make it more baroque-ish", { kind: "tone", tone: "more baroque-ish" }],
  ]);
});

describe("things and events", () => {
  reads([
    ["add a dragon", { kind: "add", what: "a dragon" }],
    ["mention the sea", { kind: "add", what: "the sea" }],
    ["add a dragon and a storm", { kind: "add", what: "a dragon" }, { kind: "add", what: "a storm" }],
    ["there should be a parrot called Kiki", { kind: "add", what: "a parrot", name: "Kiki" }],
    ["without the clock", { kind: "remove", what: "clock" }],
    ["don't mention the war", { kind: "remove", what: "war" }],
    ["a cat instead of the dog", { kind: "swap", from: "dog", to: "cat" }],
    ["replace the clocks with radios", { kind: "swap", from: "clocks", to: "radios" }],
    ["make the keeper braver", { kind: "trait", who: "keeper", adjective: "braver" }],
    ["the keeper should fall in love", { kind: "event", text: "the keeper fell in love" }],
    ["let it rain", { kind: "event", text: "it rained" }],
    ["Mention that she is seventy", { kind: "fact", text: "she is seventy" }],
    ['Include the sentence "Time is a liar."', { kind: "say", words: "Time is a liar." }],
  ]);
});

describe("several wishes in one comment", () => {
  reads([
    [
      "Nice start! Call her Mira, set it in Lisbon and give it a happy ending.",
      name(null, "Mira", "female"),
      { kind: "place", phrase: "in Lisbon" },
      { kind: "ending", mood: "happy" },
    ],
    ["- call her Mira\n- set it in Rome", name(null, "Mira", "female"), { kind: "place", phrase: "in Rome" }],
    ["Great, but shorter.", length({ factor: 0.6 })],
    ["one paragraph, please", length({ paragraphs: 1 })],
  ]);
});

describe("what is not understood comes back in its own words", () => {
  reads([
    ["I don't like the ending", { kind: "unclear", text: "I don't like the ending" }],
    ["Why does she\ndo that?", { kind: "unclear", text: "Why does she do that?" }],
    ["Bitte auf Deutsch", { kind: "unclear", text: "Bitte auf Deutsch" }],
    ["👍", { kind: "unclear", text: "👍" }],
    ["shorter. And why the goat", length({ factor: 0.6 }), { kind: "unclear", text: "And why the goat" }],
  ]);
});
