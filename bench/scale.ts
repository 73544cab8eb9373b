/**
 * npm run bench:scale -- [--runs 1000000] [--rest 60] [--folder /somewhere]: what it costs that many runs wait. One
 * Postgres that syncs to disk, in it a database with 40 waiting runs and one with as many as asked for, and the same
 * work in both, in turn. A million needs about 6 GB of disk and ten minutes.
 */
import { parseArgs } from "node:util";
import { startCluster } from "./measure/cluster";
import { Invariants, mb, table } from "./measure/figures";
import { atRest, type Rest } from "./scale/at-rest";
import { compare } from "./scale/compare";
import { emptyPlace, fullPlace } from "./scale/places";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "1000000" },
    /** Seconds that the product is watched while it has nothing to do; 0 leaves it out. */
    rest: { type: "string", default: "60" },
    folder: { type: "string" },
  },
});
const runs = Number(values.runs);
const restMs = Number(values.rest) * 1_000;
/** Some hundred of them are decided. */
const FEWEST = 20_000;
const BYTES_PER_RUN = 12_000;
/** Memory that may differ from one start of the same program to the next. */
const SAME_MEMORY_BYTES = 40_000_000;

if (!(runs >= FEWEST)) throw new Error(`--runs takes a number from ${FEWEST}.`);
const cluster = await startCluster({
  under: values.folder,
  needBytes: runs * BYTES_PER_RUN,
  settings: { max_wal_size: "2GB" },
});
const invariants = new Invariants();
try {
  const empty = await emptyPlace(cluster);
  const full = await fullPlace(cluster, runs);
  console.log(`\n${full.sizes}\n`);
  console.log(await compare(empty, full, console.error));
  const reviewId = await full.waitingReview();
  const run = await full.holdpoint.operations.decideReview(full.ben, reviewId, { action: "accept", values: {} });
  invariants.check(run.status === "completed", `A copied run went on as ${run.status}.`);
  const waiting = await full.holdpoint.operations.countOpenReviews(full.ana);
  invariants.check(waiting === Math.min(runs, 1_000), `The inbox counts ${waiting}.`);
  await empty.close();
  await full.close();
  if (restMs > 0) await compareRest(empty.url, full.url);
} finally {
  await cluster.stop();
}
invariants.report();

async function compareRest(emptyUrl: string, fullUrl: string): Promise<void> {
  const empty = await atRest(cluster, emptyUrl, restMs);
  const full = await atRest(cluster, fullUrl, restMs);
  const share = (cpuMs: number) => `${((cpuMs / restMs) * 100).toFixed(2)} %`;
  const lines: [string, (rest: Rest) => string][] = [
    ["memory of the process (web and worker)", ({ rssBytes }) => mb(rssBytes)],
    ["its CPU, of one core", ({ cpuMs }) => share(cpuMs)],
    ["Postgres: CPU, of one core", ({ postgresCpuMs }) => share(postgresCpuMs)],
    ["Postgres: statements a minute", ({ statements }) => ((statements * 60_000) / restMs).toFixed(0)],
    ["connections", ({ connections }) => String(connections)],
  ];
  const title = `at rest, over ${values.rest} s`;
  console.log(
    `\n${table(
      [title, "empty", "full"],
      lines.map(([name, of]) => [name, of(empty), of(full)]),
    )}`,
  );
  // NaN where the system does not tell.
  invariants.check(
    !(full.rssBytes - empty.rssBytes > SAME_MEMORY_BYTES),
    `The process takes ${mb(full.rssBytes - empty.rssBytes)} more when runs wait.`,
  );
  invariants.check(
    full.statements <= empty.statements * 1.2 + 10,
    `Waiting runs cost statements: ${full.statements} instead of ${empty.statements}.`,
  );
}
