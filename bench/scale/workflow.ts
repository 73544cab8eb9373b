import { text, textarea, workflow } from "@/lib/workflow";

/** In what is copied this word becomes the number of the copy, so that no two texts are the same. */
export const NUMBER = "numberofthecopy";

const SENTENCE = "The tenant writes that the heating of the flat has failed again, and asks who will come and when. ";

/** A case for one person: a draft of 1 kB, and a pause. */
export const desk = workflow("bench-desk", {
  title: "Desk",
  input: { person: text({ label: "Person", required: true }), about: text({ label: "About", required: true }) },
})
  .set("draft", {
    value: ({ input, visits }) => `${visits.draft ?? 1} ${input.about} `.padEnd(1_024, SENTENCE),
  })
  .form("review", {
    reviewTitle: ({ input }) => `Complaint ${NUMBER} about ${input.about}`,
    assignee: ({ input }) => ({ kind: "person", id: input.person }),
    fields: { comment: textarea({ label: "Comment" }) },
    comment: "comment",
    actions: { update: { label: "Update", requires: ["comment"], to: "draft" }, accept: { label: "Accept" } },
  })
  .end("done", { output: ({ outputs }) => outputs.draft })
  .build();
