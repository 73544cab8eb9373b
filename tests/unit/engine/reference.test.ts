import fc from "fast-check";
import { expect, it } from "vitest";
import { flows, LOOP } from "./reference/flow";
import { Matrix } from "./reference/matrix";
import { play } from "./reference/play";
import { TABLE } from "./reference/table";

const roles = fc.constantFrom("root", "root", "branch", "racer");
const choices = fc.array(fc.record({ pick: fc.nat(10_000), room: fc.boolean() }), { minLength: 5, maxLength: 30 });
const looping = [0, 6, 0].map((pick) => ({ pick, room: true }));

it("engine and reference model make the same of every event in every state", { timeout: 60_000 }, () => {
  const reached = new Matrix();
  fc.assert(
    fc.property(flows, roles, choices, (flow, role, chosen) => play(flow, role, chosen, reached)),
    // Which pairs come up must not be left to chance.
    {
      numRuns: 500,
      seed: 1,
      examples: [[LOOP, "root", looping]],
    },
  );
  expect(reached.against(Matrix.read(TABLE)), `${reached}`).toEqual({ neverReached: [], notInTable: [] });
});
