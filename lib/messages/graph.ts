export const graph = {
  title: "Workflow",
  list: "Steps of the workflow",
  /** For a closed summary. */
  at: (position: number, count: number, title: string) => `step ${position} of ${count}: ${title}`,
  count: (count: number) => (count === 1 ? "1 step" : `${count} steps`),
  state: {
    ahead: "not visited",
    visited: "done",
    canceled: "left",
    running: "running now",
    waiting: "waiting now",
    failed: "failed",
  },
  visits: (count: number) => `visited ${count} times`,
  waysOut: (title: string) => `Ways out of ${title}`,
  leadsTo: (label: string, target: string) => `${label}: leads to ${target}`,
  to: (target: string) => `, leads to ${target}`,
  on: { next: "Goes on", action: "Button", choice: "Choice", deadline: "At the deadline", error: "When it fails" },
  unknown: "How its steps hang together is not known any more.",
};
