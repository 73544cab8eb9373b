import type { RunSummary, WorkflowView } from "@/lib/views/views";

const readable = (name: string) => name.replaceAll(/[_-]+/g, " ");

/** What is being written now: the next draft, or something else the workflow names. */
export interface Working {
  kind: "draft" | "text" | "other";
  /** Of the draft being written. */
  revision: number;
  name: string;
}

/** A model's text that a form still follows is a draft; any other is finishing touch. */
export function workingOn(
  run: Pick<RunSummary, "step">,
  workflow: Pick<WorkflowView, "steps"> | null,
  drafts: number,
): Working {
  const step = workflow?.steps.find((candidate) => candidate.index === run.step?.index);
  const name = readable(run.step?.name ?? "");
  if (step?.kind !== "prompt") return { kind: "other", revision: drafts, name };
  const reviewed = workflow?.steps.some((other) => other.kind === "form" && other.index > step.index) ?? false;
  return { kind: reviewed ? "draft" : "text", revision: drafts + 1, name };
}

export const progress = {
  writing: (working: Working) =>
    working.kind === "draft"
      ? `Draft ${working.revision} is being written…`
      : working.kind === "text"
        ? `The ${working.name} is being written…`
        : working.name
          ? `Working on the ${working.name}…`
          : "Working on it…",
  name: (working: Working) => (working.kind === "draft" ? `Draft ${working.revision}` : "In the making"),
  /** After a decision: the same as a full sentence. */
  next: (working: Working) =>
    working.kind === "draft"
      ? `Draft ${working.revision} is being written.`
      : working.kind === "text"
        ? `The ${working.name} is being written.`
        : "The work goes on.",
  waitingElsewhere: "It waits for somebody else’s answer.",
  ready: (revision: number) => `Draft ${revision} is ready for your review.`,
  question: "There is a question for you.",
  completed: "It is done.",
  accepted: "Done. Here is the result.",
  failed: "It stopped because something did not work.",
  failedSafe: "Everything up to here is kept.",
  canceled: "It was canceled. Everything up to here is kept.",
  leave: "You can leave this page and come back; it goes on without you.",
};
