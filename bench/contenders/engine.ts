import { createHoldpoint } from "@/lib/composition";
import { parseEnv } from "@/lib/env";
import { migrate } from "@/lib/store/database/migrate";
import { createRegistry } from "@/lib/workflow/registry";
import judge from "../workflows/judge";
import { COMMENT, type Open, POOL_SIZE } from "./contender";

/** The whole product without its HTTP: operations, worker, and everything else that runs beside them. */
export const openEngine: Open = async ({ databaseUrl }) => {
  await migrate(databaseUrl);
  const holdpoint = await createHoldpoint({
    env: parseEnv({ HOLDPOINT_POOL_SIZE: `${POOL_SIZE}`, OPENAI_BASE_URL: "http://127.0.0.1:9" }),
    databaseUrl,
    secret: "only for the benchmark",
    log: console.error,
    registry: createRegistry([judge]),
  });
  await holdpoint.start();
  const ana = await holdpoint.identity.byEmail("ana@example.com");
  if (!ana) throw new Error("The demo people are missing.");
  const { operations } = holdpoint;
  return {
    async start() {
      let run = await operations.startRun(ana, { workflow: "bench-judge", input: {} });
      const decide = async (action: string, values: Record<string, string>) => {
        run = await operations.decideReview(ana, run.reviews[0]?.id ?? "", { action, values });
      };
      return { update: () => decide("update", { comment: COMMENT }), accept: () => decide("accept", {}) };
    },
    close: () => holdpoint.stop(),
  };
};
