export const start = {
  title: "Start",
  intro: "Pick what you want done. It stops and asks you where a person is needed.",
  none: "No workflows yet",
  noneHelp: "Workflows are files in the folder workflows of this project. Add one and start Holdpoint again.",
  steps: (count: number) => (count === 1 ? "1 step" : `${count} steps`),
  /** Branches and code may ask, too; how often is known only when they run. */
  asks: (count: number, more: boolean) => {
    if (more) return "asks people on the way";
    return count === 0 ? "asks nobody" : count === 1 ? "asks a person" : `asks a person ${count} times`;
  },
  yes: "Yes",
  no: "No",
  back: "All workflows",
  go: "Start",
  starting: "Starting…",
  more: "More",
  model: "Model",
  modelHelp: "Leave this empty to use the model each assistant names.",
  input: "What was asked for",
  another: "Start another",
  again: "Try again with the same text",
  details: "See every step",
  result: "Result",
};
