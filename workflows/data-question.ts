import { markdown, radio, select, textarea, workflow } from "@/lib/workflow";

/** Orders of a small shop. Yours would come from a database: put the query where `loadOrders` is called. */
const ORDERS = [
  { month: "January", country: "Austria", product: "Lamp", amount: 1_240 },
  { month: "January", country: "France", product: "Chair", amount: 2_310 },
  { month: "January", country: "Poland", product: "Lamp", amount: 980 },
  { month: "February", country: "Austria", product: "Chair", amount: 1_870 },
  { month: "February", country: "France", product: "Lamp", amount: 1_450 },
  { month: "February", country: "Poland", product: "Table", amount: 3_020 },
  { month: "March", country: "Austria", product: "Table", amount: 2_640 },
  { month: "March", country: "France", product: "Chair", amount: 1_190 },
  { month: "March", country: "Poland", product: "Lamp", amount: 1_560 },
];

const GROUPS = ["country", "month", "product"] as const;
type Group = (typeof GROUPS)[number];

const loadOrders = () => ORDERS;

/** Total of each group, the largest first. */
function totals(orders: typeof ORDERS, group: Group): { name: string; total: number }[] {
  const sums = new Map<string, number>();
  for (const order of orders) sums.set(order[group], (sums.get(order[group]) ?? 0) + order.amount);
  return [...sums].map(([name, total]) => ({ name, total })).sort((a, b) => b.total - a.total);
}

const capitalize = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

const table = (group: Group, rows: { name: string; total: number }[]) =>
  [
    `| ${capitalize(group)} | Total |`,
    "| --- | ---: |",
    ...rows.map(({ name, total }) => `| ${name} | ${total} € |`),
  ].join("\n");

/** The group whose name the question mentions, as a first guess. */
const guess = (question: string): Group => GROUPS.find((group) => question.toLowerCase().includes(group)) ?? "country";

/** Code that asks: twice in one step, as plain `await`s, with the query done once. */
export default workflow("data-question", {
  title: "Ask about the numbers",
  description: "You ask a question about the orders. The program asks back until it knows what you mean, and answers.",
  input: {
    question: textarea({
      label: "What would you like to know?",
      required: true,
      maxLength: 1_000,
      default: "Which country brought the most money this spring?",
    }),
  },
})
  .code("analyze", {
    title: "Looking at the orders",
    run: async ({ input }, { ask, once }) => {
      const { values: wanted } = await ask("group", {
        title: "What shall I add up?",
        description: `You asked: ${input.question}`,
        fields: {
          group: radio({
            label: "One total for each",
            required: true,
            options: GROUPS.map((group) => ({ value: group, label: capitalize(group) })),
            default: guess(input.question),
          }),
          month: select({
            label: "Which months?",
            required: true,
            options: ["All of them", "January", "February", "March"],
            default: "All of them",
          }),
        },
        actions: { look: { label: "Look it up", tone: "primary" } },
      });
      const group = wanted.group as Group;
      // Recorded: whoever comes here again, after the next question or a crash, gets the same orders.
      const orders = await once("orders", () =>
        loadOrders().filter(({ month }) => wanted.month === "All of them" || month === wanted.month),
      );
      const rows = totals(orders, group);
      const answer = await ask("enough", {
        title: "Is this what you meant?",
        description: `You asked: ${input.question}`,
        fields: {
          table: markdown({ label: "Totals", content: table(group, rows) }),
          note: textarea({ label: "Anything the answer should mention?" }),
        },
        actions: { yes: { label: "Yes, write the answer", tone: "primary" }, no: { label: "No, leave it" } },
      });
      return {
        table: table(group, rows),
        first: `${rows[0]?.name} leads with ${rows[0]?.total} €.`,
        note: answer.values.note ?? null,
        wanted: answer.action === "yes",
      };
    },
  })
  .branch("go-on", {
    targets: ["explain", "left"],
    choose: ({ outputs }) => (outputs.analyze.wanted ? "explain" : "left"),
  })
  .prompt("explain", {
    title: "Writing the answer",
    assistant: "analyst",
    messages: ({ input, outputs: { analyze } }) => [
      {
        role: "user",
        content: [
          `Sum up this table in two sentences, as an answer to: ${input.question}`,
          ...(analyze.note ? [`Mention: ${analyze.note}`] : []),
          "",
          analyze.first,
          "",
          analyze.table,
        ].join("\n"),
      },
    ],
  })
  .end("answered", {
    title: "Answered",
    output: ({ input, outputs }) => ({
      question: input.question,
      answer: outputs.explain,
      table: outputs.analyze.table,
    }),
  })
  .end("left", {
    title: "Left open",
    output: ({ input, outputs }) => ({ question: input.question, answer: null, table: outputs.analyze.table }),
  })
  .build();
