import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startProduct } from "@/tests/support/product";
import { withClient } from "@/tests/support/with-client";
import type { Cluster } from "../measure/cluster";
import { type Load, loadOf, loadOfFamily } from "../measure/process-load";
import { SETTINGS } from "./products";

export interface Rest {
  /** Of the process that has web and worker. */
  rssBytes: number;
  cpuMs: number;
  postgresCpuMs: number;
  statements: number;
  connections: number;
}

const SETTLE_MS = 30_000;

/** The product with nothing to do, as it is after a start, for so long. All figures but memory are for that time. */
export async function atRest(cluster: Cluster, databaseUrl: string, forMs: number): Promise<Rest> {
  const product = await startProduct({
    ...SETTINGS,
    DATABASE_URL: databaseUrl,
    HOLDPOINT_DATA_DIR: await mkdtemp(join(cluster.folder, "data-")),
  });
  try {
    await delay(SETTLE_MS);
    const before = await look(cluster, databaseUrl, product.process.pid ?? 0);
    await delay(forMs);
    const after = await look(cluster, databaseUrl, product.process.pid ?? 0);
    return {
      rssBytes: after.product.rssBytes,
      cpuMs: after.product.cpuMs - before.product.cpuMs,
      postgresCpuMs: after.postgres.cpuMs - before.postgres.cpuMs,
      statements: after.statements - before.statements,
      connections: after.connections,
    };
  } finally {
    await product.stop();
  }
}

interface Look {
  product: Load;
  postgres: Load;
  statements: number;
  connections: number;
}

async function look(cluster: Cluster, databaseUrl: string, pid: number): Promise<Look> {
  const database = new URL(databaseUrl).pathname.slice(1);
  // Asked from another database, so that what asks is not counted.
  const other = new URL(databaseUrl);
  other.pathname = "/postgres";
  const { rows } = await withClient(other.href, (client) =>
    client.query<{ statements: string; connections: number }>(
      `select xact_commit + xact_rollback as statements, numbackends as connections
       from pg_stat_database where datname = $1`,
      [database],
    ),
  );
  return {
    product: loadOf(pid),
    postgres: loadOfFamily(cluster.pid),
    statements: Number(rows[0]?.statements),
    connections: rows[0]?.connections ?? 0,
  };
}
