import { expect, test } from "vitest";
import { a2aFetch, type SendRequest } from "@/lib/effects/a2a-fetch";

/** What comes from elsewhere, without the way there. */
const saying =
  (text: string): SendRequest =>
  async () => ({ status: 200, headers: new Headers(), text });

const heard = async (text: string) =>
  (await a2aFetch(saying(text), null, new AbortController().signal)("https://agent.example/")).text();

test("W12: an agent's numbers that would be rounded come as their text", async () => {
  expect(await heard('{"result":{"data":{"id":12345678901234567890,"n":0.5}}}')).toBe(
    '{"result":{"data":{"id":"12345678901234567890","n":0.5}}}',
  );
});

test("what is no JSON comes as it is", async () => {
  expect(await heard("data: 12345678901234567890")).toBe("data: 12345678901234567890");
});

test("what is nested too deep to be read is refused, however it is written", async () => {
  const nested = (levels: number) => `${'{"a":['.repeat(levels / 2)}${"]}".repeat(levels / 2)}`;
  expect(await heard(nested(100))).toBe(nested(100));
  for (const levels of [102, 200_000]) await expect(heard(nested(levels))).rejects.toThrow("more than 100 levels deep");
  const quoted = JSON.stringify({ text: `"${"[".repeat(300)}\\` });
  expect(await heard(quoted)).toBe(quoted);
});
