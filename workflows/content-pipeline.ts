import { draftMessages, list, markdown, select, text, textarea, workflow } from "@/lib/workflow";

/** One section: written, then read by a person as often as it takes. */
const section = workflow("section", {
  title: "Section",
  input: {
    topic: text({ label: "Topic", required: true }),
    heading: text({ label: "Heading", required: true }),
    audience: text({ label: "Readers", required: true }),
  },
})
  .prompt("write", {
    title: "Writing the section",
    assistant: "editor",
    draft: true,
    messages: ({ input, draft, comments }) =>
      draftMessages(
        `Write the section “${input.heading}” of an article about ${input.topic}, in about 120 words, for ${input.audience}. Leave out the heading.`,
        { draft, comments },
      ),
  })
  .form("review", {
    title: "Review of the section",
    draft: true,
    reviewTitle: ({ input }) => `Section: ${input.heading}`,
    description: ({ input }) => `A part of the article about ${input.topic}. The other sections do not wait for it.`,
    fields: { comment: textarea({ label: "Comment", help: "What should change in this section?", maxLength: 10_000 }) },
    comment: "comment",
    actions: {
      update: { label: "Update with comments", requires: ["comment"], to: "write" },
      accept: { label: "Accept section", tone: "primary" },
    },
  })
  .end("done", { output: ({ input, draft }) => ({ heading: input.heading, text: draft?.content ?? "" }) })
  .build();

/** A second pair of eyes: what a reader with one concern in mind would remark. */
const check = workflow("check", {
  title: "Check",
  input: {
    concern: text({ label: "Concern", required: true }),
    article: textarea({ label: "Article", required: true }),
  },
})
  .prompt("read", {
    title: "Reading the article",
    assistant: "editor",
    messages: ({ input }) => [
      { role: "user", content: `List three remarks on the ${input.concern} of this article:\n\n${input.article}` },
    ],
  })
  .end("done", { output: ({ outputs }) => outputs.read })
  .build();

const announcement = workflow("announcement", {
  title: "Announcement",
  input: { topic: text({ label: "Topic", required: true }) },
})
  .prompt("write", {
    title: "Writing the announcement",
    assistant: "editor",
    draft: true,
    messages: ({ input, draft, comments }) =>
      draftMessages(`Announce our new article about ${input.topic} to its readers, in two sentences.`, {
        draft,
        comments,
      }),
  })
  .form("approve", {
    title: "Approval of the announcement",
    draft: true,
    reviewTitle: ({ input }) => `Announcement: ${input.topic}`,
    description: "The article is approved. This message goes to its readers.",
    fields: { comment: textarea({ label: "Comment", help: "What should the message say instead?" }) },
    comment: "comment",
    actions: {
      update: { label: "Update with comments", requires: ["comment"], to: "write" },
      accept: { label: "Use this message", tone: "primary" },
    },
  })
  .end("done", { output: ({ draft }) => draft?.content ?? "" })
  .build();

/** From a topic to an article: people decide on the outline, on each section, and on the whole. */
export default workflow("content-pipeline", {
  title: "Publish an article",
  description: "An editor plans and writes an article. You settle the outline, each section, and what goes out.",
  input: {
    topic: textarea({
      label: "What is the article about?",
      required: true,
      maxLength: 500,
      default: "Why cities plant trees along their streets",
    }),
    audience: select({
      label: "Who will read it?",
      required: true,
      options: [
        { value: "curious beginners", label: "Curious beginners" },
        { value: "people of the trade", label: "People of the trade" },
        { value: "children of ten", label: "Children of ten" },
      ],
      default: "curious beginners",
    }),
  },
})
  .prompt("outline", {
    title: "Planning the outline",
    assistant: "editor",
    schema: {
      type: "object",
      properties: {
        sections: { type: "array", minItems: 2, maxItems: 6, items: { type: "string", maxLength: 100 } },
      },
      required: ["sections"],
      additionalProperties: false,
    },
    messages: ({ input, comments }) => [
      {
        role: "user",
        content: [
          `Plan the headings of an article about ${input.topic} for ${input.audience}.`,
          ...comments.map(({ text }) => `Please mind: ${text}`),
        ].join("\n"),
      },
    ],
  })
  .form("plan", {
    title: "Review of the outline",
    reviewTitle: ({ input }) => `Outline: ${input.topic}`,
    description: "Rename, move, add or remove headings as you like. Each becomes a section of its own.",
    fields: {
      sections: list({
        label: "Headings",
        required: true,
        minItems: 1,
        maxItems: 8,
        fields: { heading: text({ label: "Heading", required: true, maxLength: 100 }) },
      }),
      comment: textarea({ label: "Comment", help: "Only if you want another outline: what should it do better?" }),
    },
    comment: "comment",
    computed: ({ outputs }) => ({
      sections: { default: outputs.outline.sections.map((heading) => ({ heading: heading.slice(0, 100) })) },
    }),
    actions: {
      again: { label: "Plan again", requires: ["comment"], to: "outline" },
      write: { label: "Write these sections", tone: "primary" },
    },
  })
  .each("sections", {
    title: "Writing the sections",
    items: ({ outputs }) => outputs.plan.values.sections,
    run: section,
    input: ({ heading }, _index, { input }) => ({ heading, topic: input.topic, audience: input.audience }),
    concurrency: 3,
  })
  .code("merge", {
    title: "Putting the sections together",
    draft: true,
    run: ({ outputs }) => outputs.sections.map(({ heading, text }) => `## ${heading}\n\n${text}`).join("\n\n"),
  })
  .parallel("checks", {
    title: "Checking the article",
    branches: {
      facts: { run: check, input: ({ draft }) => ({ concern: "facts", article: draft?.content ?? "" }) },
      style: { run: check, input: ({ draft }) => ({ concern: "style", article: draft?.content ?? "" }) },
    },
  })
  .form("publish", {
    title: "Approval to publish",
    draft: true,
    reviewTitle: ({ input }) => `Publish: ${input.topic}`,
    description: "All sections are accepted. This is the whole article, as it will go out.",
    fields: {
      remarks: markdown({ label: "What the checks say", content: "No remarks." }),
      comment: textarea({ label: "Comment", help: "What should change before it goes out?", maxLength: 10_000 }),
    },
    comment: "comment",
    computed: ({ outputs: { checks } }) => ({
      remarks: { content: `**Facts**\n\n${checks.facts}\n\n**Style**\n\n${checks.style}` },
    }),
    actions: {
      change: { label: "Ask for changes", requires: ["comment"], to: "polish" },
      publish: { label: "Publish", tone: "primary", to: "announce" },
      discard: { label: "Do not publish", tone: "danger", to: "discarded" },
    },
  })
  .prompt("polish", {
    title: "Changing the article",
    assistant: "editor",
    draft: true,
    messages: ({ input, draft, comments }) =>
      draftMessages(`Write an article about ${input.topic}.`, { draft, comments }),
    next: "checks",
  })
  .workflow("announce", {
    title: "Announcing the article",
    run: announcement,
    input: ({ input }) => ({ topic: input.topic }),
  })
  .end("published", {
    title: "Published",
    output: ({ input, outputs, draft }) => ({
      topic: input.topic,
      article: draft?.content ?? "",
      announcement: outputs.announce,
    }),
  })
  .end("discarded", {
    title: "Not published",
    output: ({ input }) => ({ topic: input.topic, article: null, announcement: null }),
  })
  .build();
