/** A process of its own with one of the releases of the letter, that dies at a failpoint or says that it got through. */
import { letter, nextLetter } from "../fixtures/versions/letter";
import { startHoldpoint } from "./holdpoint";
import { until } from "./versions";

const [databaseUrl = "", release = "", pass = "", runId = ""] = process.argv.slice(2);
const holdpoint = await startHoldpoint({
  databaseUrl,
  workflows: [release === "letter" ? letter : nextLetter],
  env: { HOLDPOINT_FAILPOINT: pass },
});
await until(holdpoint, runId, ({ step }) => step?.name === "votes");
await holdpoint.stop();
console.log("through");
