import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { awakeTimeout } from "@/lib/code/awake-timeout";

test("time in which the process stood still does not count", async () => {
  let over = false;
  awakeTimeout(1_500, () => {
    over = true;
  });
  // Nothing runs in this process meanwhile, as while it is frozen.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_000);
  await delay(100);
  expect(over).toBe(false);
  await expect.poll(() => over, { timeout: 5_000 }).toBe(true);
});

test("short ones are exact, and one that was stopped never comes", async () => {
  const began = performance.now();
  const passed = await new Promise<number>((resolve) => awakeTimeout(60, () => resolve(performance.now() - began)));
  expect(passed).toBeGreaterThan(55);
  let over = false;
  awakeTimeout(30, () => {
    over = true;
  })();
  await delay(80);
  expect(over).toBe(false);
});
