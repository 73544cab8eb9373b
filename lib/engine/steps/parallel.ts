import { byKey, joinKind } from "./join";

/** Runs named branches side by side; the output has theirs by name. */
export const parallel = joinKind<"parallel">({
  word: "side by side",
  icon: "columns",
  check(step, report) {
    if (Object.keys(step.branches).length === 0) report("it has no branches; add at least one.");
  },
  outputOf: byKey,
});
