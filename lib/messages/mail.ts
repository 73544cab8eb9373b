import type { Role } from "@/lib/words/people";
import { madeBy } from "./made-by";

const waits = (count: number) =>
  count === 1 ? "1 thing waits" : `${count > 999 ? "1,000 or more" : count} things wait`;

/** Words of mails. Times carry their zone: nobody knows where a mail is read. */
export const mail = {
  from: "Holdpoint",
  subject: {
    review: (title: string) => `Waits for you: ${title}`,
    reminder: (title: string) => `Due soon: ${title}`,
    digest: (count: number) => `${waits(count)} for you`,
    signIn: "Sign in to Holdpoint",
  },
  askedBy: (name: string) => `Asked by ${name}`,
  due: (time: string) => `due ${time}`,
  time: (at: Date) =>
    `${new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "short", timeZone: "UTC" }).format(at)} UTC`,
  /** The label over a draft: what a model wrote is called that. */
  draft: (revision: number, by: { kind: string; name: string; model?: string }) =>
    by.kind === "assistant"
      ? `Draft ${revision}, written by a model (${madeBy.author(by)})`
      : `Draft ${revision} by ${by.name}`,
  goesOn: "The text goes on. Read all of it on the page.",
  open: "Read and answer",
  openInbox: "Open your inbox",
  digestIntro: "There was much to tell of lately, so it comes in one mail.",
  more: (count: number) => `and ${count} more`,
  nothingHappens: "Opening the link changes nothing. You answer on the page, after signing in.",
  why: {
    person: "You get this because it was assigned to you.",
    team: "You get this because it was assigned to a team of yours.",
    role: (role: Role) =>
      `You get this because it was assigned to everybody who is ${role === "author" || role === "admin" ? "an" : "a"} ${role}.`,
    anybody: "You get this because you are a reviewer and nobody in particular was asked.",
    digest: "You get this because all of it waits for you.",
  },
  change: "Choose which mails you get",
  hello: (name: string) => `Hello ${name},`,
  signIn: {
    intro: (host: string) => `Somebody, probably you, wants to sign in to Holdpoint at ${host} with this address.`,
    button: "Sign in",
    good: (minutes: number) => `The link works once, for ${minutes} minutes. It asks once more before it signs you in.`,
    ignore: "If it was not you, do nothing: nobody gets in without this mail.",
  },
};

/** The pages about mail. */
export const outbox = {
  title: "Outbox",
  intro: "Without a mail server, mails are kept here as they would have been sent.",
  empty: "No mail yet",
  emptyHelp: "When something has waited for ten seconds, its people get a mail. Start a story and come back.",
  start: "Start something",
  older: "Older mails",
  to: (name: string, email: string) => `To ${name} <${email}>`,
  open: "Follow its link",
  views: { html: "As designed", text: "As text" },
  show: "Show",
  frame: "The mail",
};

export const account = {
  title: "Your account",
  mail: "Mail about work that waits",
  choices: {
    all: [
      "All that waits for me",
      "What is assigned to me, my teams or my role; reviewers also what anybody may answer.",
    ],
    assigned: ["Only what is assigned", "To me, my teams or my role."],
    none: ["No mail", "I look into the inbox by myself."],
  } as const,
  limit: "Something that is answered soon gets no mail. When there is much, the rest comes gathered in one mail.",
  saved: "Saved.",
  failed: "That could not be saved. Please try again.",
  outbox: "See the mails of this demo",
};
