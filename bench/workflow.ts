import { textarea, workflow } from "@/lib/workflow";

/** A kilobyte of text, different each round. */
export const draftOf = (round: number) => `${round} `.padEnd(1_024, "Once upon a time there was a draft. ");

/** Start, a draft of 1 kB, pause; update, a new draft, pause; accept, done. */
export const judge = workflow("bench-judge", { title: "Judge", input: { text: textarea({ label: "Text" }) } })
  .set("draft", { value: ({ visits }) => draftOf(visits.draft ?? 1) })
  .form("review", {
    fields: { comment: textarea({ label: "Comment" }) },
    comment: "comment",
    actions: { update: { label: "Update", requires: ["comment"], to: "draft" }, accept: { label: "Accept" } },
  })
  .end("done", { output: ({ outputs }) => outputs.draft })
  .build();
