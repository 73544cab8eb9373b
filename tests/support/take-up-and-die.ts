/** A process of its own that knows the letter's version again, and dies at a failpoint or says that it got through. */
import { letter } from "../fixtures/versions/letter";
import { startHoldpoint } from "./holdpoint";
import { until } from "./versions";

const [databaseUrl = "", pass = "", runId = ""] = process.argv.slice(2);
const holdpoint = await startHoldpoint({
  databaseUrl,
  workflows: [letter],
  env: { HOLDPOINT_FAILPOINT: pass },
});
await until(holdpoint, runId, ({ step }) => step?.name === "votes");
await holdpoint.stop();
console.log("through");
