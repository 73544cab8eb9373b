import { draftMessages, email, markdown, number, select, textarea, workflow } from "@/lib/workflow";

const HOUR = 3_600_000;

const customerWrote = markdown({ label: "The customer wrote", content: "" });

/** A message is sorted by a model, answered by a person, and not forgotten: late ones go to whoever leads. */
export default workflow("support-triage", {
  title: "Answer a customer",
  version: 2,
  migrate: { from: 1 },
  description:
    "A message is sorted and a reply drafted. You check it before it is sent; if nobody does, it is escalated.",
  input: {
    message: textarea({
      label: "The customer's message",
      required: true,
      maxLength: 10_000,
      default:
        "Hello,\nI was charged twice for my subscription this month and I need the money back. Please tell me when I can expect the refund.\nKind regards, Kim",
    }),
    from: email({ label: "From", help: "The reply goes to this address.", default: "kim@example.com" }),
    hours: number({
      label: "Hours to answer",
      help: "Urgent messages get a quarter of it.",
      min: 1,
      max: 72,
      default: 8,
    }),
  },
})
  .prompt("sort", {
    title: "Sorting the message",
    assistant: "clerk",
    schema: {
      type: "object",
      properties: {
        topic: { enum: ["billing", "technical", "other"] },
        urgency: { enum: ["normal", "urgent"] },
        summary: { type: "string", maxLength: 200 },
      },
      required: ["topic", "urgency", "summary"],
      additionalProperties: false,
    },
    messages: ({ input }) => [
      { role: "user", content: `Sort this message and sum it up in one sentence:\n\n${input.message}` },
    ],
  })
  .branch("route", {
    title: "By topic",
    targets: ["ask-topic", "queue"],
    choose: ({ outputs }) => (outputs.sort.topic === "other" ? "ask-topic" : "queue"),
  })
  .form("ask-topic", {
    title: "Finding the right team",
    reviewTitle: ({ outputs }) => `Who answers this? ${outputs.sort.summary}`,
    description: "It could not be told from the message.",
    fields: {
      message: customerWrote,
      team: select({
        label: "Team",
        required: true,
        options: [
          { value: "billing", label: "Billing" },
          { value: "technical", label: "Technical support" },
        ],
      }),
    },
    computed: ({ input }) => ({ message: { content: quoted(input.message) } }),
    actions: { assign: { label: "Hand it to this team", tone: "primary" } },
  })
  .set("queue", {
    title: "Into the queue of a team",
    value: ({ input, outputs }) => {
      const { topic, urgency } = outputs.sort;
      // Only who came by the form above left a decision.
      const chosen = topic === "other" ? outputs["ask-topic"].values.team : topic;
      const hours = input.hours ?? 8;
      return { team: chosen, withinMs: (urgency === "urgent" ? hours / 4 : hours) * HOUR };
    },
  })
  .prompt("reply", {
    title: "Drafting the reply",
    assistant: "clerk",
    draft: true,
    messages: ({ input, outputs, draft, comments }) =>
      draftMessages(`Reply to this message for our ${outputs.queue.team} team:\n\n${input.message}`, {
        draft,
        comments,
      }),
  })
  .form("answer", {
    title: "Check of the reply",
    draft: true,
    reviewTitle: ({ outputs }) => outputs.sort.summary,
    description: "Read the reply as the customer will. It is sent as it stands here.",
    fields: {
      message: customerWrote,
      comment: textarea({ label: "Comment", help: "What should the reply say instead?" }),
    },
    comment: "comment",
    computed: ({ input }) => ({ message: { content: quoted(input.message) } }),
    actions: {
      update: { label: "Update with comments", requires: ["comment"], to: "reply" },
      send: { label: "Send reply", tone: "primary", to: "sent" },
    },
    deadline: { afterMs: ({ outputs }) => outputs.queue.withinMs, to: "escalated" },
  })
  .form("escalated", {
    title: "Escalation",
    draft: true,
    visibility: "participants",
    assignee: { kind: "role", id: "admin" },
    reviewTitle: ({ outputs }) => `Late: ${outputs.sort.summary}`,
    description: "Nobody answered in time, so this comes to you.",
    fields: {
      message: customerWrote,
      comment: textarea({ label: "Comment", help: "What should the reply say instead?" }),
    },
    comment: "comment",
    computed: ({ input }) => ({ message: { content: quoted(input.message) } }),
    actions: {
      update: { label: "Update with comments", requires: ["comment"], to: "reply" },
      send: { label: "Send reply", tone: "primary" },
      call: { label: "I will call the customer", to: "called" },
    },
  })
  .end("sent", {
    title: "Sent",
    output: ({ input, outputs, draft }) => ({
      to: input.from ?? null,
      team: outputs.queue.team,
      reply: draft?.content ?? "",
    }),
  })
  .end("called", {
    title: "Answered by phone",
    output: ({ input, outputs }) => ({ to: input.from ?? null, team: outputs.queue.team, reply: null }),
  })
  .build();

function quoted(message: string): string {
  return message
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");
}
