import type { Assignee } from "@/lib/words/people";

const roles = { admin: "admins", author: "authors", reviewer: "reviewers" };

/** Why somebody who sees a review may not answer it. */
export const mayAnswer = {
  /** `name` is of the person or team that is asked, where it is known. */
  notAsked: ({ kind, id }: Assignee, name?: string) => {
    if (kind === "role") return `This is for ${roles[id]}.`;
    if (kind === "team") return name ? `This is for the team ${name}.` : "This is for a team that you are not in.";
    return name ? `This is for ${name}.` : "This is for somebody else.";
  },
  starter: "You started this, so somebody else decides.",
  decided: (step: string) => `You decided at “${step}”, so somebody else decides here.`,
  answered: "You have answered another of these already, so somebody else answers this one.",
};
