import { json, number, text, textarea, workflow } from "@/lib/workflow";

const MOST_TASKS = 8;
/** Below this an agent has too little to do with a task to be handed it. */
const LEAST_SCORE = 0.1;

const tasksSchema = {
  type: "object",
  properties: {
    tasks: {
      type: "array",
      minItems: 1,
      maxItems: MOST_TASKS,
      items: {
        type: "object",
        properties: {
          task: { type: "string", maxLength: 1_000 },
          capabilities: { type: "array", items: { type: "string", maxLength: 100 }, maxItems: 5 },
          intent: { enum: ["find", "do"] },
          after: { type: "array", items: { type: "integer", minimum: 0 }, maxItems: MOST_TASKS },
        },
        required: ["task", "capabilities", "intent", "after"],
        additionalProperties: false,
      },
    },
    question: { type: "string", maxLength: 500 },
  },
  required: ["tasks", "question"],
  additionalProperties: false,
} as const;

type Task = { task: string; capabilities: string[]; intent: "find" | "do"; after: number[] };
type Ranked = { id: string; name: string; description: string; score: number; reasons: string[] };
type Planned = { place: number; task: string; agent: string; message: string };
type Result = { place: number; task: string; agent: string | null; text: string; ok: boolean };

const findAgents = workflow("find-agents", {
  title: "Find agents for a task",
  input: {
    task: textarea({ label: "Task" }),
    capabilities: json({ label: "What it takes" }),
    limit: number({ label: "At most" }),
  },
})
  .agents("search", {
    title: "Searching the directory",
    search: ({ input }) => ({
      query: input.task ?? "",
      capabilities: (input.capabilities ?? []) as string[],
      limit: input.limit,
    }),
  })
  .end("found", { output: ({ outputs }) => outputs.search })
  .build();

const runTask = workflow("run-task", {
  title: "One task",
  input: {
    place: number({ label: "Place" }),
    task: textarea({ label: "Task" }),
    agent: text({ label: "Agent" }),
    message: textarea({ label: "What the agent is told" }),
  },
})
  .branch("who", {
    title: "Who does it",
    targets: ["ask_agent", "do_it_here"],
    choose: ({ input }) => (input.agent ? "ask_agent" : "do_it_here"),
  })
  .agent("ask_agent", {
    title: "The agent at work",
    agent: ({ input }) => input.agent ?? "",
    message: ({ input }) => input.message ?? "",
    next: "by_agent",
    onError: "failed",
  })
  .prompt("do_it_here", {
    title: "No agent fits: answering here",
    assistant: "editor",
    messages: ({ input }) => [{ role: "user", content: input.message ?? "" }],
    next: "by_assistant",
    onError: "failed",
  })
  .end("by_agent", {
    output: ({ input, outputs: { ask_agent: said } }) => ({
      ...named(input),
      agent: said.agent.name,
      text: said.text || JSON.stringify(said.data),
      ok: true,
    }),
  })
  .end("by_assistant", {
    output: ({ input, outputs }) => ({ ...named(input), agent: null, text: outputs.do_it_here, ok: true }),
  })
  .end("failed", {
    output: ({ input }) => ({ ...named(input), agent: null, text: "", ok: false }),
  })
  .build();

const named = ({ place = 0, task = "" }: { place?: number; task?: string }) => ({ place, task });

