import { text, textarea, workflow } from "@/lib/workflow";

/** Workload W with a service outside that is told of every draft. */
export default workflow("bench-order", { title: "Order", input: { url: text({ label: "URL", required: true }) } })
  .http("tell", { request: ({ input }) => ({ method: "POST", url: input.url, json: { size: 3 } }) })
  .form("review", {
    fields: { comment: textarea({ label: "Comment" }) },
    comment: "comment",
    actions: { update: { label: "Update", requires: ["comment"], to: "tell" }, accept: { label: "Accept" } },
  })
  .end("done", { output: ({ visits }) => visits.review ?? 0 })
  .build();
