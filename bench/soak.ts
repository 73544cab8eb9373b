/**
 * npm run soak -- [--minutes 30] [--at-once 4] [--folder /somewhere]: mixed work on a real server, with mail to a real
 * mail server, and every 15 s a look at what it holds: memory after a garbage collection, connections, sockets,
 * streams. Fails when memory grows after the warm-up, when something stays open, or when work does not end as it should.
 */
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { signIn } from "@/tests/support/demo-session";
import { startMailServer } from "@/tests/support/mail-server";
import { startProduct } from "@/tests/support/product";
import { withClient } from "@/tests/support/with-client";
import { bearer, clientOf } from "./measure/client";
import { startCluster } from "./measure/cluster";
import { Invariants, mb } from "./measure/figures";
import { handlesOf } from "./measure/process-load";
import { inspect } from "./soak/inspector";
import { floorGrowth, growth, report, type Sample } from "./soak/samples";
import { SCENARIOS } from "./soak/scenarios";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "30" },
    "at-once": { type: "string", default: "4" },
    folder: { type: "string" },
  },
});
const lastMs = Number(values.minutes) * 60_000;
const EVERY_MS = Math.min(15_000, lastMs / 20);
/** Code is compiled, pools are filled and caches reach their size before this. */
const WARM_UP = 0.3;
/** How much memory may grow from the warm-up to the end: caches of paths fill up, and code is still compiled. */
const MOST_HEAP_BYTES = 10_000_000;
const MOST_RSS_BYTES = 30_000_000;
const POOL = 10;
/** Beside the pool a few are for changes, one listens, and one looks. */
const MOST_CONNECTIONS = POOL + 6;
const TOKEN = "token-of-the-soak-0123456789-0123456789";

const cluster = await startCluster({ under: values.folder });
const databaseUrl = await cluster.database("soak");
const mail = await startMailServer();
const product = await startProduct({
  NODE_OPTIONS: "--inspect=127.0.0.1:0",
  DATABASE_URL: databaseUrl,
  HOLDPOINT_DATA_DIR: await mkdtemp(join(cluster.folder, "data-")),
  HOLDPOINT_POOL_SIZE: String(POOL),
  HOLDPOINT_DEMO_TOKEN: TOKEN,
  HOLDPOINT_RATE_LIMIT: "0",
  HOLDPOINT_CHAT_WORKFLOW: "write-story",
  HOLDPOINT_SMTP_URL: mail.url,
  HOLDPOINT_MAIL_FROM: "Holdpoint <holdpoint@example.com>",
  HOLDPOINT_MAIL_SIGN_IN: "false",
  HOLDPOINT_MAIL_DELAY_SECONDS: "0",
  HOLDPOINT_MAIL_PER_HOUR: "1000",
  HOLDPOINT_CLEAN_SECONDS: "60",
});
const inspector = await inspect(product.output());
const invariants = new Invariants();
const samples: Sample[] = [];
const failures: string[] = [];
let done = 0;
let mails = 0;
const began = performance.now();
const over = () => performance.now() - began > lastMs;

try {
  const people = {
    dana: clientOf(product.url, bearer(TOKEN)),
    ben: clientOf(product.url, { Cookie: await signIn(product.url, "ben@example.com"), Origin: product.url }),
  };
  const work = async (shift: number) => {
    const names = Object.keys(SCENARIOS);
    for (let turn = shift; !over(); turn++) {
      const name = names[turn % names.length] ?? "";
      try {
        await SCENARIOS[name]?.(people);
        done += 1;
      } catch (error) {
        failures.push(`${name}: ${String(error)}`);
        console.error(failures.at(-1));
      }
      await delay(500);
    }
  };
  const watch = async () => {
    while (!over()) {
      samples.push(await look());
      await delay(EVERY_MS);
    }
  };
  await Promise.all([watch(), ...Array.from({ length: Number(values["at-once"]) }, (_, shift) => work(shift))]);
  // Whoever reads goes; what they held must go with them.
  await delay(7_000);
  samples.push(await look());
  judge();
} finally {
  inspector.close();
  const code = await product.stop();
  invariants.check(code === 0, `The server stopped with code ${code}.`);
  await mail.close();
  await cluster.stop();
}
invariants.report();

async function look(): Promise<Sample> {
  const inside = await inspector.look();
  const connections = await withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int from pg_stat_activity
       where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
    return rows[0]?.count ?? 0;
  });
  mails += mail.received.splice(0).length;
  const sample = {
    ...inside,
    atMs: performance.now() - began,
    connections,
    handles: handlesOf(product.process.pid ?? 0),
    done,
  };
  console.error(
    `${(sample.atMs / 60_000).toFixed(1)} min: heap ${mb(sample.heapBytes)}, RSS ${mb(sample.rssBytes)}, ${done} done`,
  );
  return sample;
}

function judge(): void {
  console.log(`${report(samples)}\n`);
  const warm = samples.slice(Math.floor(samples.length * WARM_UP));
  const [heap, rss] = [growth(warm, ({ heapBytes }) => heapBytes), floorGrowth(warm, ({ rssBytes }) => rssBytes)];
  const minutes = ((warm.at(-1)?.atMs ?? 0) - (warm[0]?.atMs ?? 0)) / 60_000;
  console.log(`${done} pieces of work, ${failures.length} failed, ${mails} mails.`);
  console.log(`Growth over the last ${minutes.toFixed(1)} minutes: heap ${mb(heap)}, floor of RSS ${mb(rss)}.`);
  const last = samples.at(-1);
  invariants.check(heap < MOST_HEAP_BYTES, `The heap grew by ${mb(heap)}; ${mb(MOST_HEAP_BYTES)} is the most.`);
  invariants.check(rss < MOST_RSS_BYTES, `Memory grew by ${mb(rss)}; ${mb(MOST_RSS_BYTES)} is the most.`);
  const connections = Math.max(...samples.map((sample) => sample.connections));
  invariants.check(connections <= MOST_CONNECTIONS, `${connections} connections to Postgres; the pool has ${POOL}.`);
  invariants.check((last?.sockets ?? 0) <= MOST_CONNECTIONS + 2, `${last?.sockets} sockets stayed open at the end.`);
  invariants.check(failures.length === 0, `Work did not end as it should: ${failures.slice(0, 5).join("; ")}`);
  invariants.check(mails > 0, "No mail came.");
}
