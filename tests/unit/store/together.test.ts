import { expect, it } from "vitest";
import { together } from "@/lib/store/together";

/** Answers when told to, and remembers what it was asked. */
function slow(most = 10) {
  const asked: string[][] = [];
  const answers: (() => void)[] = [];
  const ask = together<string, string>({
    ask: (questions) => {
      asked.push(questions);
      return new Promise((resolve, reject) => {
        answers.push(() => {
          if (questions.includes("all fail")) reject(new Error("no connection"));
          resolve(
            questions.map((question) =>
              question === "fails"
                ? { status: "rejected", reason: new Error("wrong") }
                : { status: "fulfilled", value: `${question}!` },
            ),
          );
        });
      });
    },
    familyOf: (question) => question.split(":", 1)[0] ?? "",
    most,
    lanes: 1,
  });
  return { ask, asked, answer: () => answers.shift()?.() };
}

it("asks what came meanwhile together, each answer to whoever asked", async () => {
  const { ask, asked, answer } = slow();
  const first = ask("a");
  const later = ["b", "c", "fails"].map((question) => ask(question).catch((error: Error) => error.message));
  expect(asked).toEqual([["a"]]);
  answer();
  expect(await first).toBe("a!");
  await expect.poll(() => asked).toEqual([["a"], ["b", "c", "fails"]]);
  answer();
  expect(await Promise.all(later)).toEqual(["b!", "c!", "wrong"]);
});

it("never asks two of one family together, nor more than so many, and keeps their order", async () => {
  const { ask, asked, answer } = slow(2);
  const all = ["a", "b:1", "b:2", "c", "d", "b:3"].map((question) => ask(question));
  for (let done = 0; done < 4; done++) {
    await expect.poll(() => asked.length).toBe(done + 1);
    answer();
  }
  expect(asked).toEqual([["a"], ["b:1", "c"], ["b:2", "d"], ["b:3"]]);
  expect(await Promise.all(all)).toEqual(["a!", "b:1!", "b:2!", "c!", "d!", "b:3!"]);
});

it("goes on after all of them failed", async () => {
  const { ask, asked, answer } = slow();
  const lost = ["a", "all fail", "b"].map((question) => ask(question).catch((error: Error) => error.message));
  answer();
  await expect.poll(() => asked.length).toBe(2);
  answer();
  expect(await Promise.all(lost)).toEqual(["a!", "no connection", "no connection"]);
  const next = ask("c");
  answer();
  expect(await next).toBe("c!");
});
