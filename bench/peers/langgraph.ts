import { randomUUID } from "node:crypto";
import { Annotation, Command, END, interrupt, START, StateGraph } from "@langchain/langgraph";
import { PostgresSaver } from "@langchain/langgraph-checkpoint-postgres";
import { Pool } from "pg";
import { COMMENT, type Contender, type Open, POOL_SIZE } from "../contenders/contender";
import { draftOf } from "../draft";

interface Decision {
  action: "update" | "accept";
  comment?: string;
}

const State = Annotation.Root({ round: Annotation<number>, draft: Annotation<string> });

/**
 * The graph of its documentation for a person in the loop: a node that writes, one that interrupts, a thread for
 * each run. Under both settings an invocation returns when its last checkpoint is durable; `exit` writes no others and
 * is the quickest there is, `async` is the default and also keeps those in between.
 */
const open = async (databaseUrl: string, durability: "exit" | "async"): Promise<Contender> => {
  const pool = new Pool({ connectionString: databaseUrl, max: POOL_SIZE });
  pool.on("error", () => undefined);
  const checkpointer = new PostgresSaver(pool);
  await checkpointer.setup();
  const graph = new StateGraph(State)
    .addNode("write", ({ round = 0 }) => ({ round: round + 1, draft: draftOf(round + 1) }))
    .addNode(
      "review",
      ({ draft }) => {
        const { action } = interrupt<string, Decision>(draft);
        return new Command({ goto: action === "update" ? "write" : END });
      },
      { ends: ["write", END] },
    )
    .addEdge(START, "write")
    .addEdge("write", "review")
    .compile({ checkpointer });
  return {
    async start() {
      const config = { configurable: { thread_id: randomUUID() }, durability };
      const waits = (state: object) => "__interrupt__" in state;
      if (!waits(await graph.invoke({}, config))) throw new Error("The graph did not pause.");
      const decide = async (resume: Decision) => waits(await graph.invoke(new Command({ resume }), config));
      return {
        async update() {
          if (!(await decide({ action: "update", comment: COMMENT })))
            throw new Error("The graph did not pause again.");
        },
        async accept() {
          if (await decide({ action: "accept" })) throw new Error("The graph did not end.");
        },
      };
    },
    close: () => pool.end(),
  };
};

export const openLanggraph: Open = ({ databaseUrl }) => open(databaseUrl, "exit");
export const openLanggraphAsync: Open = ({ databaseUrl }) => open(databaseUrl, "async");
