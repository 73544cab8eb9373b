import { expect, it } from "vitest";
import { together } from "@/lib/store/together";

/** Answers when told to, and remembers what it was asked. */
function slow() {
  const asked: string[][] = [];
  const answers: (() => void)[] = [];
  const ask = together<string, string>({
    async ask(questions) {
      asked.push(questions);
      await new Promise<void>((resolve) => {
        answers.push(resolve);
      });
      if (questions.includes("lost")) throw new Error("no connection");
      if (questions.includes("wrong")) throw Object.assign(new Error("refused"), { severity: "ERROR" });
      return questions.map((question) => `${question}!`);
    },
    familyOf: (question) => question.split(":", 1)[0] ?? "",
  });
  return { ask, asked, answer: () => answers.shift()?.() };
}

it("asks what came meanwhile together, each answer to whoever asked", async () => {
  const { ask, asked, answer } = slow();
  const first = ask("a");
  const later = ["b", "c", "d"].map((question) => ask(question));
  expect(asked).toEqual([["a"]]);
  answer();
  expect(await first).toBe("a!");
  await expect.poll(() => asked).toEqual([["a"], ["b", "c", "d"]]);
  answer();
  expect(await Promise.all(later)).toEqual(["b!", "c!", "d!"]);
});

it("asks each alone where one of them is refused", async () => {
  const { ask, asked, answer } = slow();
  const all = ["a", "b", "wrong", "c"].map((question) => ask(question).catch((error: Error) => error.message));
  answer();
  await expect.poll(() => asked.length).toBe(2);
  answer();
  await expect.poll(() => asked.slice(2)).toEqual([["b"], ["wrong"], ["c"]]);
  for (let left = 3; left > 0; left--) answer();
  expect(await Promise.all(all)).toEqual(["a!", "b!", "refused", "c!"]);
});

it("never asks two of one family together, and keeps their order", async () => {
  const { ask, asked, answer } = slow();
  const all = ["a", "b:1", "b:2", "c", "b:3", "d"].map((question) => ask(question));
  for (let done = 0; done < 4; done++) {
    await expect.poll(() => asked.length).toBe(done + 1);
    answer();
  }
  expect(asked).toEqual([["a"], ["b:1", "c", "d"], ["b:2"], ["b:3"]]);
  expect(await Promise.all(all)).toEqual(["a!", "b:1!", "b:2!", "c!", "b:3!", "d!"]);
});

it("goes on after all of them failed", async () => {
  const { ask, asked, answer } = slow();
  const lost = ["a", "lost", "b"].map((question) => ask(question).catch((error: Error) => error.message));
  answer();
  await expect.poll(() => asked.length).toBe(2);
  answer();
  expect(await Promise.all(lost)).toEqual(["a!", "no connection", "no connection"]);
  const next = ask("c");
  await expect.poll(() => asked.length).toBe(3);
  answer();
  expect(await next).toBe("c!");
});
