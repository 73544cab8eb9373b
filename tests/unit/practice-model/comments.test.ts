import { describe, expect, test } from "vitest";
import { readComment } from "@/tools/practice-model/comments/read-comment";
import type { Wish } from "@/tools/practice-model/comments/wishes";

type Case = [comment: string, ...wishes: Wish[]];

const reads = (what: string, cases: Case[]) =>
  describe(what, () => {
    test.each(cases.map(([comment, ...wishes]) => ({ comment, wishes })))("$comment", ({ comment, wishes }) => {
      expect(readComment(comment)).toEqual(wishes);
    });
  });

const name = (target: string | null, called: string, gender?: "female" | "male"): Wish => ({
  kind: "name",
  target,
  name: called,
  ...(gender ? { gender } : {}),
});
const place = (phrase: string): Wish => ({ kind: "place", phrase });
const length = (change: Extract<Wish, { kind: "length" }>["change"]): Wish => ({ kind: "length", change });
const tone = (word: string): Wish => ({ kind: "tone", tone: word });
const add = (what: string): Wish => ({ kind: "add", what });
const unclear = (text: string): Wish => ({ kind: "unclear", text });

reads("a name", [
  ["call her mira please", name(null, "Mira", "female")],
  ["please name the lighthouse keeper tomas", name("lighthouse keeper", "Tomas")],
  ["the dog should be called Rex", name("dog", "Rex")],
  ["His name should be Jean-Luc", name(null, "Jean-Luc", "male")],
  ["give her the name Ana Maria", name(null, "Ana Maria", "female")],
  ["I want the main character to be called Zoë", name(null, "Zoë")],
  ["rename Mira to Lena", name(null, "Lena")],
  ["replace Mira with Lena", name(null, "Lena")],
  ["Call the dog Rex and the cat Mimi", name("dog", "Rex"), name("cat", "Mimi")],
  ["call the village Brook", place("in Brook")],
  ["call the story The Last Hour", { kind: "title", title: "The Last Hour" }],
]);

reads("a place or a time", [
  ["set it in Lisbon", place("in Lisbon")],
  ["move it to a mountain village", place("in a mountain village")],
  ["move it to an island", place("on an island")],
  ["it should happen in New York instead", place("in New York")],
  ["in Lisbon please", place("in Lisbon")],
  ["set it in 1920", { kind: "time", phrase: "in 1920" }],
]);

reads("an ending", [
  ["give it a happy ending", { kind: "ending", mood: "happy" }],
  ["no sad ending please", { kind: "ending", mood: "happy" }],
  ["add a plot twist", { kind: "ending", mood: "surprise" }],
  ["end with rain", { kind: "ending", image: "rain" }],
  ['End it with the words "Good night."', { kind: "ending", words: "Good night." }],
  ["add a dragon at the end", { kind: "ending", image: "a dragon" }],
  ["a quieter ending", { kind: "ending", adjective: "quieter" }],
]);

reads("a length", [
  ["shorter", length({ factor: 0.6 })],
  ["much shorter", length({ factor: 0.4 })],
  ["a hundred and fifty words", length({ words: 150 })],
  ["twice as long", length({ factor: 2 })],
  ["under 50 words", length({ max: 49 })],
  ["at least 300 words", length({ min: 300 })],
  ["between 100 and 150 words", length({ min: 100, max: 150 })],
  ["50 words shorter", length({ more: -50 })],
  ["three paragraphs of 100 words in all", length({ paragraphs: 3, words: 100 })],
  ["in two sentences", length({ sentences: 2 })],
]);

reads("a tone", [
  ["make it warmer and funnier", tone("warm"), tone("funny")],
  ["too dark", tone("cheerful")],
  ["more suspense", tone("exciting")],
  ["make it more baroque-ish", tone("more baroque-ish")],
]);

reads("things", [
  ["add a dragon and a storm", add("a dragon"), add("a storm")],
  ["mention the sea", add("the sea")],
  ["there should be a parrot called Kiki", { kind: "add", what: "a parrot", name: "Kiki" }],
  ["don't mention the war", { kind: "remove", what: "war" }],
  ["without the clock", { kind: "remove", what: "clock" }],
  ["a cat instead of the dog", { kind: "swap", from: "dog", to: "cat" }],
  ["replace the clocks with radios", { kind: "swap", from: "clocks", to: "radios" }],
  ['Include the sentence "Time is a liar."', { kind: "say", text: "Time is a liar." }],
]);

reads("several wishes in one comment", [
  [
    "Nice start! Call her Mira, set it in Lisbon and give it a happy ending.",
    name(null, "Mira", "female"),
    place("in Lisbon"),
    { kind: "ending", mood: "happy" },
  ],
  ["Move it to Lisbon, shorter and funnier", place("in Lisbon"), length({ factor: 0.6 }), tone("funny")],
  ["- call her Mira\n- set it in Rome", name(null, "Mira", "female"), place("in Rome")],
  ["Great, but shorter.", length({ factor: 0.6 })],
  ["Great, thank you!"],
  ["👍"],
]);

reads("what is not understood comes back in its own words", [
  ["I don't like the ending", unclear("I don't like the ending")],
  ["Why does she\ndo that?", unclear("Why does she do that?")],
  ["make the keeper braver", unclear("make the keeper braver")],
  ["use words that rhyme", unclear("use words that rhyme")],
  ["Bitte auf Deutsch", unclear("Bitte auf Deutsch")],
  ["shorter. And why the goat", length({ factor: 0.6 }), unclear("And why the goat")],
]);
