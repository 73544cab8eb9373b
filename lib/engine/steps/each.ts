import { joinKind } from "./join";

/** Runs a workflow for each item; the output is the list of theirs, in order. */
export const each = joinKind<"each">({
  word: "one for each",
  icon: "rows",
  outputOf: (branches) => branches.map(({ output }) => output),
});
