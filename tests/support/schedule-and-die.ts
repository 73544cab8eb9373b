/** A process of its own that makes the starts of a schedule that are due and dies at a failpoint, or says that it got through. */
import { startHoldpoint } from "./holdpoint";
import { hourly } from "./schedules";

const [databaseUrl = "", pass = ""] = process.argv.slice(2);
const holdpoint = await startHoldpoint({ databaseUrl, workflows: [hourly], env: { HOLDPOINT_FAILPOINT: pass } });
for (;;) {
  const [schedule] = await holdpoint.operations.listSchedules(holdpoint.ana);
  if (schedule?.nextAt && Date.parse(schedule.nextAt) > Date.now()) break;
  await new Promise((resolve) => setImmediate(resolve));
}
await holdpoint.stop();
console.log("through");
