import { expect, it } from "vitest";
import { runTitle } from "@/components/runs/run-title";

it("a run goes by its title, else by the first text it began with; a list holds no more of it than is read", () => {
  expect(runTitle({ input: { prompt: "A clock" }, output: { title: "The clock" } }, [])).toBe("The clock");
  expect(runTitle({ input: { count: 1, prompt: "A clock" }, output: null }, [])).toBe("A clock");
  const long = runTitle({ input: { prompt: "😀".repeat(500_000) }, output: null }, []);
  expect(long).toBe(`${"😀".repeat(149)}…`);
});
