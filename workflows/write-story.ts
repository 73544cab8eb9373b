import { number, text, textarea, workflow } from "@/lib/workflow";

/** The reference case: an AI writes, a person judges, as often as it takes. */
export default workflow("write-story", {
  title: "Write a story",
  description: "A writer drafts a story. You comment as often as you like, then accept it.",
  input: {
    prompt: textarea({
      label: "What is the story about?",
      required: true,
      maxLength: 4_000,
      placeholder: "A lighthouse keeper who repairs clocks",
    }),
    tone: text({ label: "Tone", help: "For example: warm, dry, eerie.", maxLength: 100 }),
    words: number({ label: "Length in words", integer: true, min: 20, max: 2_000, default: 200 }),
  },
})
  .prompt("draft", {
    title: "Writing the draft",
    assistant: "writer",
    draft: true,
    messages: ({ input, draft, comments }) => {
      const request = [
        "Write a story.",
        "",
        `What it is about: ${input.prompt}`,
        ...(input.tone ? [`Tone: ${input.tone}`] : []),
        ...(input.words ? [`Length: about ${input.words} words`] : []),
      ].join("\n");
      if (!draft) return [{ role: "user", content: request }];
      const list = comments.map(({ text }, index) => `${index + 1}. ${text.replaceAll("\n", "\n   ")}`);
      return [
        { role: "user", content: request },
        { role: "assistant", content: draft.content },
        {
          role: "user",
          content: [
            "Comments so far, oldest first:",
            ...list,
            "",
            `The newest comment is number ${list.length}. Rewrite the story so that it follows all of them.`,
          ].join("\n"),
        },
      ];
    },
  })
  .form("review", {
    title: "Review",
    draft: true,
    reviewTitle: ({ input }) => input.prompt,
    description: "Read the draft. Ask for changes as often as you like, or accept it.",
    fields: {
      comment: textarea({ label: "Comment", help: "What should change in the next draft?", maxLength: 10_000 }),
    },
    comment: "comment",
    actions: {
      update: { label: "Update with comments", requires: ["comment"], to: "draft" },
      accept: { label: "Accept", tone: "primary" },
    },
  })
  .prompt("title", {
    title: "Finding a title",
    assistant: "writer",
    messages: ({ draft }) => [
      {
        role: "user",
        content: `Give this text a title of at most eight words. Answer with the title alone.\n\n${draft?.content ?? ""}`,
      },
    ],
  })
  .end("done", {
    title: "Done",
    output: ({ outputs, draft, visits }) => ({
      title: outputs.title,
      text: draft?.content ?? "",
      rounds: visits.review ?? 0,
    }),
  })
  .build();
