import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";
import { PrismaClient } from "./generated/client";

export interface Database {
  /** For everything but the door; Prisma uses it through its adapter. */
  pool: Pool;
  /** For what an answer needs: who sends it, its idempotency key, the run before and the change. Nothing else makes it wait. */
  door: Pool;
  prisma: PrismaClient;
  close(): Promise<void>;
}

/**
 * A database that goes without a word (its machine, or the network before it) leaves statements without an answer for
 * ever: then the statement fails, which may have been done or not, and its connection is dropped.
 */
const SILENCE_MS = 20_000;
const DOOR_CONNECTIONS = 6;
/**
 * Its statements find every row by its key. Planned for a table that is still small, a scan would look cheaper, and the
 * plan is kept while the table grows.
 */
const DOOR_PLANS = [
  ...["enable_seqscan", "enable_hashjoin", "enable_mergejoin", "enable_material", "enable_bitmapscan", "jit"].map(
    (name) => `-c ${name}=off`,
  ),
  "-c plan_cache_mode=force_generic_plan",
];

export function openDatabase(databaseUrl: string, poolSize: number, silenceMs = SILENCE_MS): Database {
  const pool = openPool(databaseUrl, poolSize, silenceMs);
  const door = openPool(withOptions(databaseUrl, DOOR_PLANS), Math.min(DOOR_CONNECTIONS, poolSize), silenceMs);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    pool,
    door,
    prisma,
    async close() {
      await prisma.$disconnect();
      await Promise.all([pool.end(), door.end()]);
    },
  };
}

/** Also where only a statement failed: what answers the next one may be another database. */
export function onLostConnection(pool: Pool, listener: () => void): void {
  pool.on("error", listener);
  pool.on("release", (error: Error | undefined) => {
    if (error) listener();
  });
}

function openPool(connectionString: string, max: number, silenceMs: number): Pool {
  const patience = {
    connectionTimeoutMillis: 10_000,
    query_timeout: silenceMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
  const pool = new Pool({ connectionString, max, ...patience });
  // An idle connection that breaks is replaced; without a listener it would end the process.
  pool.on("error", () => undefined);
  return pool;
}

function withOptions(databaseUrl: string, options: string[]): string {
  const url = new URL(databaseUrl);
  url.searchParams.set("options", [url.searchParams.get("options") ?? [], options].flat().join(" "));
  return url.href;
}
