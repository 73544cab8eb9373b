import { byKey, joinKind } from "./join";

/** Runs named branches side by side: the first to complete wins, or one more makes one result of what all gave. */
export const race = joinKind<"race">({
  word: "race",
  icon: "trophy",
  check({ branches, combine }, report) {
    if (Object.keys(branches).length < 2) report("a race needs two branches or more; with one, use workflow.");
    if (combine && "combine" in branches)
      report('a branch can\'t be named "combine" where the race has a combine; rename it.');
  },
  needsOne: true,
  outputOf: byKey,
});
