import { join } from "node:path";
import { createHoldpoint } from "@/lib/composition";
import { parseEnv } from "@/lib/env";
import { migrate } from "@/lib/store/database/migrate";
import { createPrograms } from "@/lib/workflow/programs";
import { createRegistry, loadWorkflows } from "@/lib/workflow/registry";
import { COMMENT, type Contender, type Open, POOL_SIZE } from "./contender";

/** The whole product without its HTTP: operations, worker, and everything else that runs beside them. */
const open = async (databaseUrl: string, workflow: string): Promise<Contender> => {
  await migrate(databaseUrl);
  const holdpoint = await createHoldpoint({
    env: parseEnv({ HOLDPOINT_POOL_SIZE: `${POOL_SIZE}`, OPENAI_BASE_URL: "http://127.0.0.1:9" }),
    databaseUrl,
    secret: "only for the benchmark",
    log: console.error,
    programs: createPrograms(createRegistry(await loadWorkflows(join(import.meta.dirname, "../workflows")))),
  });
  await holdpoint.start();
  const ana = await holdpoint.identity.byEmail("ana@example.com");
  if (!ana) throw new Error("The demo people are missing.");
  const { operations } = holdpoint;
  return {
    async start() {
      let run = await operations.startRun(ana, { workflow, input: {} });
      const settle = async () => {
        if (run.status === "running") run = await operations.waitForRun(ana, run.id, { timeoutMs: 60_000 });
      };
      await settle();
      const decide = async (action: string, values: Record<string, string>) => {
        const { id = "", draft } = run.reviews[0] ?? {};
        run = await operations.decideReview(ana, id, { action, values, draftRevision: draft?.revision });
        await settle();
      };
      return { update: () => decide("update", { comment: COMMENT }), accept: () => decide("accept", {}) };
    },
    close: () => holdpoint.stop(),
  };
};

export const openEngine: Open = ({ databaseUrl }) => open(databaseUrl, "bench-judge");
export const openEngineCode: Open = ({ databaseUrl }) => open(databaseUrl, "bench-judge-code");
