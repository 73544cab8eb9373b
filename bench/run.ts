/**
 * npm run bench: cycles a second of one workload (start, pause, update, pause, accept) through Holdpoint's
 * engine in process and through a bare node-postgres program, in turn, on one Postgres that syncs to disk.
 * Figures are ratios within one run; absolute numbers are this machine's.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { Pool } from "pg";
import { createHoldpoint } from "@/lib/composition";
import { parseEnv } from "@/lib/env";
import type { Holdpoint } from "@/lib/holdpoint";
import { startEmbeddedPostgres } from "@/lib/store/database/embedded-postgres";
import { migrate } from "@/lib/store/database/migrate";
import type { Principal } from "@/lib/views/people";
import { createRegistry } from "@/lib/workflow/registry";
import { LIMIT_SCHEMA, limitCycle } from "./limit";
import { judge } from "./workflow";

const ROUNDS = 5;
const SLICE_MS = 2_000;

const dataFolder = await mkdtemp(join(process.cwd(), ".bench-"));
const postgres = await startEmbeddedPostgres({ dataFolder, log: () => {} });
await migrate(postgres.url);
const pool = new Pool({ connectionString: postgres.url, max: 20 });
pool.on("error", () => undefined);
await pool.query(LIMIT_SCHEMA);
const holdpoint = await createHoldpoint({
  env: parseEnv({ HOLDPOINT_POOL_SIZE: "20", OPENAI_BASE_URL: "http://127.0.0.1:9" }),
  databaseUrl: postgres.url,
  secret: "only for the benchmark",
  log: console.error,
  registry: createRegistry([judge]),
});
await holdpoint.start();
const ana = await holdpoint.identity.byEmail("ana@example.com");
if (!ana) throw new Error("The demo people are missing.");

try {
  console.log("at once | limit cycles/s | Holdpoint cycles/s | share of the limit (median of pairs)");
  for (const atOnce of [1, 16, 64]) {
    const pairs: { limit: number; engine: number }[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const limit = await slice(atOnce, () => limitCycle(pool));
      const engine = await slice(atOnce, () => engineCycle(holdpoint, ana));
      // The first pair warms up.
      if (round > 0) pairs.push({ limit, engine });
    }
    const share = median(pairs.map(({ limit, engine }) => engine / limit));
    const rates = [median(pairs.map(({ limit }) => limit)), median(pairs.map(({ engine }) => engine))];
    console.log(
      `${String(atOnce).padStart(7)} | ${rates.map((rate) => rate.toFixed(0)).join(" | ")} | ${(share * 100).toFixed(0)} %`,
    );
  }
} finally {
  await holdpoint.stop();
  await pool.end();
  await postgres.stop();
  await rm(dataFolder, { recursive: true, force: true });
}

async function engineCycle({ operations }: Holdpoint, by: Principal): Promise<void> {
  const started = await operations.startRun(by, { workflow: "bench-judge", input: {} });
  const updated = await operations.decideReview(by, started.reviews[0]?.id ?? "", {
    action: "update",
    values: { comment: "Please make it shorter." },
  });
  await operations.decideReview(by, updated.reviews[0]?.id ?? "", { action: "accept", values: {} });
}

/** Cycles a second. */
async function slice(atOnce: number, cycle: () => Promise<void>): Promise<number> {
  const started = performance.now();
  let done = 0;
  const worker = async () => {
    while (performance.now() - started < SLICE_MS) {
      await cycle();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return (done * 1_000) / (performance.now() - started);
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
