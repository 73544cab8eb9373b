import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { GUARDS } from "../guards/index";

it.each(GUARDS)("the guard that $name is where `npm run prove:guards` looks for it", ({ file, guard, instead }) => {
  expect(readFileSync(file, "utf8").split(guard), `${file} should have this once: ${guard}`).toHaveLength(2);
  expect(instead).not.toBe(guard);
});
