import { joinKind } from "./join";

/** Runs another workflow; its output is the step's. */
export const workflow = joinKind<"workflow">({
  word: "workflow",
  icon: "workflow",
  outputOf: ([only]) => only?.output ?? null,
});
