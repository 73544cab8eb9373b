import { madeBy } from "./made-by";

const plural = (n: number, one: string, many: string) => (n === 1 ? one : many);

/** Of a comparison: where it is coarse, so many at most. */
interface Counted {
  isSame: boolean;
  isCoarse: boolean;
  added: number;
  removed: number;
}

export const review = {
  back: "Inbox",
  draft: "Draft",
  draftOf: (revision: number, count: number) => `Draft ${revision} of ${count}`,
  whichDraft: "Which draft",
  draftBy: (by: { name: string; model?: string }) => `Draft by ${madeBy.author(by)}`,
  question: "Question",
  show: "Show",
  views: { final: "Final", changes: "Changes", both: "Both" },
  changed: ({ isSame, isCoarse, added, removed }: Counted) =>
    added + removed === 0
      ? isSame
        ? "the same words as before"
        : "no word changed, but signs did"
      : `${isCoarse ? "at most " : ""}${added} ${plural(added, "word", "words")} added, ${removed} removed`,
  unchanged: (blocks: number) => `${blocks} unchanged ${plural(blocks, "paragraph", "paragraphs")}`,
  added: "Added",
  removed: "Removed",
  noChanges: "The words are the same as in the draft before.",
  askedBy: "Asked by",
  due: "Due",
  comments: (count: number) => (count === 0 ? "Comments" : `Comments (${count})`),
  onDraft: (revision: number) => `on draft ${revision}`,
  earlier: (count: number) => `Show ${count} earlier ${plural(count, "comment", "comments")}`,
  answer: "Your answer",
  openAnswer: "Comment and decide",
  shownForm: "What is asked",
  openForm: "See what is asked",
  closeAnswer: "Back to the draft",
  olderShown: (shown: number, current: number) =>
    `You are reading draft ${shown}. Your answer is about draft ${current}.`,
  showCurrent: (current: number) => `Show draft ${current} to answer`,
  newDraft: (revision: number) => `Draft ${revision} has come in while you were here. What you typed is kept.`,
};

/** Words for what somebody chose. Buttons are the author's; the two most common have a past tense. */
const past: Record<string, string> = {
  accept: "Accepted",
  approve: "Approved",
  reject: "Rejected",
  update: "Sent back with your comment",
};
const pastOf: Record<string, string> = {
  accept: "accepted this",
  approve: "approved this",
  reject: "rejected this",
  update: "asked for changes",
};

export const decision = {
  done: (action: string, label: string) => `${past[action] ?? `“${label}” is noted`}.`,
  saving: "One moment…",
  /** "Ben accepted this" */
  who: (name: string, action: string, label: string) => `${name} ${pastOf[action] ?? `chose “${label}”`}`,
  mine: "This is your answer,",
  before: ", before you",
  nothingSent: "Your text is below; nothing of it was sent.",
  expired: "The time for an answer has run out.",
  canceled: "This question was withdrawn. No answer is needed any more.",
  stale: (revision: number) =>
    `There is a newer draft now: draft ${revision}. Nothing was sent and your text is kept. Please read it first.`,
  kept: "Your text, not sent",
  copy: "Copy",
  copied: "Copied",
  copyFailed: "Please select and copy it yourself",
  discard: "Discard",
  discardSure: "Discard your text? It was not sent and cannot be brought back.",
  discardYes: "Discard it",
  discardNo: "Keep it",
  next: "Next",
  nextTitle: (title: string) => `Next: ${title}`,
  nothingNext: "Nothing else waits for you.",
  toInbox: "Back to the inbox",
  readDraft: (revision: number) => `Read draft ${revision}`,
  readNext: "Go to the next question",
  ready: (revision: number) => `Draft ${revision} is ready for review.`,
  readyNoDraft: "The next question is ready.",
  elsewhere: "It waits for somebody else’s answer now.",
  seeResult: "See the result",
  seeDetails: "See what happened",
};
