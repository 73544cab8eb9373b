import { draftMessages, multiselect, radio, text, textarea, workflow } from "@/lib/workflow";

const TEAMS = ["Design", "Engineering", "Sales", "Support"];
const DAY = 86_400_000;

/** One team's part. It is left out when nobody answers within a day: a report is better short than late. */
const teamNews = workflow("team-news", {
  title: "News of a team",
  input: { team: text({ label: "Team", required: true }) },
})
  .form("ask", {
    title: "Asking the team",
    reviewTitle: ({ input }) => `${input.team}: what happened this week?`,
    description: "Two or three sentences are enough. Without an answer within a day the report goes out without you.",
    fields: {
      mood: radio({
        label: "How did it go?",
        required: true,
        options: [
          { value: "well", label: "Well" },
          { value: "mixed", label: "So so" },
          { value: "badly", label: "Badly: we need help" },
        ],
        default: "well",
      }),
      news: textarea({ label: "What happened?", required: true, maxLength: 2_000 }),
    },
    actions: { send: { label: "Send", tone: "primary" } },
    deadline: { afterMs: DAY, to: "nothing" },
  })
  .end("done", {
    output: ({ input, outputs: { ask } }) => ({ team: input.team, mood: ask.values.mood, news: ask.values.news }),
  })
  .end("nothing", { output: ({ input }) => ({ team: input.team, mood: null, news: null }) })
  .build();

/** Every Friday, and whenever somebody starts it: every team is asked at once; what they say becomes one report that a person releases. */
export default workflow("weekly-report", {
  title: "Write the weekly report",
  description: "Each team says what happened. An editor makes a report of it, and you release it.",
  input: {
    teams: multiselect({ label: "Which teams?", required: true, options: TEAMS, default: ["Design", "Engineering"] }),
  },
  schedules: [{ cron: "0 9 * * 5", timeZone: "Europe/Berlin", input: { teams: TEAMS } }],
})
  .each("news", {
    title: "Asking the teams",
    items: ({ input }) => input.teams,
    run: teamNews,
    input: (team) => ({ team }),
  })
  .set("notes", {
    title: "Gathering the answers",
    value: ({ outputs }) =>
      outputs.news.flatMap(({ team, mood, news }) => (news === null ? [] : [`- ${team} (it went ${mood}): ${news}`])),
  })
  .branch("enough", {
    title: "Has anybody answered?",
    targets: ["write", "nothing"],
    choose: ({ outputs }) => (outputs.notes.length > 0 ? "write" : "nothing"),
  })
  .prompt("write", {
    title: "Writing the report",
    assistant: "editor",
    draft: true,
    messages: ({ outputs, draft, comments }) =>
      draftMessages(`Write a report of about 150 words from these notes of our teams:\n\n${outputs.notes.join("\n")}`, {
        draft,
        comments,
      }),
  })
  .form("release", {
    title: "Release",
    draft: true,
    reviewTitle: "The report of this week",
    description: ({ input }) => `From what ${input.teams.join(", ")} said. It goes out when you release it.`,
    fields: { comment: textarea({ label: "Comment", help: "What should change in the report?", maxLength: 10_000 }) },
    comment: "comment",
    actions: {
      update: { label: "Update with comments", requires: ["comment"], to: "write" },
      release: { label: "Release", tone: "primary" },
    },
  })
  .end("released", {
    title: "Released",
    output: ({ outputs, draft }) => ({ report: draft?.content ?? "", teams: outputs.news.map(({ team }) => team) }),
  })
  .end("nothing", { title: "Nothing to report", output: () => ({ report: null, teams: [] }) })
  .build();
