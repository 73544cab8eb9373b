/** Why somebody may not do something to a run, and who may. */
export const rights = {
  cancel: {
    others: "Only whoever started this run, an author or an admin may cancel it.",
    answered:
      "Somebody has answered already, so only an author who may answer all that is open, or an admin, may cancel this run.",
    open: "This run waits for an answer that is not yours to give, so only an admin may cancel it.",
    branch: "This is a branch of another run. An author or an admin may cancel it; or cancel the run it belongs to.",
  },
  retry: {
    others: "Only whoever started this run, an author or an admin may try it again.",
    decided:
      "Others have answered at the step that failed, and would be asked anew, so only an admin may try it again.",
  },
  rewind: {
    role: "Only authors and admins rewind runs.",
    decided: "Others have decided since then, so only an admin may rewind this run to there.",
    carried: "It would go on from an approval that others gave, so only an admin may rewind this run to there.",
    open: "This run waits for an answer that is not yours to give, so only an admin may rewind it.",
  },
  fork: {
    role: "Only authors and admins fork runs.",
    decided: "Others have decided in this run, so only an admin may fork it.",
    open: "This run waits for an answer that is not yours to give, so only an admin may fork it.",
    data: "Only an admin may fork a run with other data.",
    approved: (step: string, seq: number) =>
      `What was decided at "${step}" counts for this run only. Fork from visit ${seq} or an earlier one, and it is asked again.`,
    decision: (step: string) => `"${step}" holds what people decided, and nobody can replace that.`,
    asked: (step: string) => `"${step}" asked people, and nobody can replace what came of it.`,
    derived: (step: string) =>
      `"${step}" follows from what people decided. Fork from a visit before the decision to replace it.`,
    judged: (step: string) =>
      `People decided on what "${step}" had given. Fork from a visit before the decision to replace it.`,
  },
  signal: {
    role: "Only authors and admins send signals to runs.",
    open: "This signal could end a wait for an answer that is not yours to give, so only an admin may send it.",
  },
  migrate: {
    role: "Only authors and admins migrate runs.",
    decided: "Others have decided at the step this run is at, so only an admin may migrate it.",
    open: "This run waits for an answer that is not yours to give, so only an admin may migrate it.",
  },
  sooner: "This form says who may not decide, so only an admin makes its time shorter.",
  reschedule: {
    role: "Only authors and admins change when this is due.",
    answer: "This waits for an answer that is not yours to give, so when it is due is not yours to change either.",
  },
  pauseSchedules: "Only authors and admins pause schedules.",
  editAgents: "Only authors and admins change the agent directory. Nothing was changed.",
};
