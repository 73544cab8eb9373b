import { randomUUID } from "node:crypto";
import { DBOS } from "@dbos-inc/dbos-sdk";
import { COMMENT, type Open, POOL_SIZE } from "../contenders/contender";
import { draftOf } from "../draft";

interface Decision {
  action: "update" | "accept";
  comment?: string;
}

/** Longer than the benchmark takes. */
const PATIENCE_SECONDS = 86_400;

/** Its documentation's way to wait for a person: a step that writes, an event that shows it, a message that answers. */
const judge = DBOS.registerWorkflow(
  async () => {
    for (let round = 1; ; round++) {
      const draft = await DBOS.runStep(async () => draftOf(round), { name: "write" });
      await DBOS.setEvent(`review-${round}`, draft);
      const decision = await DBOS.recv<Decision>("decision", PATIENCE_SECONDS);
      if (decision?.action === "accept") return draft;
    }
  },
  { name: "judge" },
);

export const openDbos: Open = async ({ databaseUrl }) => {
  DBOS.setConfig({
    name: "bench",
    systemDatabaseUrl: databaseUrl,
    systemDatabasePoolSize: POOL_SIZE,
    // The least it takes: by default it holds back for 10 ms what it tells those who wait.
    notificationCoalesceMs: 1,
    logLevel: "error",
  });
  await DBOS.launch();
  return {
    async start() {
      const id = randomUUID();
      let round = 1;
      const handle = await DBOS.startWorkflow(judge, { workflowID: id })();
      const paused = async () => {
        if (!(await DBOS.getEvent(id, `review-${round}`))) throw new Error("The workflow did not pause.");
      };
      await paused();
      return {
        async update() {
          round += 1;
          await DBOS.send<Decision>(id, { action: "update", comment: COMMENT }, "decision", `${id}-${round}`);
          await paused();
        },
        async accept() {
          await DBOS.send<Decision>(id, { action: "accept" }, "decision", `${id}-accept`);
          await handle.getResult();
        },
      };
    },
    close: () => DBOS.shutdown(),
  };
};
