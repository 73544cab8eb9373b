/**
 * npm run bench:processes -- [--seconds 10] [--at-once 16] [--folder /somewhere]: three web and three worker processes
 * on one Postgres that syncs to disk, against one process that does everything. Clients go from one web process to the
 * next with every request, and every fourth answer has a rival elsewhere. At the end everything is read again: nothing
 * may be lost or doubled.
 */
import { parseArgs } from "node:util";
import { sendJson, startJsonServer } from "@/tests/support/json-server";
import { startCluster } from "./measure/cluster";
import { Invariants, quantile, table } from "./measure/figures";
import { type Fleet, startFleet } from "./processes/fleet";
import { load, type Told } from "./processes/load";
import { prove } from "./processes/proof";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "10" },
    "at-once": { type: "string", default: "16" },
    folder: { type: "string" },
  },
});
const ROUNDS = 3;
const forMs = Number(values.seconds) * 1_000;
const atOnce = Number(values["at-once"]);

const cluster = await startCluster({ under: values.folder });
const service = await startJsonServer((_, response) => sendJson(response, 200, { ok: true }));
const invariants = new Invariants();
const fleets: Fleet[] = [];
try {
  const one = await startFleet(cluster, "one", ["all"], service.place);
  fleets.push(one);
  const six = await startFleet(cluster, "six", ["web", "web", "web", "worker", "worker", "worker"], service.place);
  fleets.push(six);
  const workloads = [
    { name: "W: start, draft, update, draft, accept", workflow: "bench-judge", input: {} },
    { name: "the same, a service outside told of each draft", workflow: "bench-order", input: { url: service.url } },
  ];
  const told = new Map<Fleet, Told[]>([
    [one, []],
    [six, []],
  ]);
  const rows: string[][] = [];
  for (const { name, ...work } of workloads) {
    const rates = { one: [] as number[], six: [] as number[] };
    // The first round warms up.
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [key, fleet] of [
        ["one", one],
        ["six", six],
      ] as const) {
        const done = await load(fleet, { ...work, atOnce, forMs });
        told.get(fleet)?.push(...done.told);
        if (round > 0) rates[key].push(done.perSecond);
      }
    }
    const [alone, together] = [quantile(rates.one, 0.5), quantile(rates.six, 0.5)];
    const shares = rates.six.map((rate, index) => rate / (rates.one[index] ?? Number.NaN));
    rows.push([name, alone.toFixed(1), together.toFixed(1), quantile(shares, 0.5).toFixed(2)]);
  }
  const head = [`cycles a second, ${atOnce} at once`, "one process", "3 web + 3 worker", "ratio"];
  console.log(`\n${table(head, rows)}\n`);
  const all = [...told.values()].flat();
  const answers = all.flatMap((run) => [...run.answers.values()]);
  console.log(`${all.length} runs, ${answers.length} answered reviews, ${service.requests.length} calls outside.`);
  const keys = service.requests.map(({ headers }) => String(headers["idempotency-key"]));
  for (const [fleet, runs] of told) {
    const ids = new Set(runs.map(({ runId }) => runId));
    const web = fleet.webs[0];
    if (web)
      await prove(
        web.dana,
        runs,
        keys.filter((key) => ids.has(key.split(":")[0] ?? "")),
        invariants,
      );
  }
} finally {
  const codes = (await Promise.all(fleets.map((fleet) => fleet.stop()))).flat();
  invariants.check(codes.length === 0, `Processes stopped with ${codes.join(", ")}.`);
  await service.close();
  await cluster.stop();
}
invariants.report();
