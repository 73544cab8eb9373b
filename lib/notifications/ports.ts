/** What sending mail needs, and what it is about. */
import type { Actor, Assignee, Role } from "@/lib/words/people";

/** `review`: something waits; `reminder`: it is due soon; `digest`: all that waits, in one. */
export type MailKind = "review" | "reminder" | "digest";

/** An open review that the addressee is asked to answer. */
export interface AskedReview {
  id: string;
  rootRunId: string;
  /** Name of the workflow, or of a branch of one. */
  workflow: string;
  title: string;
  description: string;
  assignee: Assignee | null;
  askedBy: Actor;
  dueAt: Date | null;
  draft: { revision: number; content: string; by: Actor } | null;
}

/** Read when it is sent, so that it says what is true by then. */
export interface MailMatter {
  to: { name: string; email: string; role: Role };
  /** Oldest first; of a digest at most ten. */
  reviews: AskedReview[];
  /** How many there are; nobody needs to know how far beyond 1,000. */
  count: number;
}

export interface Mail extends MailMatter {
  kind: MailKind;
}

export interface MailContent {
  subject: string;
  html: string;
  text: string;
  /** Where its button leads. */
  link: string;
}

/** One message, ready to go. */
export interface Message extends MailContent {
  to: { name: string; address: string };
  /** The same whenever this mail is sent again, so that mailboxes can tell. */
  messageId: string;
  /** Message ids of what it belongs to. */
  references: string[];
}

/** Takes messages. Rejects with a `PostError` when it did not, or may not have. */
export interface Post {
  send(message: Message): Promise<void>;
  close(): void;
}

/** Never with what was sent, or how it signed in. */
export class PostError extends Error {
  override name = "PostError";
  constructor(
    message: string,
    /** Trying again would not help. */
    readonly final: boolean,
  ) {
    super(message);
  }
}