/** What a chat is made of: finds agents for what somebody says, asks where it must, and puts the results together. */
export default workflow("orchestrate", {
  title: "Work with agents",
  version: 2,
  migrate: { from: 1 },
  visibility: "participants",
  description:
    "Say what you need. Agents are found for it, you are asked where something is missing, and the results come as one answer.",
  input: {
    prompt: textarea({
      label: "What do you need?",
      required: true,
      maxLength: 20_000,
      default: "Help me analyze data but I need guidance",
    }),
    max_results: number({ label: "Agents for each task, at most", min: 1, max: 50, integer: true, default: 5 }),
    history: json({
      label: "Said before",
      help: "Earlier turns of a chat, as a list of prompt and response. Leave it empty to begin anew.",
    }),
  },
})
  .prompt("parse_prompt", {
    title: "Reading what you need",
    assistant: "planner",
    schema: tasksSchema,
    messages: ({ input }) => [
      ...historyOf(input.history).flatMap(({ prompt, response }) => [
        { role: "user" as const, content: prompt },
        { role: "assistant" as const, content: response },
      ]),
      { role: "user", content: input.prompt },
    ],
  })
  .set("match_capabilities", {
    title: "What each task takes",
    value: ({ outputs }) => outputs.parse_prompt.tasks.map(tidy),
  })
  .each("agent_directory_search", {
    title: "Looking for agents",
    items: ({ outputs }) => outputs.match_capabilities,
    run: findAgents,
    input: ({ task, capabilities }, _, { input }) => ({ task, capabilities, limit: input.max_results ?? 5 }),
    concurrency: 4,
  })
  .set("rank_agents", {
    title: "Choosing agents",
    value: ({ outputs }) =>
      outputs.agent_directory_search.map((found) =>
        found
          .map(({ agent: { id, name, description }, score, reasons }) => ({ id, name, description, score, reasons }))
          .filter(({ score }) => score >= LEAST_SCORE)
          .sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1)),
      ),
    next: "plan_execution",
  })
  .form("wait_for_user_input", {
    title: "A question for you",
    reviewTitle: ({ outputs }) => outputs.parse_prompt.question,
    description: ({ input }) => `You wrote: ${input.prompt}`,
    assignee: ({ startedBy }) => (startedBy.kind === "person" ? { kind: "person", id: startedBy.id } : null),
    fields: { answer: textarea({ label: "Your answer", required: true, maxLength: 20_000 }) },
    actions: { continue: { label: "Continue", tone: "primary" } },
  })
  .set("plan_execution", {
    title: "Planning",
    value: ({ outputs, visits }) => {
      const { question } = outputs.parse_prompt;
      const isAnswered = (visits.wait_for_user_input ?? 0) > 0;
      if (question !== "" && !isAnswered) return { question, batches: [] as Planned[][] };
      const answer = isAnswered ? outputs.wait_for_user_input.values.answer : null;
      const said = answer === null ? [] : [answer, `(This answers: ${question})`];
      return { question: null, batches: batchesOf(outputs.match_capabilities, outputs.rank_agents, said) };
    },
  })
  .branch("ready", {
    title: "Is everything known?",
    targets: ["wait_for_user_input", "execute_batch", "aggregate_responses"],
    choose: ({ outputs: { plan_execution: plan } }) => {
      if (plan.question !== null) return "wait_for_user_input";
      return plan.batches.length > 0 ? "execute_batch" : "aggregate_responses";
    },
  })
  .each("execute_batch", {
    title: "Agents at work",
    items: ({ outputs, visits }) => outputs.plan_execution.batches[visits.collect_results ?? 0] ?? [],
    run: runTask,
    input: (planned, _, { outputs }) => ({ ...planned, message: withResults(planned, resultsIn(outputs)) }),
    concurrency: 4,
  })
  .set("collect_results", {
    title: "Collecting",
    value: ({ outputs }) => [...resultsIn(outputs), ...outputs.execute_batch],
  })
  .branch("more", {
    title: "Is there more to do?",
    targets: ["execute_batch", "aggregate_responses"],
    choose: ({ outputs, visits }) =>
      (visits.collect_results ?? 0) < outputs.plan_execution.batches.length ? "execute_batch" : "aggregate_responses",
  })
  .set("aggregate_responses", {
    title: "Putting it together",
    value: ({ outputs }) => {
      const results = resultsIn(outputs);
      const parts = outputs.match_capabilities.map((task, place) =>
        partOf(
          task,
          outputs.rank_agents[place] ?? [],
          results.find((result) => result.place === place),
        ),
      );
      const [only, ...others] = parts;
      return only && others.length === 0
        ? only.text
        : parts.map(({ title, text }) => `## ${title}\n\n${text}`).join("\n\n");
    },
  })
  .end("answered", {
    title: "Answered",
    output: ({ outputs }) => ({
      final_response: outputs.aggregate_responses,
      task_agent_pairs: outputs.match_capabilities.flatMap(({ task }, place) =>
        (outputs.rank_agents[place] ?? []).map(({ id, name, score }) => ({ task, agent: { id, name }, score })),
      ),
    }),
  })
  .build();

/** What a chat remembers; whatever else somebody sends as JSON is left out. */
function historyOf(history: unknown): { prompt: string; response: string }[] {
  if (!Array.isArray(history)) return [];
  return history.flatMap((turn: { prompt?: unknown; response?: unknown } | null) =>
    typeof turn?.prompt === "string" && typeof turn.response === "string"
      ? [{ prompt: turn.prompt, response: turn.response }]
      : [],
  );
}

/** A task waits for earlier ones only, so that no two wait for each other. */
function tidy({ task, capabilities, intent, after }: Task, place: number): Task {
  const words = capabilities.map((one) => one.trim().toLowerCase()).filter((one) => one !== "");
  return { task: task.trim(), capabilities: [...new Set(words)], intent, after: after.filter((one) => one < place) };
}

/** Tasks that can be done side by side, and after each other where one needs the other. */
function batchesOf(tasks: Task[], ranked: Ranked[][], said: string[]): Planned[][] {
  const depths: number[] = [];
  const batches: Planned[][] = [];
  for (const [place, { task, intent, after }] of tasks.entries()) {
    const before = after.filter((one) => tasks[one]?.intent === "do").map((one) => depths[one] ?? 0);
    const depth = before.length > 0 ? Math.max(...before) + 1 : 0;
    depths.push(depth);
    if (intent === "find") continue;
    const planned = { place, task, agent: ranked[place]?.[0]?.id ?? "", message: [task, ...said].join("\n\n") };
    batches[depth] = [...(batches[depth] ?? []), planned];
  }
  return batches.filter((batch) => batch !== undefined);
}

/** Kept by a step that comes later and is visited after each batch. */
function resultsIn(outputs: object): Result[] {
  return (outputs as { collect_results?: Result[] }).collect_results ?? [];
}

function withResults({ message }: Planned, results: Result[]): string {
  const done = results.filter(({ ok }) => ok).map(({ task, text }) => `Done before: ${task}\n\n${text}`);
  return [message, ...done].join("\n\n");
}

function partOf({ task, intent }: Task, ranked: Ranked[], result: Result | undefined): { title: string; text: string } {
  if (intent === "find") return { title: task, text: suggestions(ranked) };
  if (!result?.ok) return { title: task, text: "This could not be done: the agent did not answer. Please try again." };
  if (result.agent === null) return { title: task, text: `No agent in the directory fits this.\n\n${result.text}` };
  return { title: task, text: `${result.text}\n\n*By the agent ${result.agent}.*` };
}

function suggestions(ranked: Ranked[]): string {
  if (ranked.length === 0)
    return "No agent in the directory fits this. Add one under Agents, or say it in other words.";
  const lines = ranked.map(
    ({ name, description, score, reasons }) =>
      `- **${name}** (${Math.round(score * 100)} %): ${[description, ...reasons].filter(Boolean).join(" ")}`,
  );
  return `${ranked.length === 1 ? "This agent fits" : "These agents fit, the best first"}:\n\n${lines.join("\n")}`;
}
