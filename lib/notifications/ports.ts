/** What sending mail needs, and what it is about. */
import type { Actor, Assignee, Role } from "@/lib/words/people";

/** `review`: something waits; `reminder`: it is due soon; `digest`: all that waits, in one. */
export type MailKind = "review" | "reminder" | "digest";

/** A mail that this process has taken for a while. */
export interface ClaimedMail {
  id: string;
  kind: MailKind;
  /** Counts this attempt; a result of an earlier one changes nothing. */
  attempts: number;
}

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
  createdAt: Date;
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
  now: Date;
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

export interface MailStore {
  /** Whether there are reviews to tell of, and mails to send, in one statement: at rest it is the only one. */
  look(): Promise<{ reviews: boolean; mails: boolean }>;
  /**
   * Makes mails to the people who are asked for reviews that are to be told of now; above `perHour` mails to one
   * person, what follows is gathered into a digest. One statement; answers how many reviews it looked at.
   */
  tell(perHour: number, limit: number): Promise<number>;
  /** Takes mails that are due, for so long; nobody else takes them meanwhile. */
  claim(limit: number, forMs: number): Promise<ClaimedMail[]>;
  /** Null when the person is gone. */
  read(id: string): Promise<MailMatter | null>;
  settle(mail: ClaimedMail, status: "sent" | "kept" | "dropped" | "failed", more?: Settled): Promise<void>;
  /** Tries again after so many milliseconds. */
  postpone(mail: ClaimedMail, error: string, afterMs: number): Promise<void>;
}

export interface Settled {
  error?: string;
  content?: MailContent;
}
