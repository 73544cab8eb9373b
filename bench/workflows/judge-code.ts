import { textarea, workflow } from "@/lib/workflow";
import { draftOf } from "../draft";

/** The same, but the draft is written by a code step, in its thread, and is a revision that people see. */
export default workflow("bench-judge-code", { title: "Judge, with code", input: {} })
  .code("draft", { draft: true, run: ({ visits }) => draftOf(visits.draft ?? 1) })
  .form("review", {
    draft: true,
    fields: { comment: textarea({ label: "Comment" }) },
    comment: "comment",
    actions: { update: { label: "Update", requires: ["comment"], to: "draft" }, accept: { label: "Accept" } },
  })
  .end("done", { output: ({ draft }) => draft?.content ?? null })
  .build();
