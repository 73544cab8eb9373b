export type { MailChoice, MeView } from "@/lib/features/people/views";

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
