/** A process of its own that starts one run and dies at a failpoint, or says that it got through. */
import { join } from "node:path";
import { startHoldpoint } from "./holdpoint";

const [databaseUrl = "", pass = "", runId = "", url = ""] = process.argv.slice(2);
const holdpoint = await startHoldpoint({
  databaseUrl,
  workflowsDir: join(import.meta.dirname, "../fixtures/workflows"),
  env: { HOLDPOINT_FAILPOINT: pass, HOLDPOINT_LEASE_SECONDS: "0.5" },
});
await holdpoint.operations.startRun(holdpoint.ana, { workflow: "order", input: { url }, runId });
await holdpoint.operations.waitForRun(holdpoint.ana, runId, { timeoutMs: 20_000 });
await holdpoint.stop();
console.log("through");
