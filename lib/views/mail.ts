/** What mail somebody wants: about all that waits for them, only what was assigned to them or theirs, or none. */
export type MailChoice = "all" | "assigned" | "none";

/** The signed-in person. */
export interface MeView {
  id: string;
  name: string;
  email: string;
  role: "author" | "reviewer" | "admin";
  mail: MailChoice;
}

/** A mail that was kept instead of sent. */
export interface KeptMailSummary {
  id: string;
  to: { name: string; email: string };
  subject: string;
  at: string;
}

export interface KeptMail extends KeptMailSummary {
  html: string;
  text: string;
  /** Where its button leads. */
  link: string;
}
