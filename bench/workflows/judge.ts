import { textarea, workflow } from "@/lib/workflow";
import { draftOf } from "../draft";

/** Workload W: start, a draft of 1 kB, pause; update, a new draft, pause; accept, done. */
export default workflow("bench-judge", { title: "Judge", input: {} })
  .set("draft", { draft: true, value: ({ visits }) => draftOf(visits.draft ?? 1) })
  .form("review", {
    draft: true,
    fields: { comment: textarea({ label: "Comment" }) },
    comment: "comment",
    actions: { update: { label: "Update", requires: ["comment"], to: "draft" }, accept: { label: "Accept" } },
  })
  .end("done", { output: ({ outputs }) => outputs.draft })
  .build();
