import { shownText } from "@/lib/markdown/hidden-characters";
import { mail as words } from "@/lib/messages/mail";
import { shownHtml, shownLine } from "./html";
import { button, draftBox, heading, mailPage, paragraph, quiet } from "./layout";
import { markdownHtml } from "./markdown-html";
import { opening } from "./opening";
import type { AskedReview, MailContent, MailKind, MailMatter } from "./ports";

export interface Place {
  /** Where people reach Holdpoint, without a slash at the end. */
  publicUrl: string;
  /** Title of a workflow, or of the one that a branch belongs to. */
  workflowTitle(name: string): string;
}

/** What a mail says; null when nothing waits any more. */
export function composeMail(kind: MailKind, matter: MailMatter, place: Place): MailContent | null {
  const [first] = matter.reviews;
  if (!first) return null;
  return kind === "digest" && matter.count > 1
    ? composeDigest(matter, place)
    : composeReview(kind === "reminder" ? "reminder" : "review", first, matter, place);
}

function composeReview(
  kind: "review" | "reminder",
  review: AskedReview,
  { to }: MailMatter,
  place: Place,
): MailContent {
  const link = reviewLink(place, review.id);
  const facts = factsOf(review, place);
  const { draft } = review;
  const start = draft && opening(draft.content);
  const label = draft ? words.draft(draft.revision, draft.by) : "";
  const why = reason(review, to.role);
  const settings = `${place.publicUrl}/account`;
  const body = [
    heading(shownHtml(review.title)),
    quiet(shownHtml(facts)),
    review.description ? paragraph(shownHtml(review.description)) : "",
    start ? draftBox(shownHtml(label), markdownHtml(start.text), start.cut ? words.goesOn : "") : "",
    button(words.open, link),
    quiet(words.nothingHappens),
  ];
  const text = [
    shownText(review.title),
    facts,
    review.description && shownText(review.description),
    ...(start ? [`--- ${shownText(label)} ---`, shownText(start.text), start.cut ? words.goesOn : "---"] : []),
    `${words.open}: ${link}`,
    words.nothingHappens,
    `${why} ${words.change}: ${settings}`,
  ];
  return {
    subject: shownLine(words.subject[kind](review.title)),
    html: mailPage({
      preview: shownHtml(start ? shownLine(start.text) : facts),
      body: body.join("\n"),
      footer: footer(why, settings),
    }),
    text: plain(text),
    link,
  };
}

function composeDigest({ reviews, count }: MailMatter, place: Place): MailContent {
  const link = `${place.publicUrl}/inbox`;
  const settings = `${place.publicUrl}/account`;
  const subject = words.subject.digest(count);
  const more = count > reviews.length ? words.more(count - reviews.length) : "";
  const item = (review: AskedReview) =>
    `<p style="margin:0 0 14px;overflow-wrap:anywhere"><a class="ink" dir="auto" href="${reviewLink(place, review.id)}" style="color:#1b1b19;font-weight:600">${shownHtml(review.title)}</a><br><span class="quiet" style="font-size:13px;color:#5b5a54">${shownHtml(factsOf(review, place))}</span></p>`;
  return {
    subject,
    html: mailPage({
      preview: shownHtml(reviews.map(({ title }) => shownLine(title)).join(" · ")),
      body: [
        heading(subject),
        quiet(words.digestIntro),
        ...reviews.map(item),
        more ? quiet(more) : "",
        button(words.openInbox, link),
        quiet(words.nothingHappens),
      ].join("\n"),
      footer: footer(words.why.digest, settings),
    }),
    text: plain([
      words.digestIntro,
      ...reviews.map(
        (review) => `${shownLine(review.title)}\n${factsOf(review, place)}\n${reviewLink(place, review.id)}`,
      ),
      more,
      `${words.openInbox}: ${link}`,
      words.nothingHappens,
      `${words.why.digest} ${words.change}: ${settings}`,
    ]),
    link,
  };
}

const reviewLink = ({ publicUrl }: Place, id: string) => `${publicUrl}/reviews/${id}`;

function factsOf({ askedBy, workflow, dueAt }: AskedReview, { workflowTitle }: Place): string {
  const facts = [
    words.askedBy(askedBy.name),
    workflowTitle(workflow),
    ...(dueAt ? [words.due(words.time(dueAt))] : []),
  ];
  return shownText(facts.join(" · "));
}

function reason({ assignee }: AskedReview, role: MailMatter["to"]["role"]): string {
  if (!assignee) return words.why.anybody;
  return assignee.kind === "role" ? words.why.role(role) : words.why[assignee.kind];
}

const footer = (why: string, settings: string) =>
  `${shownHtml(why)} <a href="${settings}" style="color:#5b5a54">${words.change}</a>.`;

const plain = (parts: string[]) => `${parts.filter(Boolean).join("\n\n")}\n`;
