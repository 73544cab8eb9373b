import { draftMessages, list, markdown, select, text, textarea, workflow } from "@/lib/workflow";

/** One translator's version. Give each branch a model of its own with `assistant`. */
const translate = workflow("translate", {
  title: "Translate",
  input: {
    text: textarea({ label: "Text", required: true }),
    language: text({ label: "Language", required: true }),
    manner: text({ label: "Manner", required: true }),
  },
})
  .prompt("translate", {
    title: "Translating",
    assistant: "translator",
    retry: { attempts: 2 },
    timeoutMs: 60_000,
    messages: ({ input }) => [
      {
        role: "user",
        content: `Translate this text into ${input.language}, as ${input.manner} as possible:\n\n${input.text}`,
      },
    ],
  })
  .end("done", { output: ({ outputs }) => outputs.translate })
  .build();

/** A model makes one text of all versions; a person has the last word. */
const merge = workflow("merge", {
  title: "Merge",
  input: {
    text: textarea({ label: "Text", required: true }),
    language: text({ label: "Language", required: true }),
    versions: list({
      label: "Versions",
      required: true,
      fields: {
        manner: text({ label: "Manner", required: true }),
        version: textarea({ label: "Text", required: true }),
      },
    }),
  },
})
  .set("versions", {
    value: ({ input }) =>
      input.versions.map(({ manner, version }) => `### As ${manner} as possible\n\n${version}`).join("\n\n"),
  })
  .prompt("merge", {
    title: "Merging the versions",
    assistant: "translator",
    draft: true,
    messages: ({ input, outputs, draft, comments }) =>
      draftMessages(
        [
          `Translate this text into ${input.language}, taking the best of the versions below:`,
          "",
          input.text,
          "",
          "## Versions",
          "",
          outputs.versions,
        ].join("\n"),
        { draft, comments },
      ),
  })
  .form("approve", {
    title: "Last word",
    draft: true,
    reviewTitle: ({ input }) => `${input.language}: ${input.text}`,
    description: "Several translators worked on the text at once. This is what was made of their versions.",
    fields: {
      versions: markdown({ label: "Their versions", content: "There are none." }),
      own: textarea({ label: "Your own wording", help: "Leave it empty to use the text above.", maxLength: 20_000 }),
      comment: textarea({ label: "Comment", help: "What should change in the next version?" }),
    },
    comment: "comment",
    computed: ({ outputs }) => ({ versions: { content: outputs.versions } }),
    actions: {
      update: { label: "Update with comments", requires: ["comment"], to: "merge" },
      accept: { label: "Accept", tone: "primary" },
    },
  })
  .end("done", { output: ({ outputs, draft }) => outputs.approve.values.own ?? draft?.content ?? "" })
  .build();

/** Several models answer one prompt. Those that fail do not matter, as long as one completes. */
export default workflow("translation-race", {
  title: "Translate a text",
  description: "Three translators work at once. A model takes the best of each, and you have the last word.",
  input: {
    text: textarea({
      label: "Text",
      required: true,
      maxLength: 5_000,
      default: "The workshop is closed on Monday. Please bring your bicycle on Tuesday, and we will repair it at once.",
    }),
    language: select({
      label: "Into which language?",
      required: true,
      options: ["German", "French", "Spanish", "Italian", "Polish"],
      default: "German",
    }),
  },
})
  .race("versions", {
    title: "Translating three times",
    branches: {
      literal: { run: translate, input: ({ input }) => ({ ...input, manner: "literal" }) },
      natural: { run: translate, input: ({ input }) => ({ ...input, manner: "natural" }) },
      brief: { run: translate, input: ({ input }) => ({ ...input, manner: "brief" }) },
    },
    combine: {
      run: merge,
      input: ({ input, results }) => ({
        ...input,
        versions: Object.entries(results).map(([manner, version]) => ({ manner, version })),
      }),
    },
  })
  .end("done", { title: "Done", output: ({ input, outputs }) => ({ ...input, translation: outputs.versions }) })
  .build();
