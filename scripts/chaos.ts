/**
 * npm run chaos -- [--seed 1] [--runs 5000] [--minutes 20] [--lease 20] [--clients 256] [--webs 2] [--workers 2]
 * [--no-standby] [--only-kills] [--keep]: plays runs on real processes and a real Postgres while all of them are killed,
 * frozen, stopped and cut off at random, and checks in the end that nothing was lost and nothing counted twice. Exit code 1
 * when something was, with the evidence; the logs then stay. `--minutes` is the longest time that faults last. A seed gives
 * the same faults and clients again, not the same moments. `--only-kills` measures how long a lease takes to be taken over.
 */
import { parseArgs } from "node:util";
import { StartError } from "@/lib/store/database/start-error";
import { type ChaosOptions, chaos } from "../tests/chaos/chaos";
import { evidence, report, writeRecords } from "../tests/chaos/report";
import { makeWorld } from "../tests/chaos/world";

const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    runs: { type: "string", default: "5000" },
    minutes: { type: "string", default: "20" },
    lease: { type: "string", default: "20" },
    clients: { type: "string", default: "256" },
    webs: { type: "string", default: "2" },
    workers: { type: "string", default: "2" },
    "no-standby": { type: "boolean", default: false },
    "only-kills": { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
  },
});
const options: ChaosOptions = {
  seed: Number(values.seed ?? Math.floor(Math.random() * 2 ** 20)),
  runs: Number(values.runs),
  minutes: Number(values.minutes),
  leaseSeconds: Number(values.lease),
  clients: Number(values.clients),
  webs: Number(values.webs),
  workers: Number(values.workers),
  withStandby: !values["no-standby"],
  onlyKills: values["only-kills"],
  log: console.log,
};

try {
  console.log(`Seed ${options.seed}. Starting Postgres and the product ...`);
  const world = await makeWorld(options);
  let keep = true;
  try {
    const outcome = await chaos(world, options);
    const count = outcome.problems.length;
    keep = values.keep || count > 0;
    console.log(["", ...report(options, outcome), "", ...evidence(outcome)].join("\n"));
    console.log(
      count === 0 ? "Nothing was lost and nothing counts twice." : `${count} things are not as they must be.`,
    );
    if (keep) await writeRecords(world.folder, outcome);
    process.exitCode = count > 0 ? 1 : 0;
  } finally {
    await world.end(keep);
    if (keep) console.log(`Logs and records: ${world.folder}`);
  }
} catch (error) {
  console.error(error instanceof StartError ? error.message : error);
  process.exitCode = 2;
}
