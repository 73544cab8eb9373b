import { expect, it } from "vitest";
import { Choices, shrink } from "../simulation/choices";
import { simulate } from "../simulation/simulate";

/** Long campaigns: `npm run simulate`. */
const HISTORIES = 150;

it("whatever happens, to whatever process, no history breaks an invariant", async () => {
  for (let seed = 1; seed <= HISTORIES; seed++) {
    const { violations } = await simulate(new Choices(seed));
    expect(violations, `npm run simulate -- --seed ${seed} --runs 1`).toEqual([]);
  }
}, 120_000);

/** Found by long campaigns. */
const FOUND = {
  "a deadline that comes at the end of the quiet time ends a race, whose other branch has to hear of it": 100_262,
  "a fork of a visit that began with the second draft begins with that draft alone": 100_672,
  "a deadline that comes at the end of the quiet time starts work, which fails at first": 113_704,
};

it.each(Object.entries(FOUND))("%s", async (_, seed) => {
  expect((await simulate(new Choices(seed))).violations).toEqual([]);
});

it("the same choices play the same history, drawn or given", async () => {
  const drawn = await simulate(new Choices(7));
  const given = await simulate(new Choices(0, drawn.choices));
  expect(drawn.history.length).toBeGreaterThan(20);
  expect(given).toEqual(drawn);
});

it("choices are made fewer and smaller as long as they still fail", async () => {
  const fails = async (choices: readonly number[]) => choices.some((one, at) => one >= 10 && at >= 1);
  expect(await shrink([3, 99, 4, 70, 1, 5], fails, 500)).toEqual([0, 10]);
});
